#!/usr/bin/env python3
"""Reads every file of a folder that `hanbeam plan` or `hanbeam dose` made, with numpy alone, prints what it finds and checks that the
files agree.

    python3 read_plan_folder.py PLANDIR

Exit code 0 when all files agree, 1 when some do not, 2 when the folder cannot be read. Doses are totals over all
fractions; ions ("particles") are per fraction; positions are DICOM patient coordinates (LPS) in mm.
"""
import csv
import json
import math
import struct
import sys
import zlib
from pathlib import Path

try:
    import numpy as np
except ImportError:
    print("this sample needs numpy, and this python3 has none: install the package python3-numpy, or run 'pip install numpy'", file=sys.stderr)
    sys.exit(2)

# MetaImage (.mha)


def read_mha(path):
    """A MetaImage file: (voxels as [z, y, x], position of the first voxel's centre in mm, voxel spacing in mm)."""
    raw = Path(path).read_bytes()
    header, at = {}, 0
    while "ElementDataFile" not in header:
        end = raw.index(b"\n", at)
        key, _, value = raw[at:end].decode("ascii").partition("=")
        header[key.strip()] = value.strip()
        at = end + 1
    if header["ElementDataFile"] != "LOCAL" or header.get("BinaryDataByteOrderMSB", "False") != "False":
        raise ValueError(f"{path}: only little-endian data in the same file are read here")
    data = raw[at:]
    if header.get("CompressedData", "False") == "True":
        data = zlib.decompress(data)
    kind = {"MET_FLOAT": "<f4", "MET_SHORT": "<i2", "MET_UCHAR": "u1"}[header["ElementType"]]
    x, y, z = (int(n) for n in header["DimSize"].split())
    voxels = np.frombuffer(data, dtype=kind, count=x * y * z).reshape(z, y, x)
    offset = np.array([float(n) for n in header["Offset"].split()])
    spacing = np.array([float(n) for n in header["ElementSpacing"].split()])
    return voxels, offset, spacing


# DICOM, explicit VR little endian only

LONG_VRS = {b"OB", b"OW", b"OF", b"OD", b"OL", b"SQ", b"UN", b"UT", b"UC", b"UR", b"OV", b"SV", b"UV"}
UNDEFINED = 0xFFFFFFFF
ITEM, ITEM_END, SEQUENCE_END = (0xFFFE, 0xE000), (0xFFFE, 0xE00D), (0xFFFE, 0xE0DD)


def read_dicom(path):
    """A DICOM file as {(group, element): (VR, bytes or list of such dictionaries)}."""
    raw = Path(path).read_bytes()
    if raw[128:132] != b"DICM":
        raise ValueError(f"{path}: not a DICOM file")
    elements, _ = read_elements(raw, 132, len(raw))
    syntax = text(elements, (0x0002, 0x0010))
    if syntax != "1.2.840.10008.1.2.1":
        raise ValueError(f"{path}: transfer syntax {syntax} is not explicit VR little endian")
    return elements


def read_elements(raw, at, end):
    elements = {}
    while at < end:
        tag = struct.unpack_from("<HH", raw, at)
        if tag in (ITEM_END, SEQUENCE_END):
            return elements, at + 8
        vr = raw[at + 4:at + 6]
        if vr in LONG_VRS:
            length, at = struct.unpack_from("<I", raw, at + 8)[0], at + 12
        else:
            length, at = struct.unpack_from("<H", raw, at + 6)[0], at + 8
        if vr == b"SQ":
            items, at = read_items(raw, at, len(raw) if length == UNDEFINED else at + length)
            elements[tag] = (vr, items)
        else:
            elements[tag] = (vr, raw[at:at + length])
            at += length
    return elements, at


def read_items(raw, at, end):
    items = []
    while at < end:
        tag, length = struct.unpack_from("<HH", raw, at), struct.unpack_from("<I", raw, at + 4)[0]
        at += 8
        if tag == SEQUENCE_END:
            break
        if tag != ITEM:
            raise ValueError(f"a sequence holds {tag} instead of an item")
        item, at = read_elements(raw, at, end if length == UNDEFINED else at + length)
        items.append(item)
    return items, at


def text(elements, tag):
    return elements[tag][1].decode("utf-8").strip(" \0")


def numbers(elements, tag):
    vr, value = elements[tag]
    if vr in (b"US", b"UL", b"FL", b"FD"):
        return np.frombuffer(value, dtype={b"US": "<u2", b"UL": "<u4", b"FL": "<f4", b"FD": "<f8"}[vr]).astype(float)
    return np.array([float(part) for part in text(elements, tag).split("\\")])


