using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>Total reaction cross section of two nuclei by Tripathi's formula: π r0² (p + t + δ)² (1 − R_c B/E_cm) X_m.</summary>
public static class TripathiCrossSection
{
    private const double RadiusFm = 1.1;

    /// <summary>
    /// Cross section in mb: the general form [Tripathi1997, Eq. 1] with the constants of light partners [Tripathi1999] where the lighter one has a mass number up to 4.
    /// The two partners may be exchanged. Valid from a few MeV/u to 1 GeV/u; up to 10 % above the later measurements of carbon (nuclear-reactions.md).
    /// </summary>
    /// <param name="firstZ">Charge number of one nucleus.</param>
    /// <param name="firstA">Its mass number.</param>
    /// <param name="secondZ">Charge number of the other.</param>
    /// <param name="secondA">Its mass number.</param>
    /// <param name="E">Kinetic energy per nucleon of either in the rest frame of the other, MeV/u, above 0.</param>
    public static double Mb(int firstZ, int firstA, int secondZ, int secondA, double E)
    {
        if (firstA > secondA) (firstZ, firstA, secondZ, secondA) = (secondZ, secondA, firstZ, firstA);
        double p = Math.Cbrt(firstA), t = Math.Cbrt(secondA);
        var energy = CentreOfMassEnergyMeV(firstZ, firstA, secondZ, secondA, E);
        var s = p * t / (p + t);
        var (d, t1, rc) = Constants(firstZ, firstA, secondZ, secondA, E);
        var transparency = d * (1 - Math.Exp(-E / t1)) - 0.292 * Math.Exp(-E / 792) * Math.Cos(0.229 * Math.Pow(E, 0.453));
        var delta = 1.85 * s + 0.16 * s / Math.Cbrt(energy) - transparency + 0.91 * (secondA - 2 * secondZ) * firstZ / ((double)secondA * firstA);
        var radius = 1.29 * (NuclearRadii.ChargeRmsFm(firstZ, firstA) + NuclearRadii.ChargeRmsFm(secondZ, secondA)) + 1.2 * (p + t) / Math.Cbrt(energy);
        var barrier = rc * 1.44 * firstZ * secondZ / radius / energy;
        var length = p + t + delta;
        return Math.Max(0, 10 * Math.PI * RadiusFm * RadiusFm * length * length * (1 - barrier) * Medium(firstZ, firstA, secondA, E));
    }

    /// <summary>Kinetic energy in the centre of mass, MeV.</summary>
    internal static double CentreOfMassEnergyMeV(int firstZ, int firstA, int secondZ, int secondA, double E)
    {
        double m = NuclearMasses.RestEnergyMeV(firstZ, firstA), n = NuclearMasses.RestEnergyMeV(secondZ, secondA), kinetic = firstA * E;
        // √s − m − n, written so that small energies keep their digits.
        return 2 * kinetic * n / (Math.Sqrt((m + n) * (m + n) + 2 * kinetic * n) + m + n);
    }

    // D, T1 and R_c: [Tripathi1997] for heavy pairs, [Tripathi1999, tables 1 and 2] for light ones.
    private static (double D, double T1, double Rc) Constants(int z, int a, int otherZ, int otherA, double E)
    {
        var rc = (z, a, otherZ, otherA) switch
        {
            (1, 1, 1, 2) => 13.5,
            (1, 1, 2, 3) => 21,
            (1, 1, 2, 4) => 27,
            (1, 1, 3, _) => 2.2,
            (1, 2, 1, 2) or (1, 2, 2, 4) => 13.5,
            (1, 2, 6, 12) => 6,
            _ => 1.0,
        };
        return (z, a) switch
        {
            (1, 1) => (1.85 + 0.16 / (1 + Math.Exp((500 - E) / 200)), 23, rc),
            (0, 1) => (1.85 + 0.16 / (1 + Math.Exp((500 - E) / 200)), 18, rc),
            (1, 2) => (1.65 + 0.1 / (1 + Math.Exp((500 - E) / 200)), 23, rc),
            (2, 3) => (1.55, 40, rc),
            (2, 4) => (2.77 - 8e-3 * otherA + 1.8e-5 * otherA * otherA - 0.8 / (1 + Math.Exp((250 - E) / AlphaWidth(otherZ))), otherZ is 4 or 13 ? 25 : 40, rc),
            _ => (1.75, 40, rc),
        };
    }

    private static double AlphaWidth(int otherZ) => otherZ switch { 2 or 4 or 13 or 26 => 300, 7 => 500, _ => 75 };

    private static double Medium(int z, int a, int heavier, double E)
    {
        if (a > 4 || z > 2) return 1;
        var x1 = 2.83 - 0.031 * heavier + 1.7e-4 * heavier * heavier;
        var sl = 1.2 + 1.6 * (1 - Math.Exp(-E / 15));
        return 1 - x1 * Math.Exp(-E / (x1 * sl));
    }
}
