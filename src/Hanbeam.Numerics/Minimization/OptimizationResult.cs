namespace Hanbeam.Numerics.Minimization;

/// <summary>Where a minimisation ended and why.</summary>
public sealed record OptimizationResult
{
    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The best point found.</summary>
    public required double[] Point { get; init; }

    /// <summary>The function there.</summary>
    public required double Value { get; init; }

    /// <summary>Iterations done.</summary>
    public required int Iterations { get; init; }

    /// <summary>Function evaluations done.</summary>
    public required int Evaluations { get; init; }

    /// <summary>The function at the start and after each iteration; never increasing.</summary>
    public required IReadOnlyList<double> Values { get; init; }
}
