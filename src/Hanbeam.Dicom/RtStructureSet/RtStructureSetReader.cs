using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>
/// Reads the structures of an RT Structure Set [DICOM, PS3.3 section A.19]. Closed axial contours are kept as they are, each in its own plane, holes
/// and keyholes included; points, open or non-axial contours and copies are ignored with a warning; a structure without contours is kept empty.
/// </summary>
internal sealed class RtStructureSetReader
{
    // A contour whose points differ in z by less than this lies in an axial plane.
    private const double PlanarToleranceMm = 0.01;

    // Ten metres: no scanner reaches so far, and it keeps a slip of the unit out of the geometry.
    private const double FarthestMm = 10_000;

    private readonly DicomDataSet set;
    private readonly List<string> warnings;

    internal RtStructureSetReader(DicomFile file, List<string> warnings)
    {
        set = file.DataSet;
        this.warnings = warnings;
    }

    /// <summary>The frames of reference in which the structures are drawn; the file may not name any.</summary>
    internal IReadOnlySet<string> FramesOfReference => set.Items(DicomTags.StructureSetROISequence)
        .Select(roi => roi.Text(DicomTags.ReferencedFrameOfReferenceUID)).Where(uid => uid.Length > 0).ToHashSet();

    /// <summary>Reads the structures in file order.</summary>
    internal IReadOnlyList<Structure> Read()
    {
        var contours = ByNumber(DicomTags.ROIContourSequence);
        var observations = ByNumber(DicomTags.RTROIObservationsSequence);
        var structures = new List<Structure>();
        foreach (var roi in set.Items(DicomTags.StructureSetROISequence))
        {
            var number = roi.RequiredInteger(DicomTags.ROINumber, int.MinValue, int.MaxValue);
            structures.Add(ReadStructure(roi, number, contours[number], observations[number].FirstOrDefault()));
        }

        foreach (var name in structures.GroupBy(structure => structure.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            warnings.Add($"{set.Source}: several structures are called '{name}'; the first is the one that the name means.");
        foreach (var number in structures.GroupBy(structure => structure.Number).Where(group => group.Count() > 1).Select(group => group.Key))
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{set.Source}: several structures have the ROI number {number}, so it is not known whose the contours are."));
        var orphans = contours.Select(group => group.Key).Except(structures.Select(structure => structure.Number)).Count();
        if (orphans > 0) warnings.Add($"{set.Source}: contours of {orphans} structure(s) that the file does not name were ignored.");
        return structures;
    }

    private Structure ReadStructure(DicomDataSet roi, int number, IEnumerable<DicomDataSet> contours, DicomDataSet? observation)
    {
        var name = roi.Text(DicomTags.ROIName) is { Length: > 0 } given ? given : string.Create(CultureInfo.InvariantCulture, $"ROI {number}");
        return new Structure
        {
            Name = name,
            Number = number,
            Type = observation?.Text(DicomTags.RTROIInterpretedType) ?? "",
            Color = contours.Select(ReadColor).FirstOrDefault(color => color is not null),
            Contours = ReadContours(name, contours.SelectMany(item => item.Items(DicomTags.ContourSequence))),
            FrameOfReferenceUid = roi.Text(DicomTags.ReferencedFrameOfReferenceUID),
        };
    }

    private ILookup<int, DicomDataSet> ByNumber(DicomTag sequence) =>
        set.Items(sequence).ToLookup(item => item.RequiredInteger(DicomTags.ReferencedROINumber, int.MinValue, int.MaxValue));

    private static (byte Red, byte Green, byte Blue)? ReadColor(DicomDataSet contours) => contours.Numbers(DicomTags.ROIDisplayColor) is [var red, var green, var blue, ..]
        ? ((byte)Math.Clamp(red, 0, 255), (byte)Math.Clamp(green, 0, 255), (byte)Math.Clamp(blue, 0, 255))
        : null;

    private List<Contour> ReadContours(string name, IEnumerable<DicomDataSet> items)
    {
        var kept = new List<Contour>();
        var (points, open, joined, notAxial) = (0, 0, 0, 0);
        foreach (var item in items)
        {
            var type = item.Text(DicomTags.ContourGeometricType);
            if (type == "POINT")
            {
                points++;
            }
            else if (type is not ("CLOSED_PLANAR" or "CLOSEDPLANAR_XOR") && !(type == "OPEN_PLANAR" && EndsWhereItBegins(item)))
            {
                open++;
            }
            else if (ReadContour(name, item) is { } contour)
            {
                kept.Add(contour);
                if (type == "OPEN_PLANAR") joined++;
            }
            else
            {
                notAxial++;
            }
        }

        if (points > 0) warnings.Add($"Structure '{name}': {points} point(s) were ignored; they enclose no volume.");
        if (open > 0) warnings.Add($"Structure '{name}': {open} open contour(s) were ignored; only closed planar contours enclose a volume.");
        if (joined > 0) warnings.Add($"Structure '{name}': {joined} contour(s) are called open but end where they begin, and were taken as closed.");
        if (notAxial > 0) warnings.Add($"Structure '{name}': {notAxial} contours that have fewer than three points or do not lie in an axial plane were ignored.");
        return WithoutCopies(name, kept);
    }

    // Contours of a plane combine by exclusive or, so one that is there twice would cancel itself.
    private List<Contour> WithoutCopies(string name, List<Contour> contours)
    {
        var copies = new HashSet<Contour>(ReferenceEqualityComparer.Instance);
        foreach (var alike in contours.GroupBy(contour => (contour.Z, contour.X.Count, contour.X[0], contour.Y[0])).Select(group => group.ToList()))
        {
            for (var i = 1; i < alike.Count; i++)
            {
                if (alike.Take(i).Any(other => other.X.SequenceEqual(alike[i].X) && other.Y.SequenceEqual(alike[i].Y))) copies.Add(alike[i]);
            }
        }

        if (copies.Count == 0) return contours;
        warnings.Add($"Structure '{name}': {copies.Count} contour(s) that are there twice were ignored.");
        return [.. contours.Where(contour => !copies.Contains(contour))];
    }

    private static bool EndsWhereItBegins(DicomDataSet item)
    {
        // A closed triangle, its first point repeated.
        const int FewestCoordinates = 12;
        var data = item.Numbers(DicomTags.ContourData);
        return data.Length >= FewestCoordinates && data.AsSpan(0, 3).SequenceEqual(data.AsSpan(data.Length - 3));
    }

    private Contour? ReadContour(string name, DicomDataSet item)
    {
        var data = item.Numbers(DicomTags.ContourData);
        if (data.Length % 3 != 0) throw new InputException($"{set.Source}: a contour of structure '{name}' has {data.Length} coordinates, which is no multiple of three.");
        var count = data.Length / 3;
        if (count < 3) return null;
        var (x, y) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (x[i], y[i]) = (data[3 * i], data[3 * i + 1]);
            if (Math.Abs(x[i]) > FarthestMm || Math.Abs(y[i]) > FarthestMm || Math.Abs(data[2]) > FarthestMm)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{set.Source}: a contour of structure '{name}' has a point at {x[i]}, {y[i]}, {data[2]} mm; up to {FarthestMm} mm from the origin are allowed."));
            if (Math.Abs(data[3 * i + 2] - data[2]) > PlanarToleranceMm) return null;
        }

        return new Contour(data[2], x, y);
    }
}
