namespace Hanbeam.Physics.Ions;

/// <summary>Relativistic kinematics of an ion with kinetic energy E in MeV per nucleon (kinetic energy divided by mass number).</summary>
public static class Kinematics
{
    /// <summary>Lorentz factor.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, not negative.</param>
    public static double Gamma(Ion ion, double E) => 1 + E * ion.A / ion.MassMeV;

    /// <summary>Velocity over the speed of light, squared; exact for small E too.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, not negative.</param>
    public static double BetaSquared(Ion ion, double E)
    {
        var tau = E * ion.A / ion.MassMeV;
        return tau * (tau + 2) / ((tau + 1) * (tau + 1));
    }

    /// <summary>Momentum of the whole ion times c, MeV.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, not negative.</param>
    public static double MomentumMeV(Ion ion, double E)
    {
        var kinetic = E * ion.A;
        return Math.Sqrt(kinetic * (kinetic + 2 * ion.MassMeV));
    }

    /// <summary>Momentum times velocity (pv) of the whole ion, MeV: what multiple scattering depends on.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Kinetic energy, MeV/u, not negative.</param>
    public static double MomentumVelocityMeV(Ion ion, double E)
    {
        var kinetic = E * ion.A;
        return kinetic * (kinetic + 2 * ion.MassMeV) / (kinetic + ion.MassMeV);
    }

    /// <summary>Kinetic energy of an ion with a given momentum, MeV/u.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="momentumMeV">Momentum of the whole ion times c, MeV.</param>
    public static double EnergyMeVPerU(Ion ion, double momentumMeV) =>
        (Math.Sqrt(momentumMeV * momentumMeV + ion.MassMeV * ion.MassMeV) - ion.MassMeV) / ion.A;
}
