namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A commissioned machine with all that was found and compared.</summary>
public sealed record CommissioningResult
{
    /// <summary>The finished model.</summary>
    public required BeamModel Model { get; init; }

    /// <summary>What was found at each measured energy, ascending.</summary>
    public required IReadOnlyList<CommissionedEnergy> Energies { get; init; }

    /// <summary>Width of the ripple filter's uniform spread, water-equivalent mm.</summary>
    public required FittedFigure RippleWidthMm { get; init; }

    /// <summary>Whether field-size factors or profiles in water were there to find the halo's factors by.</summary>
    public required bool HaloFitted { get; init; }

    /// <summary>
    /// Effective factor on the halo's dose, 1 where not fitted. Without an uncertainty: what it takes up of the lateral model's form is several times the noise of the fit
    /// (docs/methods/commissioning.md).
    /// </summary>
    public required double HaloDose { get; init; }

    /// <summary>Effective factor on the halo's sigma, 1 where not fitted; as <see cref="HaloDose"/>.</summary>
    public required double HaloSigma { get; init; }

    /// <summary>Turns between depth doses and halo until both stood still; 1 where no chamber has a size.</summary>
    public int HaloTurns { get; init; } = 1;

    /// <summary>Sum of squares per degree of freedom of the depth-dose fit.</summary>
    public required double ReducedChiSquare { get; init; }

    /// <summary>Figures of the finished model, which all measurements were fitted for, held against the tolerances.</summary>
    public required IReadOnlyList<ComparedFigure> Figures { get; init; }

    /// <summary>Figures of measurements that were kept out, by a fit of the others, held against the tolerances; empty where nothing could be kept out.</summary>
    public IReadOnlyList<ComparedFigure> HeldOut { get; init; } = [];

    /// <summary>What was kept out, in words, or null.</summary>
    public string? HeldOutMeasurements { get; init; }

    /// <summary>Curves for plots.</summary>
    public required IReadOnlyList<ComparedCurve> Curves { get; init; }

    /// <summary>Whether every figure keeps its tolerance: those of what was kept out, and those of the finished model.</summary>
    public bool Passed => HeldOut.Concat(Figures).All(figure => figure.Passed);
}
