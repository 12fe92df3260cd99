namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What a commissioned model may differ from its measurements. Defaults where the file states none; sources in docs/formats/commissioning.md.</summary>
public sealed record CommissioningTolerances
{
    /// <summary>Depth of the distal 80 %, mm [Arjomandy2019: range ±1 mm].</summary>
    public double RangeMm { get; init; } = 1.0;

    /// <summary>Distance from the distal 80 to 20 %, mm (ours).</summary>
    public double DistalFalloffMm { get; init; } = 0.5;

    /// <summary>Full width of the peak at 80 % of it, mm (ours).</summary>
    public double PeakWidthMm { get; init; } = 1.0;

    /// <summary>Dose at 20 mm or a tenth of the range over the peak's, per cent of the ratio (ours).</summary>
    public double PlateauToPeakPercent { get; init; } = 3;

    /// <summary>Dose criterion of gamma, per cent of the peak.</summary>
    public double GammaDosePercent { get; init; } = 2;

    /// <summary>Distance criterion of gamma, mm.</summary>
    public double GammaDistanceMm { get; init; } = 1;

    /// <summary>Least share of points with gamma of at most 1, per cent [Miften2018].</summary>
    public double GammaPassPercent { get; init; } = 95;

    /// <summary>Sigma of a spot, per cent [Arjomandy2019: size ±10 %].</summary>
    public double SpotSizePercent { get; init; } = 10;

    /// <summary>Field-size factor, per cent of it (ours).</summary>
    public double FieldSizePercent { get; init; } = 2;

    /// <summary>Absolute dose, per cent [Arjomandy2019: output ±2 %].</summary>
    public double DosePercent { get; init; } = 2;
}
