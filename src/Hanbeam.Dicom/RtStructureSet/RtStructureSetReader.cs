using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>
/// Reads the structures of an RT Structure Set [DICOM, PS3.3 section A.19]. Closed axial contours are kept as they are, each in its own plane, holes
/// and keyholes included; points and open or non-axial contours are ignored with a warning; a structure without contours is kept empty.
/// </summary>
internal sealed class RtStructureSetReader
{
    // A contour whose points differ in z by less than this lies in an axial plane.
    private const double PlanarToleranceMm = 0.01;

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
            var structure = ReadStructure(roi.Text(DicomTags.ROIName), number, contours.GetValueOrDefault(number), observations.GetValueOrDefault(number));
            structures.Add(structure with { FrameOfReferenceUid = roi.Text(DicomTags.ReferencedFrameOfReferenceUID) });
        }

        foreach (var name in structures.GroupBy(structure => structure.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            warnings.Add($"{set.Source}: several structures are called '{name}'; the first is the one that the name means.");
        return structures;
    }

    private Structure ReadStructure(string name, int number, DicomDataSet? contours, DicomDataSet? observation) => new()
    {
        Name = name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"ROI {number}"),
        Number = number,
        Type = observation?.Text(DicomTags.RTROIInterpretedType) ?? "",
        Color = contours is null ? null : ReadColor(contours),
        Contours = contours is null ? [] : ReadContours(name, contours),
    };

    private Dictionary<int, DicomDataSet> ByNumber(DicomTag sequence)
    {
        var found = new Dictionary<int, DicomDataSet>();
        foreach (var item in set.Items(sequence)) found.TryAdd(item.RequiredInteger(DicomTags.ReferencedROINumber, int.MinValue, int.MaxValue), item);
        return found;
    }

    private static (byte Red, byte Green, byte Blue)? ReadColor(DicomDataSet contours) => contours.Numbers(DicomTags.ROIDisplayColor) is [var red, var green, var blue, ..]
        ? ((byte)Math.Clamp(red, 0, 255), (byte)Math.Clamp(green, 0, 255), (byte)Math.Clamp(blue, 0, 255))
        : null;

    private List<Contour> ReadContours(string name, DicomDataSet roi)
    {
        var kept = new List<Contour>();
        var (notClosed, notAxial) = (0, 0);
        foreach (var item in roi.Items(DicomTags.ContourSequence))
        {
            if (item.Text(DicomTags.ContourGeometricType) is not ("CLOSED_PLANAR" or "CLOSEDPLANAR_XOR")) notClosed++;
            else if (ReadContour(name, item) is { } contour) kept.Add(contour);
            else notAxial++;
        }

        if (notClosed > 0) warnings.Add($"Structure '{name}': {notClosed} points or open contours were ignored; only closed planar contours enclose a volume.");
        if (notAxial > 0) warnings.Add($"Structure '{name}': {notAxial} contours that have fewer than three points or do not lie in an axial plane were ignored.");
        return kept;
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
            if (Math.Abs(data[3 * i + 2] - data[2]) > PlanarToleranceMm) return null;
        }

        return new Contour(data[2], x, y);
    }
}
