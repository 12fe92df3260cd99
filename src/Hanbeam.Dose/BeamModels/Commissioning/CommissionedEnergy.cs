namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What commissioning found at one measured energy.</summary>
public sealed record CommissionedEnergy
{
    /// <summary>Nominal energy, MeV/u.</summary>
    public required double NominalMeVPerU { get; init; }

    /// <summary>Energy in front of the nozzle that has the measured range, MeV/u; the common offset of depths is in its uncertainty.</summary>
    public required FittedFigure BeamEnergyMeVPerU { get; init; }

    /// <summary>Csda range less the description's, mm; the common offset of depths is in its uncertainty.</summary>
    public required FittedFigure RangeShiftMm { get; init; }

    /// <summary>Standard uncertainty of the range without the offset that all curves have in common, mm: what differences between energies are known to.</summary>
    public required double FitUncertaintyMm { get; init; }

    /// <summary>Sigma of the energy over its mean.</summary>
    public required FittedFigure RelativeEnergySpread { get; init; }

    /// <summary>Sigma in air at the isocentre along Xg, mm; null where no profile was measured.</summary>
    public FittedFigure? SpotSigmaXMm { get; init; }

    /// <summary>Sigma in air at the isocentre along Yg, mm; null where no profile was measured.</summary>
    public FittedFigure? SpotSigmaYMm { get; init; }

    /// <summary>Ions per monitor unit; null where no dose was measured.</summary>
    public FittedFigure? IonsPerMonitorUnit { get; init; }
}
