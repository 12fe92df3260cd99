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

    /// <summary>Factor on the halo's dose.</summary>
    public required FittedFigure HaloDose { get; init; }

    /// <summary>Factor on the halo's sigma.</summary>
    public required FittedFigure HaloSigma { get; init; }

    /// <summary>Sum of squares per degree of freedom of the depth-dose fit.</summary>
    public required double ReducedChiSquare { get; init; }

    /// <summary>Figures held against the tolerances.</summary>
    public required IReadOnlyList<ComparedFigure> Figures { get; init; }

    /// <summary>Curves for plots.</summary>
    public required IReadOnlyList<ComparedCurve> Curves { get; init; }

    /// <summary>Whether every figure keeps its tolerance.</summary>
    public bool Passed => Figures.All(figure => figure.Passed);
}
