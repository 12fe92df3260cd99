using Hanbeam.Centre.Power.Pulses;
using Hanbeam.Centre.Power.Storage;
using Hanbeam.Centre.Power.Tariffs;

namespace Hanbeam.Centre.Power;

/// <summary>What a centre's file says of its power (docs/formats/centre-power.md).</summary>
public sealed record PowerInput
{
    /// <summary>The powers.</summary>
    public required PowerModel Model { get; init; }

    /// <summary>The year.</summary>
    public YearCalendar Calendar { get; init; } = new();

    /// <summary>What is done each day, or null where a simulation says it.</summary>
    public FixedProgramme? Programme { get; init; }

    /// <summary>The tariff, or null.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>Carbon dioxide of the grid's energy, kg/kWh, or null.</summary>
    public SourcedRange? CarbonKgPerKwh { get; init; }

    /// <summary>The machine's cycle and its grid, or null.</summary>
    public PulseStudyInput? Pulses { get; init; }

    /// <summary>What may be built for sun, tariff and outage, or null.</summary>
    public StoragePlan? Storage { get; init; }
}
