namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A measured profile through one spot along one axis, in air or in water.</summary>
public sealed record SpotProfile
{
    /// <summary>File it comes from, for messages.</summary>
    public required string Source { get; init; }

    /// <summary>Nominal energy, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Whether it runs along Xg, else along Yg.</summary>
    public required bool AlongX { get; init; }

    /// <summary>Where it was taken, Zg in mm (positive upstream of the isocentre).</summary>
    public required double ZgMm { get; init; }

    /// <summary>Water-equivalent depth in water, mm; null in air.</summary>
    public double? WaterDepthMm { get; init; }

    /// <summary>Positions, mm, ascending.</summary>
    public required double[] PositionMm { get; init; }

    /// <summary>Dose of each, any unit.</summary>
    public required double[] Dose { get; init; }

    /// <summary>Standard uncertainty of a reading over itself.</summary>
    public double RelativeUncertainty { get; init; } = 0.01;

    /// <summary>Standard uncertainty of a reading over the highest of the profile.</summary>
    public double Background { get; init; } = 0.0005;
}
