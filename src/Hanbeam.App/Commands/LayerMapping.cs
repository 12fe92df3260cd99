using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary>Moves the layers of an imported plan to the energies that a machine has, and says by how many mm of range each moved.</summary>
internal static class LayerMapping
{
    // Two names of one energy, written with three digits.
    private const double SameEnergyMeVPerU = 0.001;

    /// <summary>The plan with every layer at the machine's energy of nearest range.</summary>
    /// <exception cref="InputException">A layer is outside the machine's energies.</exception>
    public static Plan ToMachine(Plan plan, Machine machine, ICollection<string> warnings) =>
        plan with { Beams = [.. plan.Beams.Select(beam => beam with { Layers = [.. beam.Layers.Select(layer => Map(beam, layer, machine, warnings))] })] };

    /// <summary>Ions of a monitor unit by energy, MeV/u, as the machine's energy of nearest range has them; null where the machine does not say.</summary>
    public static Func<double, double>? IonsPerMonitorUnit(Machine machine)
    {
        var energies = machine.Energies.Where(energy => energy.IonsPerMonitorUnit is not null).ToList();
        if (energies.Count == 0) return null;
        return E => machine.Energies.Count == 1 ? energies[0].IonsPerMonitorUnit!.Value
            : energies.MinBy(energy => Math.Abs(energy.RangeMm - RangeMm(machine.Energies, E)))!.IonsPerMonitorUnit!.Value;
    }

    private static EnergyLayer Map(PlanBeam beam, EnergyLayer layer, Machine machine, ICollection<string> warnings)
    {
        var energies = machine.Energies;
        var E = layer.EnergyMeVPerU;
        if (energies.FirstOrDefault(energy => Math.Abs(energy.EnergyMeVPerU - E) <= SameEnergyMeVPerU) is { } same)
            return layer with { EnergyMeVPerU = same.EnergyMeVPerU };
        if (!(E >= energies[0].EnergyMeVPerU && E <= energies[^1].EnergyMeVPerU))
            throw new InputException(Text($"Beam {beam.Number} has a layer at {E} MeV/u; the machine {machine.Name} has {energies[0].EnergyMeVPerU} to {energies[^1].EnergyMeVPerU} MeV/u."));
        var rangeMm = RangeMm(energies, E);
        var nearest = energies.MinBy(energy => Math.Abs(energy.RangeMm - rangeMm))!;
        warnings.Add(Text($"Beam {beam.Number}: the layer at {E:0.###} MeV/u is delivered at {nearest.EnergyMeVPerU:0.###} MeV/u, {nearest.RangeMm - rangeMm:+0.00;-0.00} mm of range."));
        return layer with { EnergyMeVPerU = nearest.EnergyMeVPerU };
    }

    private static double RangeMm(IReadOnlyList<MachineEnergy> energies, double E)
    {
        var upper = 1;
        while (upper < energies.Count - 1 && energies[upper].EnergyMeVPerU < E) upper++;
        var (a, b) = (energies[upper - 1], energies[upper]);
        return a.RangeMm + (E - a.EnergyMeVPerU) / (b.EnergyMeVPerU - a.EnergyMeVPerU) * (b.RangeMm - a.RangeMm);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
