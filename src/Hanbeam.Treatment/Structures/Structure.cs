using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// A region of interest: EITHER contours (DICOM) OR a mask (research formats). Contours of one plane combine by exclusive or, so holes
/// may be drawn as separate contours or as keyholes.
/// </summary>
public sealed record Structure
{
    /// <summary>ROI Name (3006,0026).</summary>
    public required string Name { get; init; }

    /// <summary>RT ROI Interpreted Type (3006,00A4): EXTERNAL, PTV, CTV, GTV, ORGAN, AVOIDANCE, …; empty where the file has none.</summary>
    public string Type { get; init; } = "";

    /// <summary>ROI Display Color (3006,002A), or null.</summary>
    public (byte Red, byte Green, byte Blue)? Color { get; init; }

    /// <summary>ROI Number (3006,0022).</summary>
    public int Number { get; init; }

    /// <summary>Frame of Reference UID (0020,0052) that the structure is drawn in, or empty where the source has none.</summary>
    public string FrameOfReferenceUid { get; init; } = "";

    /// <summary>Closed planar contours; empty for a structure given as a mask, or for one without contours.</summary>
    public IReadOnlyList<Contour> Contours { get; init; } = [];

    /// <summary>Fraction of each voxel inside, 0 to 1, or null for a structure given as contours.</summary>
    public Grid<float>? Mask { get; init; }

    /// <summary>Whether this is the patient's outline: type EXTERNAL, or in a mask folder the name BODY or EXTERNAL.</summary>
    public bool IsExternal => Type.Equals("EXTERNAL", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether there is anything inside at all.</summary>
    public bool IsEmpty => Contours.Count == 0 && Mask is null;
}
