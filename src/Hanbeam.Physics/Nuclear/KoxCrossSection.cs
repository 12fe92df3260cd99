namespace Hanbeam.Physics.Nuclear;

/// <summary>Total reaction cross section of two nuclei by Kox's formula; not for hydrogen as a partner.</summary>
public static class KoxCrossSection
{
    /// <summary>Cross section in mb, π R² (1 − B/E_cm) [Kox1987, Eq. 4–9], with the energy dependence of its transparency as fitted in [Geant4Manual, Kox].</summary>
    /// <param name="projectileZ">Charge number of the projectile.</param>
    /// <param name="projectileA">Its mass number, 2 or more.</param>
    /// <param name="targetZ">Charge number of the target.</param>
    /// <param name="targetA">Its mass number, 2 or more.</param>
    /// <param name="E">Energy, MeV/u, above 0; made for 30 MeV/u and more.</param>
    public static double Mb(int projectileZ, int projectileA, int targetZ, int targetA, double E)
    {
        double p = Math.Cbrt(projectileA), t = Math.Cbrt(targetA);
        var energy = TripathiCrossSection.CentreOfMassEnergyMeV(projectileZ, projectileA, targetZ, targetA, E);
        var barrier = 1.44 * projectileZ * targetZ / (1.3 * (p + t));
        var asymmetry = 5.0 * (targetA - 2 * targetZ) * projectileZ / ((double)projectileA * targetA);
        var radius = 1.1 * (p + t) + 1.1 * (1.85 * p * t / (p + t) - Transparency(E)) + asymmetry;
        return 10 * Math.PI * radius * radius * Math.Max(0, 1 - barrier / energy);
    }

    private static double Transparency(double E)
    {
        var log = Math.Log10(E);
        if (log > 1.5) return 2 - 10 / Math.Pow(log, 5);
        return log <= 0 ? 0 : (2 - 10 / Math.Pow(1.5, 5)) * Math.Pow(log / 1.5, 3);
    }
}
