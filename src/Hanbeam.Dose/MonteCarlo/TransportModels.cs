using Hanbeam.Physics;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Straggling;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What transport takes from Hanbeam.Physics, in its own units: per mm of unit-density water and in terms of range.</summary>
internal static class TransportModels
{
    /// <summary>
    /// Candidates for hard scattering per mm at 1 g/cm³. Each costs as much as a step, so fewer than one in twenty steps of 2 mm; the lateral second moment
    /// does not depend on it, only from which angle on the tail is drawn singly.
    /// </summary>
    public const double HardPerMm = 0.02;

    // Just inside the range tables, MeV/u: more than any product of a reaction at 450 MeV/u has.
    private const double HighestE = 0.999 * RangeTable.HighestMeVPerU;

    /// <summary>Energy of a range in water, MeV/u; that of the tables' end beyond it.</summary>
    public static double EnergyOf(Ion ion, double rangeMm)
    {
        var table = RangeTable.Of(ion);
        return table.EnergyMeVPerU(Math.Min(rangeMm, table.RangeMm(HighestE)));
    }

    /// <summary>Range in water of an energy, mm; energies beyond the tables' end count as it.</summary>
    public static double RangeOf(RangeTable table, double E) => table.RangeMm(Math.Min(E, HighestE));

    /// <summary>Second and third central moment of the range lost per mm of water, mm²/mm and mm³/mm: those of energy over S², S³.</summary>
    public static (double Variance, double Third) RangeMoments(Ion ion, double E)
    {
        var perMm = ElectronicStopping.MassStoppingPower(ion, E, Material.Water) / 10;
        var moments = EnergyLoss.PerThickness(ion, E, Material.Water);
        return (moments.Variance / (10 * perMm * perMm), moments.Third / (10 * perMm * perMm * perMm));
    }

    /// <summary>Coulomb scattering per g/cm².</summary>
    public static ScatteringCoefficients Scattering(Ion ion, double E, Material material) => CoulombScattering.Coefficients(ion, E, material, 10 * HardPerMm);

    /// <summary>Leading terms of the stopping number of water, ln(2m c²β²γ²/I) − β², not below its value at 2 MeV/u, where shell effects take over.</summary>
    public static double WaterStoppingNumber(double E)
    {
        var tau = Math.Max(E, 2) / PhysicalConstants.AtomicMassUnitMeV;
        var momentum = tau * (tau + 2);
        return Math.Log(2e6 * PhysicalConstants.ElectronMassMeV * momentum / Material.Water.MeanExcitationEnergyEV) - momentum / ((tau + 1) * (tau + 1));
    }
}
