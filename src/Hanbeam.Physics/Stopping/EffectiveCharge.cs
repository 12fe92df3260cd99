using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Stopping;

/// <summary>Effective charge of ions in water: Barkas' law, corrected below 30 MeV/u by a fit of three parameters an ion.</summary>
public static class EffectiveCharge
{
    /// <summary>Above this energy, MeV/u, the fit is not used: Barkas' law and Bethe's formula agree with [ICRU90] within 0.15 % there.</summary>
    public const double FitUpperMeVPerU = 30;

    /// <summary>The same of neon's fit: Barkas' law and Bethe's formula are 1 % low for it at 30 MeV/u.</summary>
    public const double NeonFitUpperMeVPerU = 60;

    /// <summary>Below this energy, MeV/u, the correction is frozen: lowest point of the fit.</summary>
    public const double FitLowerMeVPerU = 0.5;

    /// <summary>
    /// Effective charge number z_eff = z·(1 − exp(−125 β z^(−2/3)))·f(E) [Barkas1963], f = 1 + c₂u² + c₄u⁴ + c₆u⁶ with u = ln(30 MeV/u / E) for
    /// E between 0.5 and 30 MeV/u (Ne 60). f stands for all that Bethe's formula lacks at low speed (Barkas term, charge exchange). Its c are fitted to
    /// H, He, C and Ne by data/physics/effective_charge_fit.py; Li, Be and B interpolate f in z between He and C, and N, O and F between C and Ne.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double Number(Ion ion, double E) => BarkasNumber(ion, E) * Correction(ion.Z, E);

    /// <summary>Barkas' law alone [Barkas1963].</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double BarkasNumber(Ion ion, double E) =>
        ion.Z * (1 - Math.Exp(-125 * Math.Sqrt(Kinematics.BetaSquared(ion, E)) / Math.Pow(ion.Z, 2.0 / 3)));

    /// <summary>The fitted factor f(E); 1 at and above 30 MeV/u, beyond carbon 60 MeV/u.</summary>
    /// <param name="Z">Charge number.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    public static double Correction(int Z, double E)
    {
        if (Z > 6)
        {
            var carbon = Correction(6, E);
            return carbon + (Math.Min(Z, 10) - 6) / 4.0 * (Polynomial(NeonFit, E, NeonFitUpperMeVPerU) - carbon);
        }

        var helium = Polynomial(HeliumFit, E, FitUpperMeVPerU);
        return Z switch
        {
            1 => Polynomial(HydrogenFit, E, FitUpperMeVPerU),
            2 => helium,
            _ => helium + (Z - 2) / 4.0 * (Polynomial(CarbonFit, E, FitUpperMeVPerU) - helium),
        };
    }

    /// <summary>c₂, c₄, c₆ of hydrogen, helium, carbon and neon as used.</summary>
    public static IReadOnlyList<double> Coefficients(int Z) => Z switch
    {
        1 => HydrogenFit,
        2 => HeliumFit,
        6 => CarbonFit,
        10 => NeonFit,
        _ => throw new ArgumentOutOfRangeException(nameof(Z), "only H, He, C and Ne have a fit of their own"),
    };

    // Output of data/physics/effective_charge_fit.py (data/physics/effective-charge.json); a test compares the two.
    private static readonly double[] HydrogenFit = [-0.0004162, -0.0002231, 1.909e-05];
    private static readonly double[] HeliumFit = [5.956e-05, -0.0002434, 3.903e-05];
    private static readonly double[] CarbonFit = [0.006291, 8.492e-05, 5.869e-07];
    private static readonly double[] NeonFit = [0.01074, -0.0004426, 1.694e-05];

    private static double Polynomial(double[] c, double E, double upperMeVPerU)
    {
        if (E >= upperMeVPerU) return 1;
        var u = Math.Log(upperMeVPerU / Math.Max(E, FitLowerMeVPerU));
        var u2 = u * u;
        return 1 + u2 * (c[0] + u2 * (c[1] + u2 * c[2]));
    }
}
