namespace Hanbeam.Dicom.RtDose;

/// <summary>What a dose is summed over: Dose Summation Type (3004,000A). All are totals over the fractions of what they name.</summary>
public enum RtDoseSummation
{
    /// <summary>PLAN: the whole plan.</summary>
    Plan,

    /// <summary>BEAM: one beam.</summary>
    Beam,

    /// <summary>FRACTION: one fraction group.</summary>
    FractionGroup,
}
