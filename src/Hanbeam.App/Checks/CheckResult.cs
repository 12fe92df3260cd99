using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Checks;

namespace Hanbeam.App.Checks;

/// <summary>What a check came to: the document, and the maps that are written and drawn beside it.</summary>
internal sealed record CheckResult
{
    /// <summary>The figures and the verdict.</summary>
    public required CheckDocument Document { get; init; }

    /// <summary>Both doses.</summary>
    public required CheckedDoses Doses { get; init; }

    /// <summary>Gamma at 3 %/2 mm by quantity, on the dose grid.</summary>
    public required IReadOnlyDictionary<string, Grid<float>> GammaMaps { get; init; }

    /// <summary>Monte Carlo less plan by quantity.</summary>
    public required IReadOnlyDictionary<string, Grid<float>> Differences { get; init; }

    /// <summary>Where and why the physical dose fails.</summary>
    public required FailureAnalysis Failures { get; init; }
}
