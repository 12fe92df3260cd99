namespace Hanbeam.Physics.Nuclear;

/// <summary>Sizes of nuclei.</summary>
public static class NuclearRadii
{
    /// <summary>Root mean square charge radius, fm: measured by electron scattering [DeVries1987], rounded; otherwise 0.82 A^(1/3) + 0.58 of the same table.</summary>
    /// <param name="z">Charge number.</param>
    /// <param name="a">Mass number.</param>
    public static double ChargeRmsFm(int z, int a) => (z, a) switch
    {
        (0, 1) or (1, 1) => 0.85,
        (1, 2) => 2.12,
        (1, 3) => 1.76,
        (2, 3) => 1.96,
        (2, 4) => 1.68,
        (3, 6) => 2.56,
        (3, 7) => 2.42,
        (4, 9) => 2.52,
        (5, 10) => 2.45,
        (5, 11) => 2.42,
        (6, 12) => 2.47,
        (7, 14) => 2.55,
        (8, 16) => 2.71,
        (15, 31) => 3.19,
        (20, 40) => 3.48,
        _ => 0.82 * Math.Cbrt(a) + 0.58,
    };
}
