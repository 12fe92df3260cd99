namespace Hanbeam.Planning.Recipes;

/// <summary>The recipe's <c>robustness</c>.</summary>
public sealed record RobustnessSettings
{
    /// <summary>Key <c>setup</c>: shift of the patient, mm.</summary>
    public required double SetupMm { get; init; }

    /// <summary>Key <c>range</c>: error of the range, per cent.</summary>
    public required double RangePercent { get; init; }

    /// <summary>Key <c>method</c>: <c>worst-case</c>, <c>voxel-wise</c>, <c>expected</c> or <c>cvar</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Key <c>scenarios</c>: 9 or 21.</summary>
    public required int Scenarios { get; init; }

    /// <summary>Key <c>cvar</c>: the share of scenarios that count, or null.</summary>
    public double? Cvar { get; init; }
}
