namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>
/// A mono-energetic pencil of zero size behind the mean thickness of its nozzle and ripple filter, tabulated at <see cref="ScaledDepths"/>. Straggling is
/// in it; energy spread and the filter's spread in thickness are folded in by <see cref="FoldedBeam"/>.
/// </summary>
internal sealed record WaterBeam
{
    /// <summary>CSDA range left behind nozzle and filter, mm: what a scaled depth of 1 is.</summary>
    public required double RangeMm { get; init; }

    /// <summary>Group of each lateral component.</summary>
    public required IReadOnlyList<LateralGroup> Groups { get; init; }

    /// <summary>Dose integrated over the plane, Gy·mm² per 10⁶ ions, by component and node.</summary>
    public required double[][] Dose { get; init; }

    /// <summary>Variance of the lateral Gaussian over the square of the range, by component and node.</summary>
    public required double[][] ScaledVariance { get; init; }

    /// <summary>Fluence spectra, or null.</summary>
    public WaterSpectra? Spectra { get; init; }
}
