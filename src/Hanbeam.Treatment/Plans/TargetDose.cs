namespace Hanbeam.Treatment.Plans;

/// <summary>A target and its prescribed total dose.</summary>
/// <param name="Structure">Name of the structure.</param>
/// <param name="DoseGyRbe">Total dose over all fractions, Gy(RBE).</param>
public sealed record TargetDose(string Structure, double DoseGyRbe);
