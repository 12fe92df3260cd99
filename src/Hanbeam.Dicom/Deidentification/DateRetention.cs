namespace Hanbeam.Dicom.Deidentification;

/// <summary>What becomes of dates and times.</summary>
public enum DateRetention
{
    /// <summary>Removed, emptied or replaced by 1 January 1900.</summary>
    Removed,

    /// <summary>All dates of a patient moved by the same number of days, up to ten years back; times stay.</summary>
    Modified,

    /// <summary>Kept.</summary>
    Full,
}
