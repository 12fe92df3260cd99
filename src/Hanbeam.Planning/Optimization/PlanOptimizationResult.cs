using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Planning.Optimization;

/// <summary>An optimised plan's ions and how they were found.</summary>
public sealed record PlanOptimizationResult
{
    /// <summary>Why the optimisation ended; with several passes the first reason that is not convergence.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Iterations of all passes.</summary>
    public required int Iterations { get; init; }

    /// <summary>Function evaluations of all passes.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The objective of the deliverable plan, Gy(RBE)².</summary>
    public required double Objective { get; init; }

    /// <summary>The objective after the first pass, before minimum and whole ions; beams optimised by themselves are added up.</summary>
    public required double ObjectiveBeforeLimits { get; init; }

    /// <summary>Each term's label and its share of <see cref="Objective"/>.</summary>
    public required IReadOnlyList<(string Label, double Value)> Terms { get; init; }

    /// <summary>Whole ions per fraction, by beam and spot, in the operators' spot order.</summary>
    public required IReadOnlyList<double[]> Ions { get; init; }

    /// <summary>Ions in spots held at the machine's minimum, per cent.</summary>
    public required double PercentAtMinimum { get; init; }
}
