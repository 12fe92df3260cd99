using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Which part of a patient a picture shows.</summary>
internal static class PictureFrame
{
    /// <summary>Half the edge of a head with its neck; larger patients are cut around the point shown.</summary>
    public const double OverviewMm = 130;

    /// <summary>Half the edge of what surrounds a point of interest.</summary>
    public const double DetailMm = 60;

    private const double SkinMarginMm = 5;
    private const double PixelMm = 1;

    /// <summary>The three planes through a point, cut to the patient's outline.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="through">The point.</param>
    /// <param name="halfSizeMm">How far the planes reach from it, mm.</param>
    public static IReadOnlyList<PlaneGeometry> Planes(PatientCase patient, Vector3d through, double halfSizeMm)
    {
        var (lower, upper) = Bounds(patient);
        var half = new Vector3d(halfSizeMm, halfSizeMm, halfSizeMm);
        lower = Largest(lower, through - half);
        upper = Smallest(upper, through + half);
        return [.. Enum.GetValues<PlaneOrientation>().Select(orientation => PlaneGeometry.Covering(orientation, through, lower, upper, PixelMm))];
    }

    private static (Vector3d Lower, Vector3d Upper) Bounds(PatientCase patient)
    {
        var image = patient.Ct.Hounsfield.Geometry;
        if (patient.Structures.FirstOrDefault(structure => structure.IsExternal && structure.Contours.Count > 0) is not { } external)
            return (image.LowerCorner, image.UpperCorner);
        var margin = new Vector3d(SkinMarginMm, SkinMarginMm, SkinMarginMm);
        var (lower, upper) = Bounds(external);
        return (Largest(image.LowerCorner, lower - margin), Smallest(image.UpperCorner, upper + margin));
    }

    private static (Vector3d Lower, Vector3d Upper) Bounds(Structure structure) =>
        (new Vector3d(structure.Contours.Min(c => c.X.Min()), structure.Contours.Min(c => c.Y.Min()), structure.Contours.Min(c => c.Z)),
         new Vector3d(structure.Contours.Max(c => c.X.Max()), structure.Contours.Max(c => c.Y.Max()), structure.Contours.Max(c => c.Z)));

    private static Vector3d Largest(Vector3d a, Vector3d b) => new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), Math.Max(a.Z, b.Z));

    private static Vector3d Smallest(Vector3d a, Vector3d b) => new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));
}
