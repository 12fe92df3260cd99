#!/usr/bin/env python3
"""Fits the effective-charge correction of Hanbeam (three parameters each for H, He, C and Ne) and writes effective-charge.json.

Usage: effective_charge_fit.py STOPPING_POWER_WATER.csv ICRU73_WATER.csv
The first csv has the columns ion, A, E_MeV_u and ICRU90_I78 (mass stopping power in water, MeV cm2/g; ICRU Report 90, 2016), the second
ion, A, E_MeV_u and ICRU73err_I78 (ICRU Report 73 with its erratum of 2009) for C and Ne. Report 90 ends with carbon, and Report 73 lies above it there by
1.4 % at 10 and 5 % at 2 MeV/u: neon's target is Report 73 times the ratio of the two for carbon. They are read
here as the targets of the fit and are no part of Hanbeam. Plain Python; the formula is written out again on purpose, so that this
script checks the C# code and is checked by it.
"""
import csv
import hashlib
import json
import math
import pathlib
import sys

BETHE, ELECTRON, FINE = 0.307075, 0.51099895, 1 / 137.035999
CHARGE_TO_MASS, EXCITATION_EV = 0.55509, 78.0
IONS = {"H": (1, 1, 938.272), "He": (2, 4, 3727.379), "C": (6, 12, 11174.863), "Ne": (10, 20, 18617.730)}
LOWER, UPPER = 0.5, {"H": 30.0, "He": 30.0, "C": 30.0, "Ne": 60.0}
POWERS = (2, 4, 6)


def barkas_bethe(z, a, mass, energy):
    """Mass stopping power in water with Barkas' effective charge and no correction."""
    gamma = 1 + energy * a / mass
    beta2 = 1 - 1 / gamma**2
    beta = math.sqrt(beta2)
    electron = 2 * ELECTRON * beta2 * gamma**2
    ratio = ELECTRON / mass
    transfer = electron / (1 + 2 * gamma * ratio + ratio**2)
    e2 = max(beta * gamma, 0.13) ** -2
    shell = (0.422377 * e2 + 0.0304043 * e2**2 - 0.00038106 * e2**3) * 1e-6 * EXCITATION_EV**2 + (
        3.858019 * e2 - 0.1667989 * e2**2 + 0.00157955 * e2**3) * 1e-9 * EXCITATION_EV**3
    charge = z * (1 - math.exp(-125 * beta * z ** (-2 / 3)))
    y2 = (charge * FINE / beta) ** 2
    bloch = -y2 * (sum(1 / (n * (n * n + y2)) for n in range(200, 0, -1)) + 0.5 / (200 * 201))
    mott = math.pi / 2 * z * FINE * beta if z >= 3 else 0
    number = 0.5 * math.log(electron * transfer / (EXCITATION_EV * 1e-6) ** 2) - beta2 - shell / 10 + bloch + mott
    return BETHE * CHARGE_TO_MASS * charge**2 / beta2 * number


def solve(matrix, right):
    """Gaussian elimination with pivoting."""
    n = len(right)
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(matrix[r][i]))
        matrix[i], matrix[pivot], right[i], right[pivot] = matrix[pivot], matrix[i], right[pivot], right[i]
        for r in range(i + 1, n):
            f = matrix[r][i] / matrix[i][i]
            matrix[r] = [x - f * y for x, y in zip(matrix[r], matrix[i])]
            right[r] -= f * right[i]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (right[i] - sum(matrix[i][c] * x[c] for c in range(i + 1, n))) / matrix[i][i]
    return x


def fit(points, upper, z, a, mass):
    """Weighted least squares of sqrt(target/formula) = 1 + sum c_k u^k; 1 % weight from 10 MeV/u, 3 % below."""
    normal, right = [[0.0] * 3 for _ in range(3)], [0.0] * 3
    for energy, target in points:
        if not LOWER <= energy < upper:
            continue
        weight = 1 / (0.01 if energy >= 10 else 0.03) ** 2
        u = math.log(upper / energy)
        terms = [u**p for p in POWERS]
        y = math.sqrt(target / barkas_bethe(z, a, mass, energy)) - 1
        for i in range(3):
            right[i] += weight * terms[i] * y
            for j in range(3):
                normal[i][j] += weight * terms[i] * terms[j]
    return solve(normal, right)


def read(path, column):
    """Energy and stopping power by ion, of one column."""
    lines = [line for line in open(path, encoding="utf-8") if not line.startswith("#")]
    points = {}
    for row in csv.DictReader(lines):
        if row[column]:
            points.setdefault(row["ion"], {})[float(row["E_MeV_u"])] = float(row[column])
    return points


def interpolate(points, energy):
    """Between two energies, linear in the logarithms."""
    energies = sorted(points)
    if energy in points:
        return points[energy]
    low = max(e for e in energies if e < energy)
    high = min(e for e in energies if e > energy)
    t = math.log(energy / low) / math.log(high / low)
    return math.exp((1 - t) * math.log(points[low]) + t * math.log(points[high]))


def main(report90, report73):
    points, other = read(report90, "ICRU90_I78"), read(report73, "ICRU73err_I78")
    carbon = points["C"]
    points["Ne"] = {e: s * interpolate(carbon, e) / other["C"][e] for e, s in other["Ne"].items() if min(carbon) <= e <= max(carbon)}
    result = {"schema": "hanbeam-effective-charge/1", "lowerMeVPerU": LOWER, "upperMeVPerU": UPPER, "powers": POWERS, "coefficients": {}}
    for ion, (z, a, mass) in IONS.items():
        result["coefficients"][ion] = [float(f"{c:.4g}") for c in fit(sorted(points[ion].items()), UPPER[ion], z, a, mass)]
    folder = pathlib.Path(__file__).parent
    text = json.dumps(result, indent=2) + "\n"
    (folder / "effective-charge.json").write_text(text, encoding="utf-8")
    provenance = {
        "source": "Fit of Hanbeam's own formula (docs/methods/stopping-power.md) to the water tables of ICRU Report 90 (2016) for H, He, C and, scaled to it at carbon, of ICRU Report 73 with erratum (2009) for Ne; the tables themselves are not included",
        "date": "2026-11-22",
        "licence": "Apache-2.0",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "script": "data/physics/effective_charge_fit.py",
    }
    (folder / "effective-charge.json.provenance.json").write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