def read_rt_dose(path):
    """An RT Dose file: (dose as [z, y, x] in Gy, position of the first voxel, spacing, one stored step in Gy, type)."""
    dicom = read_dicom(path)
    rows, columns = (int(numbers(dicom, (0x0028, tag))[0]) for tag in (0x0010, 0x0011))
    frames = int(numbers(dicom, (0x0028, 0x0008))[0])
    bits = int(numbers(dicom, (0x0028, 0x0100))[0])
    step = numbers(dicom, (0x3004, 0x000E))[0]
    stored = np.frombuffer(dicom[(0x7FE0, 0x0010)][1], dtype={16: "<u2", 32: "<u4"}[bits], count=frames * rows * columns)
    row_spacing, column_spacing = numbers(dicom, (0x0028, 0x0030))
    slices = numbers(dicom, (0x3004, 0x000C))
    slice_spacing = slices[1] - slices[0] if len(slices) > 1 else row_spacing
    spacing = np.array([column_spacing, row_spacing, slice_spacing])
    dose = stored.reshape(frames, rows, columns) * step
    return dose, numbers(dicom, (0x0020, 0x0032)), spacing, step, text(dicom, (0x3004, 0x0004))


def read_rt_ion_plan(path):
    """An RT Ion Plan: (fractions, beams as (gantry angle in degrees, ions per fraction, ions summed over all spots))."""
    dicom = read_dicom(path)
    group = dicom[(0x300A, 0x0070)][1][0]
    fractions = int(numbers(group, (0x300A, 0x0078))[0])
    meterset = {int(numbers(item, (0x300C, 0x0006))[0]): numbers(item, (0x300A, 0x0086))[0] for item in group[(0x300C, 0x0004)][1]}
    beams = []
    for beam in dicom[(0x300A, 0x03A2)][1]:
        points = beam[(0x300A, 0x03A8)][1]
        spots = sum(numbers(point, (0x300A, 0x0396)).sum() for point in points)
        final = numbers(beam, (0x300A, 0x010E))[0]
        number = int(numbers(beam, (0x300A, 0x00C0))[0])
        beams.append((numbers(points[0], (0x300A, 0x011E))[0], meterset[number], meterset[number] * spots / final))
    return fractions, beams


# the checks


class Checks:
    def __init__(self):
        self.failed = 0

    def that(self, what, holds, detail=""):
        if not holds:
            self.failed += 1
        print(f"  {'ok  ' if holds else 'FAIL'} {what}{': ' + detail if detail else ''}")

    def close(self, what, a, b, tolerance, unit):
        self.that(what, abs(a - b) <= tolerance, f"{a:.6g} and {b:.6g} {unit}")


def dose_at_volume(curve, percent):
    """The dose that this percentage of the volume receives at least, from a cumulative DVH."""
    dose, volume = np.array(curve["dose"]), np.array(curve["volumePercent"])
    return float(np.interp(-percent, -volume, dose))


def check_dicom_dose(checks, folder, name):
    mha, offset, spacing = read_mha(folder / f"{name}.mha")
    dicom, origin, dicom_spacing, step, kind = read_rt_dose(folder / f"{name}.dcm")
    checks.that(f"{name}: .dcm and .mha have one grid", mha.shape == dicom.shape and np.allclose(offset, origin, atol=1e-3)
                and np.allclose(spacing, dicom_spacing, atol=1e-4), f"{mha.shape[::-1]} voxels of {spacing} mm")
    if mha.shape == dicom.shape:
        # A stored value is a whole number of steps; MetaImage voxels are single precision.
        difference = np.abs(mha - dicom).max()
        checks.that(f"{name}: .dcm and .mha agree to one stored step", difference <= step + 1e-6 * mha.max(), f"{difference:.2g} of {mha.max():.4g} Gy")
    checks.that(f"{name}: DICOM dose type", kind == ("PHYSICAL" if name == "dose-physical" else "EFFECTIVE"), kind)
    return mha


def check_clinical_dose(checks, physical, rbe, alpha, sqrt_beta, fractions):
    """The clinical dose of QST (modified MKM) from the physical dose and the mixed field's alpha: Inaniwa et al. 2015."""
    alpha_reference, beta, clinical_factor = 0.764, 0.0615, 2.41
    inside = physical > 0.01 * physical.max()
    checks.that("sqrt-beta.mha is the model's", np.allclose(sqrt_beta[inside] ** 2, beta, rtol=1e-3), f"{float(sqrt_beta[inside].mean()) ** 2:.5f} /Gy2")
    d = physical[inside].astype(float) / fractions
    effect = alpha[inside] * d + beta * d * d
    expected = fractions * clinical_factor * (-alpha_reference + np.sqrt(alpha_reference ** 2 + 4 * beta * effect)) / (2 * beta)
    worst = np.abs(rbe[inside] / expected - 1).max()
    # Four arrays in single precision, each rounded once, and alpha kept per layer: a tenth of a per cent leaves room for both.
    checks.that("dose-rbe.mha follows from dose, alpha and beta", worst < 1e-3, f"within {100 * worst:.3f} %")


