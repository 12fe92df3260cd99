namespace Hanbeam.Dicom.RtIonBeamsTreatmentRecord;

/// <summary>The spots of one control point as they were delivered.</summary>
public sealed record RecordedLayer
{
    /// <summary>Index of the control point in the plan.</summary>
    public required int ControlPointIndex { get; init; }

    /// <summary>Treatment Control Point Time, HHMMSS.FFFFFF; empty where the record does not say.</summary>
    public string Time { get; init; } = "";

    /// <summary>Energy, MeV/u (MeV for protons).</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Position Xg of each spot at the isocentre, mm.</summary>
    public required double[] XMm { get; init; }

    /// <summary>Position Yg of each spot at the isocentre, mm.</summary>
    public required double[] YMm { get; init; }

    /// <summary>Meterset delivered to each spot, in the record's unit.</summary>
    public required double[] Metersets { get; init; }
}
