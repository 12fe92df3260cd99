using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>When a run stops and how it goes. Give at least one of histories, uncertainty, time; the first that is reached ends the run.</summary>
public sealed record MonteCarloSettings
{
    /// <summary>Number of primaries, at least <see cref="FewestBatches"/>. With this alone the result is reproducible, bit for bit.</summary>
    public long? Histories { get; init; }

    /// <summary>Root mean square of the relative standard uncertainty of dose over the voxels that the request names, for example 0.01.</summary>
    public double? RelativeUncertainty { get; init; }

    /// <summary>Wall-clock time, after which no batch is begun; but there are always <see cref="FewestBatches"/>.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Seed of all random streams.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether sixteen ions are followed at a time where the processor can (AVX-512) and the geometry is a grid.</summary>
    public bool Lanes { get; init; } = true;

    /// <summary>The numbers of the reaction model; others than the standard ones are for tuning.</summary>
    public ReactionModel Reactions { get; init; } = ReactionModel.Standard;

    /// <summary>Memory that a run may take, bytes; null for what is free when it begins. Threads follow from it, results do not.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Fewest independent batches, from whose spread the uncertainty is taken.</summary>
    public const int FewestBatches = 20;

    /// <summary>Histories in a batch; fewer where there would be less than <see cref="FewestBatches"/>.</summary>
    public int BatchHistories { get; init; } = 25_000;
}