def main(folder):
    checks = Checks()
    summary, dvh, manifest = (json.loads((folder / f"{name}.json").read_text()) for name in ("summary", "dvh", "manifest"))
    recipe = (folder / "recipe.yaml").read_text() if (folder / "recipe.yaml").exists() else None
    fractions, plan_beams = read_rt_ion_plan(folder / "plan.dcm")
    with open(folder / "spots.csv", newline="") as file:
        spots = list(csv.DictReader(line for line in file if not line.startswith("#")))

    print(f"{folder}: {len(spots)} spots in {len(plan_beams)} beams, {fractions} fractions, {summary['rbeModel']}, Hanbeam {manifest['hanbeam']}")
    print("files of the folder")
    checks.that("summary.json, dvh.json, manifest.json name their formats",
                (summary["schema"], dvh["schema"], manifest["schema"].split("/")[0]) == ("hanbeam-plan-summary/1", "hanbeam-dvh/1", "hanbeam-manifest"))
    if recipe is not None:
        checks.that("recipe.yaml names the machine", "machine:" in recipe)
    report = (folder / "report.pdf").read_bytes()
    checks.that("report.pdf is a whole PDF", report.startswith(b"%PDF-") and b"%%EOF" in report[-32:])

    print("ions")
    names = list(dict.fromkeys(spot["beam"] for spot in spots))
    checks.that("spots.csv, plan.dcm and summary.json have as many beams", len(names) == len(plan_beams) == len(summary["beams"]))
    checks.close("spots in spots.csv and summary.json", len(spots), summary["spots"], 0, "spots")
    for name, (gantry, meterset, ions), beam in zip(names, plan_beams, summary["beams"]):
        own = [spot for spot in spots if spot["beam"] == name]
        total = math.fsum(float(spot["particles"]) for spot in own)
        checks.close(f"beam {name}: ions in spots.csv and summary.json", total, beam["particles"], 1e-9 * total, "ions per fraction")
        # Spot weights are single precision in DICOM.
        checks.close(f"beam {name}: ions in spots.csv and plan.dcm", total, ions, 1e-6 * total, "ions per fraction")
        checks.close(f"beam {name}: beam meterset in plan.dcm", total, meterset, 1e-6 * total, "ions per fraction")
        checks.close(f"beam {name}: gantry angle", float(own[0]["gantry_deg"]), gantry, 1e-3, "degrees")

    print("doses, total over all fractions")
    physical = check_dicom_dose(checks, folder, "dose-physical")
    weighted = summary["rbeModel"] != "physical"
    checks.that("dose-rbe.mha and .dcm are there when the dose is RBE-weighted",
                all((folder / f"dose-rbe.{kind}").exists() == weighted for kind in ("mha", "dcm")), summary["rbeModel"])
    rbe = check_dicom_dose(checks, folder, "dose-rbe") if weighted else None
    let = read_mha(folder / "let.mha")[0]
    beams = [read_mha(path)[0] for path in sorted(folder.glob("beams/*/dose-physical.mha"))]
    checks.that("beams/N hold one dose a beam", len(beams) == len(plan_beams), f"{len(beams)}")
    checks.that("the beams' doses add up", np.abs(sum(beam.astype(float) for beam in beams) - physical).max() <= 2e-6 * physical.max())
    checks.that("let.mha is 0 where no dose is", not np.any(let[physical == 0]), f"at most {let.max():.1f} keV/um")
    if summary["rbeModel"] == "mmkm-qst" and summary["delivery"] == "all-beams":
        alpha, sqrt_beta = (read_mha(folder / f"{name}.mha")[0] for name in ("alpha", "sqrt-beta"))
        check_clinical_dose(checks, physical, rbe, alpha, sqrt_beta, fractions)

    unit, key = ("Gy(RBE)", "GyRbe") if weighted else ("Gy", "Gy")
    print(f"structures{'':22} volume    mean     D95      D2   {unit}, {summary['rbeModel']}")
    for name, structure in summary["structures"].items():
        d95, d2 = structure.get("d95" + key), structure.get("d2" + key)
        if d95 is None or d2 is None:
            continue
        print(f"  {name:28} {structure['volumeCc']:8.1f} {structure['mean' + key]:7.2f} {d95:7.2f} {d2:7.2f}")
        curve = dvh["structures"][name]
        volume = np.array(curve["volumePercent"])
        checks.that(f"{name}: DVH falls from 100 to 0 %", abs(volume[0] - 100) < 1e-6 and np.all(np.diff(volume) <= 1e-9))
        # The curve is sampled: half a bin each side.
        bin_width = np.diff(np.array(curve["dose"])).max()
        checks.close(f"{name}: D95 in summary.json and dvh.json", d95, dose_at_volume(curve, 95), bin_width, unit)
    print(f"{checks.failed} disagreements")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: read_plan_folder.py PLANDIR")
    try:
        sys.exit(main(Path(sys.argv[1])))
    except (OSError, ValueError, KeyError, IndexError, struct.error, zlib.error) as error:
        print(f"{sys.argv[1]}: {type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
