using Hanbeam.Physics;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;

namespace Hanbeam.Biology.TrackStructure;

/// <summary>The amorphous track of Kiefer's penumbra and Chatterjee's core [KieferStraaten1986], [ChatterjeeSchaefer1976] as joined in [Kase2008].</summary>
public static class KieferChatterjee
{
    /// <summary>
    /// The track of an ion. Core radius 0.0116·β µm [ChatterjeeSchaefer1976], penumbra radius 0.0616·E^1.7 µm and penumbra dose
    /// 1.25·10⁻⁴·(z_eff/β)²/r² Gy [KieferStraaten1986] with Barkas' effective charge [Barkas1963]; the core takes what is left of the LET [Kase2008].
    /// Where nothing is left (stopping powers fall short of it below 0.3 MeV/u) the penumbra is scaled to the LET and the core is empty.
    /// </summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, above 0.</param>
    /// <param name="letKeVPerUm">Unrestricted LET in unit-density water, keV/µm.</param>
    public static RadialDose Track(Ion ion, double E, double letKeVPerUm)
    {
        var betaSquared = Kinematics.BetaSquared(ion, E);
        var charge = EffectiveCharge.BarkasNumber(ion, E);
        var core = 0.0116 * Math.Sqrt(betaSquared);
        var penumbra = 0.0616 * Math.Pow(E, 1.7);
        var constant = 1.25e-4 * charge * charge / betaSquared;
        var energy = PhysicalConstants.GyUm2PerKeVPerUm * letKeVPerUm;
        var logarithm = 2 * Math.PI * Math.Log(penumbra / core);
        constant = Math.Min(constant, energy / logarithm);
        var coreDose = Math.Max(0, energy - constant * logarithm) / (Math.PI * core * core);
        return new RadialDose(core, penumbra, coreDose, constant);
    }
}
