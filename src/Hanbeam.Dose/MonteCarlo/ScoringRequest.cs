using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What is scored besides dose to water, dose to medium and dose-averaged LET.</summary>
public sealed record ScoringRequest
{
    /// <summary>Quantities whose dose-weighted means are wanted, over the same ions as LET.</summary>
    public IReadOnlyList<IonQuantity> Quantities { get; init; } = [];

    /// <summary>Whether dose is also given by charge of the ion: index 0 for recoils and target residues, 1 to 10 for ions.</summary>
    public bool ByCharge { get; init; }

    /// <summary>Cells over whose dose the uncertainty is averaged for <see cref="MonteCarloSettings.RelativeUncertainty"/>; null for those above half of the highest dose.</summary>
    public IReadOnlyList<int>? UncertaintyCells { get; init; }

    /// <summary>Sets of cells for each of which the variance of the sum of the doses is wanted, such as all of a target.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Regions { get; init; } = [];

    /// <summary>For a slab: radii around the axis, mm, ascending from 0, that divide its layers into rings; what is outside the last counts to the last ring. Null for whole layers.</summary>
    public IReadOnlyList<double>? RingEdgesMm { get; init; }

    /// <summary>For a slab: fluence spectra, or null.</summary>
    public SpectrumScoring? Spectra { get; init; }
}
