namespace Hanbeam.Treatment.Imaging;

/// <summary>Which of several CT series and structure sets of a folder are meant, and what may be done to the slices.</summary>
public sealed record CtChoice
{
    /// <summary>Series Instance UID of the CT, or empty where the folder has only one.</summary>
    public string Series { get; init; } = "";

    /// <summary>SOP Instance UID of the RT Structure Set, or empty where only one belongs to the CT.</summary>
    public string StructureSet { get; init; } = "";

    /// <summary>Missing or unevenly spaced slices.</summary>
    public UnevenSlices Slices { get; init; }
}
