namespace Hanbeam.Dicom.RtDose;

/// <summary>What an RT Dose is about.</summary>
public sealed record RtDoseContent
{
    /// <summary>Physical dose, RBE-weighted dose, or LET.</summary>
    public required RtDoseType Type { get; init; }

    /// <summary>Name of the RBE model, which goes into Dose Comment (3004,0006); empty for physical dose.</summary>
    public string RbeModel { get; init; } = "";

    /// <summary>SOP Instance UID of the RT Ion Plan that gives this dose.</summary>
    public required string PlanSopInstanceUid { get; init; }

    /// <summary>What it is summed over.</summary>
    public RtDoseSummation Summation { get; init; } = RtDoseSummation.Plan;

    /// <summary>Number of the beam of a <see cref="RtDoseSummation.Beam"/> dose.</summary>
    public int BeamNumber { get; init; }

    /// <summary>Number of the fraction group of a dose of a beam or a group; the writer of plans numbers them from 1.</summary>
    public int FractionGroupNumber { get; init; } = 1;
}
