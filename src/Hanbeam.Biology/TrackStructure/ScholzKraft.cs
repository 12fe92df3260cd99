using Hanbeam.Physics;

namespace Hanbeam.Biology.TrackStructure;

/// <summary>The amorphous track of the first local effect model [ScholzKraft1996].</summary>
public static class ScholzKraft
{
    /// <summary>
    /// The track of an ion: dose λ·LET/r² from r_min = 0.01 µm to r_max = 0.062·E^1.7 µm, constant below r_min, λ such that the plane holds the LET:
    /// λ = 0.1602/[π(1 + 2 ln(r_max/r_min))]. The coefficient 0.062 is that of LEM I to III as in the program Survival; [ScholzKraft1996] has
    /// 0.05, which changes λ by 2 %. Below 0.34 MeV/u, where r_max would be less than r_min, the core holds all.
    /// </summary>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    /// <param name="letKeVPerUm">Unrestricted LET in unit-density water, keV/µm.</param>
    public static RadialDose Track(double E, double letKeVPerUm)
    {
        const double Core = 0.01;
        var penumbra = Math.Max(Core, 0.062 * Math.Pow(E, 1.7));
        var constant = PhysicalConstants.GyUm2PerKeVPerUm * letKeVPerUm / (Math.PI * (1 + 2 * Math.Log(penumbra / Core)));
        return new RadialDose(Core, penumbra, constant / (Core * Core), constant);
    }
}
