using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Specs;

/// <summary>A machine as described by its maker or its physicist, from which a beam model is built (docs/formats/machine-spec.md).</summary>
public sealed record MachineSpec
{
    /// <summary>All of the machine except its energies, which follow from <see cref="EnergiesMeVPerU"/> and <see cref="Optics"/>.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Nominal energies, MeV/u, ascending.</summary>
    public required IReadOnlyList<double> EnergiesMeVPerU { get; init; }

    /// <summary>The spot in air.</summary>
    public required BeamOptics Optics { get; init; }

    /// <summary>The ion as physics knows it.</summary>
    public Ion Ion => new(Machine.Ion.Z, Machine.Ion.A);

    /// <summary>The machine with all its energies; ranges are left at 0 for the beam model to find.</summary>
    public Machine Create() => Create(EnergiesMeVPerU);

    /// <summary>The machine with some energies.</summary>
    /// <param name="energiesMeVPerU">Energies, ascending, MeV/u.</param>
    public Machine Create(IReadOnlyList<double> energiesMeVPerU) => Machine with { Energies = [.. energiesMeVPerU.Select(Energy)] };

    /// <summary>Energies in equal steps of CSDA range in water downwards from the highest, ascending, rounded to 0.01 MeV/u.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="highestMeVPerU">The highest energy, MeV/u.</param>
    /// <param name="lowestMeVPerU">None lies below this, MeV/u.</param>
    /// <param name="stepMm">Difference in range, mm, above 0.</param>
    public static IReadOnlyList<double> InRangeSteps(Ion ion, double highestMeVPerU, double lowestMeVPerU, double stepMm)
    {
        var table = RangeTable.Of(ion);
        var energies = new List<double>();
        for (var range = table.RangeMm(highestMeVPerU); range > 0; range -= stepMm)
        {
            var energy = Math.Round(table.EnergyMeVPerU(range), 2);
            if (energy < lowestMeVPerU) break;
            energies.Add(energy);
        }

        energies.Reverse();
        return energies;
    }

    private MachineEnergy Energy(double energyMeVPerU)
    {
        double[] Sigmas(OpticsAxis axis) => [.. SpotOptics.PositionsZgMm.Select(z => Math.Round(SpotOptics.SigmaMm(Optics, axis, Ion, energyMeVPerU, z), 4))];
        return new MachineEnergy
        {
            EnergyMeVPerU = energyMeVPerU, RangeMm = 0, SpotZgMm = [.. SpotOptics.PositionsZgMm], SpotSigmaXMm = Sigmas(Optics.X), SpotSigmaYMm = Sigmas(Optics.Y),
        };
    }
}
