using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Power;

/// <summary>What the machine takes in each state, and what runs beside it; every figure the user's, with a range and a source.</summary>
public sealed record PowerModel
{
    /// <summary>Power by state, kW. States that never occur may be missing.</summary>
    public required IReadOnlyDictionary<MachineState, SourcedRange> States { get; init; }

    /// <summary>Loads beside the machine.</summary>
    public IReadOnlyList<SteadyLoad> Loads { get; init; } = [];

    /// <summary>What the machine does outside its hours.</summary>
    public NightMode Night { get; init; }

    /// <summary>Length of the warm-up from off, s.</summary>
    public double WarmUpSeconds { get; init; }

    /// <summary>The power of a state, kW.</summary>
    /// <exception cref="InputException">The state occurs and has no power.</exception>
    public ValueRange KiloWatt(MachineState state) => States.TryGetValue(state, out var power)
        ? power.Value
        : throw new InputException($"power.states: the machine is in the state {NameOf(state)}, which has no power; add {NameOf(state)} with kW and source.");

    /// <summary>The name of a state in files.</summary>
    public static string NameOf(MachineState state) => state switch
    {
        MachineState.Off => "off",
        MachineState.Standby => "standby",
        MachineState.WarmUp => "warmUp",
        MachineState.Ready => "ready",
        MachineState.Ramp => "ramp",
        MachineState.FlatTop => "flatTop",
        _ => "pause",
    };

    /// <summary>Whether a load that runs with the machine runs in a state.</summary>
    internal static bool MachineRuns(MachineState state) => state is not (MachineState.Off or MachineState.Standby);
}
