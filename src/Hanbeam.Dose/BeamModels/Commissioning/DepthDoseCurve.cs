namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A measured integral depth-dose curve of one energy; only its shape is used.</summary>
public sealed record DepthDoseCurve
{
    /// <summary>File it comes from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>Nominal energy, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Water-equivalent depths behind the nozzle, mm, ascending.</summary>
    public required double[] DepthMm { get; init; }

    /// <summary>Dose of each, any unit.</summary>
    public required double[] Dose { get; init; }

    /// <summary>Radius of the plane-parallel chamber, mm; null where it takes in the whole plane.</summary>
    public double? ChamberRadiusMm { get; init; }

    /// <summary>Standard uncertainty of a reading over itself.</summary>
    public double RelativeUncertainty { get; init; } = 0.005;

    /// <summary>Standard uncertainty of the place of one point, mm; what all points have in common is <see cref="CommissioningData.DepthOffsetUncertaintyMm"/>.</summary>
    public double DepthUncertaintyMm { get; init; } = 0.05;
}
