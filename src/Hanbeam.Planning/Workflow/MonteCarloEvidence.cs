using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.Workflow;

/// <summary>What a Monte Carlo calculation of a plan says besides the dose.</summary>
public sealed record MonteCarloEvidence
{
    /// <summary>Primary ions followed, all beams together.</summary>
    public required long Histories { get; init; }

    /// <summary>The seed of the random streams.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Why it stopped.</summary>
    public required MonteCarloStopReason Stopped { get; init; }

    /// <summary>Standard uncertainty (one standard deviation) of the total physical dose, Gy, on the dose grid; 0 where there is no dose.</summary>
    public required Grid<float> StandardUncertaintyGy { get; init; }

    /// <summary>Root mean square of the relative standard uncertainty over the voxels of interest, per cent.</summary>
    public required double UncertaintyPercent { get; init; }

    /// <summary>Standard uncertainty of the total RBE-weighted dose, Gy(RBE), by the statistics of dose and alpha; null without an RBE model.</summary>
    public Grid<float>? StandardUncertaintyGyRbe { get; init; }

    /// <summary>As <see cref="UncertaintyPercent"/>, of the RBE-weighted dose; null without an RBE model.</summary>
    public double? RbeUncertaintyPercent { get; init; }

    /// <summary>
    /// How many times as uncertain the mean dose of a piece of the targets (8 × 8 × 8 voxels) is as if its voxels were independent, which they are not: an ion passes many. At least 1.
    /// </summary>
    public required double SharedIonsFactor { get; init; }

    /// <summary>The same of the mean dose of each target as a whole, by name: ions that pass it from end to end are shared far beyond a piece.</summary>
    public IReadOnlyDictionary<string, double> SharedIonsFactors { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether the voxels of interest are the targets; else those of at least half of the greatest dose.</summary>
    public required bool OverTargets { get; init; }

    /// <summary>Number of voxels of interest.</summary>
    public required int VoxelsOfInterest { get; init; }

    /// <summary>Total dose to the medium, Gy, all fractions; null where it was not asked for.</summary>
    public Grid<float>? MediumGy { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Wall time of transport, s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Processor time of transport on all threads, s: what it would take on one idle processor.</summary>
    public required double ProcessorSeconds { get; init; }
}
