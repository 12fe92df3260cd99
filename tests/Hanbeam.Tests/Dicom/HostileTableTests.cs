using System.Globalization;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Dicom.RtIonPlan;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>
/// A table of what users of other programs met and reported, each row a small file made on the spot: it is read, or refused in one sentence. Categories are those
/// of the reports: import that fails or is greyed out, ion plans of other systems, no ion plan export, dose grids off the CT, contours, decimal strings, angles,
/// positions.
/// </summary>
public sealed class HostileTableTests
{
    private static readonly Dictionary<string, (Action<string> Write, Func<string, string> Read, string Expected)> Table = new()
    {
        ["import: no patient position"] = (Ct(set => set.SetEmpty(DicomTags.PatientPosition)), ReadCase, "head first supine (HFS) is assumed"),
        ["import: no rescale"] = (Ct(set => set.SetEmpty(DicomTags.RescaleSlope, DicomTags.RescaleIntercept)), ReadCase, "gives no RescaleSlope or RescaleIntercept; its stored values are taken as they are"),
        ["import: rescale slope 0"] = (Ct(set => set.Set(DicomTags.RescaleSlope, 0.0)), ReadCase, "RescaleSlope is 0, which makes all pixels alike"),
        ["import: values that are not HU"] = (Ct(set => set.Set(DicomTags.RescaleType, "US")), ReadCase, "says that its values are 'US', and they are taken as Hounsfield units"),
        ["import: no position at all"] = (Ct(set => set.SetEmpty(DicomTags.ImagePositionPatient)), ReadCase, "ImagePositionPatient (0020,0032) has 0 numbers where 3 are needed"),
        ["import: colour"] = (Ct(set => set.Set(DicomTags.SamplesPerPixel, 3)), ReadCase, "this is a colour image"),
        ["import: no preamble"] = (Rewrite(bytes => bytes[132..]), ReadCase, "4 × 3 × 3 voxels"),
        ["import: transfer syntax that is not true"] = (Rewrite(ImplicitCalledExplicit), ReadCase, "4 × 3 × 3 voxels"),
        ["import: transfer syntax that nobody knows"] = (Rewrite(bytes => Replace(bytes, "1.2.840.10008.1.2.1\0"u8, "1.2.840.99998.1.2.1\0"u8)), ReadCase, "the transfer syntax 1.2.840.99998.1.2.1 is not known; convert it with 'gdcmconv --raw'"),
        ["import: a slice cut off in its pixels"] = (Rewrite(bytes => bytes[..^3]), ReadCase, "PixelData (7FE0,0010) claims 24 bytes where only 21 are left"),
        ["import: a damaged plan beside the case"] = (Beside(folder => WriteDamagedPlan(folder)), ReadCase, "A file that is neither CT nor structures was ignored"),
        ["import: a text called .dcm"] = (Beside(folder => File.WriteAllText(Path.Combine(folder, "readme.dcm"), "text")), ReadCase, "is no DICOM file in spite of its name and was ignored"),
        ["import: another series with a fault of its own"] = (Beside(folder => SmallStudy.WriteCt(folder, [0], (_, set) => set.SetEmpty(DicomTags.PixelSpacing), "1.9")), path => ReadCase(path, new CtChoice { Series = "1.2.3.5" }), "4 × 3 × 3 voxels"),
        ["import: a series that is not there"] = (Beside(_ => { }), path => ReadCase(path, new CtChoice { Series = "1.9" }), "there is no CT series 1.9; there are '' with 3 slices (1.2.3.5)"),
        ["import: a gap, interpolated"] = (Slices(0, 2, 6, 8), path => ReadCase(path, new CtChoice { Slices = UnevenSlices.Interpolate }), "they were interpolated onto 5 slices 2 mm apart"),
        ["import: a gap too wide"] = (Slices(0, 2, 4, 20), path => ReadCase(path, new CtChoice { Slices = UnevenSlices.Interpolate }), "a gap of more than 10 mm is never interpolated"),
        ["import: gantry tilt named but not there"] = (Ct(set => set.Set(DicomTags.GantryDetectorTilt, 15.0)), ReadCase, "names a gantry tilt of 15° though its slices are axial"),

        ["plan: of a machine that nobody here knows"] = (Plan(name: "GANTRY_X"), ReadPlan, "machine GANTRY_X"),
        ["plan: no layers"] = (folder => WritePlain(folder, DicomUids.RtIonPlanStorage), ReadPlan, "the plan has no beams"),
        ["plan: photons"] = (folder => WritePlain(folder, DicomUids.RtPlanStorage), ReadPlan, "this is an RT Plan (photons or electrons); an RT Ion Plan is needed"),
        ["plan: carbon written and read back"] = (Plan(), ReadPlan, "Z = 6, 2 beams"),
        ["plan: gantry 90 and couch as written"] = (Plan(), ReadPlan, "gantry 90, couch 0"),

        ["dose: grid that starts between the CT's voxels"] = (Dose(set => set.Set(DicomTags.ImagePositionPatient, 10.4, 20.3, 30.1)), ReadDose, "from 10.4, 20.3, 30.1"),
        ["dose: offsets absolute instead of relative"] = (Dose(set => set.Set(DicomTags.GridFrameOffsetVector, 30, 32)), ReadDose, "from 10, 20, 30"),
        ["dose: frames downwards"] = (Dose(set => set.Set(DicomTags.GridFrameOffsetVector, 0, -2)), ReadDose, "from 10, 20, 28"),
        ["dose: frames unevenly"] = (Dose(set => set.Set(DicomTags.GridFrameOffsetVector, 0)), ReadDose, "GridFrameOffsetVector"),
        ["dose: relative"] = (Dose(set => set.Set(DicomTags.DoseUnits, "RELATIVE")), ReadDose, "DoseUnits is RELATIVE"),

        ["contours: one and two points"] = (Contours(("CLOSED_PLANAR", [1, 1, 2]), ("CLOSED_PLANAR", [1, 1, 2, 2, 2, 2])), ReadCase, "2 contours that have fewer than three points"),
        ["contours: a structure of points"] = (Contours(("POINT", [1, 1, 2])), ReadCase, "1 point(s) were ignored"),
        ["contours: out of the plane"] = (Contours(("CLOSED_PLANAR", [0, 0, 0, 1, 0, 1, 1, 1, 2])), ReadCase, "do not lie in an axial plane were ignored"),
        ["contours: twice the same"] = (Contours(("CLOSED_PLANAR", [0, 0, 2, 1, 0, 2, 1, 1, 2]), ("CLOSED_PLANAR", [0, 0, 2, 1, 0, 2, 1, 1, 2])), ReadCase, "1 contour(s) that are there twice were ignored"),
        ["contours: between slices"] = (Contours(("CLOSED_PLANAR", [0, 0, 2.7, 1, 0, 2.7, 1, 1, 2.7])), ReadCase, "1 contours at z = 2.7"),
        ["contours: none"] = (Beside(folder => SmallStudy.WriteStructures(folder, set => set.SetEmpty(DicomTags.ROIContourSequence))), ReadCase, "0 contours"),
        ["contours: words for numbers"] = (Beside(folder => SmallStudy.WriteStructures(folder, set => set.SetItem(DicomTags.ROIContourSequence, roi =>
        {
            roi.Set(DicomTags.ReferencedROINumber, 7);
            roi.SetItem(DicomTags.ContourSequence, item =>
            {
                item.Set(DicomTags.ContourGeometricType, "CLOSED_PLANAR");
                item.SetValues(DicomTags.ContourData, "0", "NaN", "0");
            });
        }))), ReadCase, "ContourData (3006,0050) holds 'NaN' where a number is expected"),

        ["decimals: longer than 16 characters"] = (Ct(set => set.SetValues(DicomTags.PixelSpacing, "0.97656250000000000000", "0.97656250000000000000")), ReadCase, "0.9765625 × 0.9765625"),
        ["decimals: a scaling that cannot be written whole"] = (Dose(set => set.Set(DicomTags.DoseGridScaling, 1.0 / 3)), ReadDose, "at most 1.33333"),

        ["positions: head first prone"] = (Ct(set => Turn(set, "HFP", -1, -1)), ReadCase, "HFP, first pixel -1000 at 10, 20"),
        ["positions: feet first supine"] = (Ct(set => Turn(set, "FFS", -1, 1)), ReadCase, "FFS, first pixel -1000 at 10, 20"),
        ["positions: feet first prone"] = (Ct(set => Turn(set, "FFP", 1, -1)), ReadCase, "FFP, first pixel -1000 at 10, 20"),
        ["positions: on the side"] = (Ct(set => set.Set(DicomTags.PatientPosition, "HFDR")), ReadCase, "PatientPosition is 'HFDR'; HFS, HFP, FFS and FFP are read"),
        ["positions: sitting, unsaid and oblique"] = (Ct(set => set.Set(DicomTags.ImageOrientationPatient, 0.8, 0.6, 0, -0.6, 0.8, 0)), ReadCase, "turned in their plane"),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_IsReadOrRefused_AsTheTableSays(string row)
    {
        using var folder = new TemporaryFolder();
        var (write, read, expected) = Table[row];
        write(folder.Path);

        string outcome;
        try
        {
            outcome = read(folder.Path);
        }
        catch (InputException refusal)
        {
            Assert.DoesNotContain("\n", refusal.Message);
            outcome = refusal.Message;
        }

        Assert.Contains(expected, outcome);
    }

    private static Action<string> Ct(Action<DicomDataSet> spoil) => folder =>
    {
        SmallStudy.WriteCt(folder, [0, 2, 4], (_, set) => spoil(set));
        SmallStudy.WriteStructures(folder);
    };

    private static Action<string> Slices(params double[] z) => folder =>
    {
        SmallStudy.WriteCt(folder, z);
        SmallStudy.WriteStructures(folder);
    };

    private static Action<string> Contours(params (string Type, double[] Data)[] contours) => folder =>
    {
        SmallStudy.WriteCt(folder, [0, 2, 4]);
        SmallStudy.WriteStructures(folder, null, contours);
    };

    private static Action<string> Beside(Action<string> write) => folder =>
    {
        Slices(0, 2, 4)(folder);
        write(folder);
    };

    private static Action<string> Rewrite(Func<byte[], byte[]> change) => Beside(folder =>
    {
        var path = Path.Combine(folder, "1.2.3.5-1.dcm");
        File.WriteAllBytes(path, change(File.ReadAllBytes(path)));
    });

    private static Action<string> Dose(Action<DicomDataSet> spoil) => folder => SmallDose.Write(Path.Combine(folder, "dose.dcm"), (column, _, _) => column + 1, spoil);

    private static Action<string> Plan(string name = "") => folder =>
    {
        var plan = RtIonPlanTests.SmallPlan();
        RtIonPlanTests.Write(Path.Combine(folder, "plan.dcm"), name.Length > 0 ? plan with { MachineName = name } : plan);
    };

    private static void WritePlain(string folder, string sopClass)
    {
        var set = new DicomDataSet();
        set.Set(DicomTags.SOPClassUID, sopClass);
        set.Set(DicomTags.SOPInstanceUID, "1.2.3");
        DicomFile.Write(Path.Combine(folder, "plan.dcm"), set);
    }

    private static void WriteDamagedPlan(string folder)
    {
        Plan()(folder);
        var path = Path.Combine(folder, "plan.dcm");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
    }

    private static void Turn(DicomDataSet set, string position, int alongX, int alongY)
    {
        set.Set(DicomTags.ImageOrientationPatient, alongX, 0, 0, 0, alongY, 0);
        set.Set(DicomTags.PatientPosition, position);
        set.Set(DicomTags.RescaleIntercept, -1000.0);
    }

    private static byte[] ImplicitCalledExplicit(byte[] bytes)
    {
        using var stream = new MemoryStream();
        DicomFile.Write(stream, DicomFile.Parse(bytes, "slice.dcm").DataSet, TransferSyntax.ImplicitLittleEndian);
        // One character more takes the place of the padding, and a point and a digit those of nothing: the length stays even.
        return Replace(stream.ToArray(), [(byte)'U', (byte)'I', 18, 0, .. "1.2.840.10008.1.2\0"u8], [(byte)'U', (byte)'I', 20, 0, .. "1.2.840.10008.1.2.1\0"u8]);
    }

    private static byte[] Replace(byte[] bytes, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var at = bytes.AsSpan().IndexOf(from);
        Assert.True(at > 0);
        return [.. bytes[..at], .. to, .. bytes[(at + from.Length)..]];
    }

    private static string ReadCase(string folder) => ReadCase(folder, new CtChoice());

    private static string ReadCase(string folder, CtChoice choice)
    {
        var read = DicomCaseReader.Read(folder, choice);
        var grid = read.Ct.Hounsfield;
        var geometry = grid.Geometry;
        var at = Enumerable.Range(0, geometry.Count).First(n => geometry.Center(n % geometry.Nx, n / geometry.Nx % geometry.Ny, n / geometry.Nx / geometry.Ny) is { X: 10, Y: 20 });
        var contours = read.Structures.SelectMany(structure => structure.Contours).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{geometry.Nx} × {geometry.Ny} × {geometry.Nz} voxels of {geometry.Spacing.X} × {geometry.Spacing.Y} mm, {read.Ct.Position}, first pixel {grid.Values[at]} at 10, 20; {contours.Count} contours at z = {string.Join(", ", contours.Select(contour => contour.Z))}. {string.Join(" ", read.Warnings)}");
    }

    private static string ReadDose(string folder)
    {
        var dose = RtDoseReader.Read(Path.Combine(folder, "dose.dcm"));
        var origin = dose.Values.Geometry.Origin;
        return string.Create(CultureInfo.InvariantCulture, $"from {origin.X}, {origin.Y}, {origin.Z}, at most {(double)dose.Values.Values.Max():R}");
    }

    private static string ReadPlan(string folder)
    {
        var plan = RtIonPlanReader.Read(Path.Combine(folder, "plan.dcm"));
        return string.Create(CultureInfo.InvariantCulture, $"machine {plan.MachineName}, Z = {plan.IonZ}, {plan.Beams.Count} beams, {string.Join("; ", plan.Beams.Select(beam => $"gantry {beam.GantryDeg}, couch {beam.CouchDeg}"))}");
    }
}
