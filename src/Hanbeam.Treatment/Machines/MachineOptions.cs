namespace Hanbeam.Treatment.Machines;

/// <summary>Names of what a machine's tables ask of the dose calculation (<see cref="Machine.Options"/>): conventions of the system that the tables come from.</summary>
public static class MachineOptions
{
    /// <summary>The air between nozzle and skin counts 0.0011 mm of water a mm along the ray: for tables made without it.</summary>
    public const string AirOffset = "airOffset";

    /// <summary>The final dose of a spot ends on the circle that holds 99.5 % of it and is divided by 0.995: as the system does that the tables come from.</summary>
    public const string CutoffCompensation = "cutoffCompensation";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [AirOffset, CutoffCompensation];
}
