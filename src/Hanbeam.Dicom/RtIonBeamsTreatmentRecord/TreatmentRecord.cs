namespace Hanbeam.Dicom.RtIonBeamsTreatmentRecord;

/// <summary>What a machine says that it delivered in one session [DICOM, PS3.3 section A.53]: for replay of the dose and for comparison with the plan.</summary>
public sealed record TreatmentRecord
{
    /// <summary>SOP Instance UID of the RT Ion Plan that was delivered; empty where the record does not say.</summary>
    public string PlanSopInstanceUid { get; init; } = "";

    /// <summary>Name of the machine.</summary>
    public string MachineName { get; init; } = "";

    /// <summary>Treatment Date, YYYYMMDD.</summary>
    public string Date { get; init; } = "";

    /// <summary>Treatment Time, HHMMSS.</summary>
    public string Time { get; init; } = "";

    /// <summary>Whether metersets are monitor units (MU) or numbers of ions (NP).</summary>
    public required string MetersetUnit { get; init; }

    /// <summary>The fraction group of the plan.</summary>
    public int? FractionGroup { get; init; }

    /// <summary>The beams, in the order of the record.</summary>
    public required IReadOnlyList<RecordedBeam> Beams { get; init; }
}
