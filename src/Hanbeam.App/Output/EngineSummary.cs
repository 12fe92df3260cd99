using Hanbeam.Planning.Workflow;

namespace Hanbeam.App.Output;

/// <summary>Which engine calculated a dose, and how well Monte Carlo knows it.</summary>
internal sealed record EngineSummary
{
    /// <summary>The engine.</summary>
    public required string Name { get; init; }

    /// <summary>Primary ions followed.</summary>
    public long? Histories { get; init; }

    /// <summary>Seed of the random streams.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Root mean square of the relative standard uncertainty of the physical dose over <see cref="UncertaintyOver"/>, per cent.</summary>
    public double? UncertaintyPercent { get; init; }

    /// <summary><c>targets</c>, or <c>half of the greatest dose</c>.</summary>
    public string? UncertaintyOver { get; init; }

    /// <summary>Number of voxels of these.</summary>
    public int? UncertaintyVoxels { get; init; }

    /// <summary>What it stopped at: <c>histories</c>, <c>uncertainty</c> or <c>time</c>.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>Describes a calculation.</summary>
    public static EngineSummary Of(string engine, MonteCarloEvidence? evidence) => new()
    {
        Name = engine,
        Histories = evidence?.Histories,
        Seed = evidence?.Seed,
        UncertaintyPercent = evidence?.UncertaintyPercent,
        UncertaintyOver = evidence is null ? null : evidence.OverTargets ? "targets" : "half of the greatest dose",
        UncertaintyVoxels = evidence?.VoxelsOfInterest,
        StoppedBy = evidence?.Stopped.ToString().ToLowerInvariant(),
    };
}
