using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary>Puts the machine's range shifter in the place of one of which an imported plan gives no more than the name.</summary>
internal static class RangeShifterMapping
{
    /// <summary>The plan with a thickness for every range shifter.</summary>
    /// <param name="plan">The plan as read.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="file">Where the plan was read from.</param>
    /// <exception cref="InputException">The machine has no range shifter of that name.</exception>
    public static Plan ToMachine(Plan plan, Machine machine, string file) =>
        plan with { Beams = [.. plan.Beams.Select(beam => beam.RangeShifter is { WaterEquivalentMm: 0 } shifter ? beam with { RangeShifter = Find(beam, shifter, machine, file) } : beam)] };

    private static RangeShifter Find(PlanBeam beam, RangeShifter shifter, Machine machine, string file) =>
        machine.RangeShifters.FirstOrDefault(candidate => candidate.Name == shifter.Name)
            ?? throw new InputException(FormattableString.Invariant($"{file}: beam {beam.Number} has a range shifter '{shifter.Name}' without a water-equivalent thickness, and the machine {machine.Name} has {(machine.RangeShifters.Count == 0 ? "no range shifter" : string.Join(", ", machine.RangeShifters.Select(one => one.Name)))}; the plan must give its thickness in mm."));
}
