using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Dicom.RtStructureSet;

/// <summary>Contours of every kind that planning systems write, read and, where it matters, counted in voxels.</summary>
public sealed class RtStructureSetReaderTests
{
    // A square of 10 mm, another of 4 mm inside it, and both as one keyholed contour.
    private static readonly double[] Outer = Square(-5, 5);
    private static readonly double[] Inner = Square(-2, 2);
    private static readonly double[] Keyhole = [-5, -5, 0, 5, -5, 0, 5, 5, 0, -5, 5, 0, -5, -5, 0, -2, -2, 0, -2, 2, 0, 2, 2, 0, 2, -2, 0, -2, -2, 0];

    [Fact]
    public void Read_HoleAsContourXorOrKeyhole_IsTheSameVolume()
    {
        // 100 mm² less 16 mm², times the 3 mm that one plane stands for on this grid.
        Assert.Equal(84 * 3, VolumeMm3(One(("CLOSED_PLANAR", Outer), ("CLOSED_PLANAR", Inner))), 1e-3);
        Assert.Equal(84 * 3, VolumeMm3(One(("CLOSEDPLANAR_XOR", Outer), ("CLOSEDPLANAR_XOR", Inner))), 1e-3);
        Assert.Equal(84 * 3, VolumeMm3(One(("CLOSED_PLANAR", Keyhole))), 1e-3);
    }

    [Fact]
    public void Read_ContourThatIsThereTwice_CountsOnce()
    {
        var warnings = new List<string>();
        var structure = One(warnings, ("CLOSED_PLANAR", Outer), ("CLOSED_PLANAR", Outer));

        Assert.Single(structure.Contours);
        Assert.Equal("Structure 'PTV': 1 contour(s) that are there twice were ignored.", Assert.Single(warnings));
    }

    [Fact]
    public void Read_PointsAndOpenContours_AreIgnoredUnlessTheyClose()
    {
        var warnings = new List<string>();
        var structure = One(warnings, ("POINT", [1, 1, 0]), ("OPEN_PLANAR", Outer), ("OPEN_NONPLANAR", Outer), ("OPEN_PLANAR", [.. Inner, .. Inner[..3]]));

        Assert.Equal(-2, Assert.Single(structure.Contours).X[0]);
        Assert.Equal(
            [
                "Structure 'PTV': 1 point(s) were ignored; they enclose no volume.",
                "Structure 'PTV': 2 open contour(s) were ignored; only closed planar contours enclose a volume.",
                "Structure 'PTV': 1 contour(s) are called open but end where they begin, and were taken as closed.",
            ],
            warnings);
    }

    [Fact]
    public void Read_ContourBetweenSlices_KeepsItsPlane() => Assert.Equal(1.3, Assert.Single(One(("CLOSED_PLANAR", [0, 0, 1.3, 2, 0, 1.3, 2, 2, 1.3])).Contours).Z);

    [Fact]
    public void Read_ContoursOfOneStructureInTwoItems_AreAllItsOwn()
    {
        var set = Set([Roi(7, "PTV"u8)], RoiContours(7, ("CLOSED_PLANAR", Outer)), RoiContours(7, ("CLOSED_PLANAR", Inner)));

        Assert.Equal(2, Assert.Single(Read(set, [])).Contours.Count);
    }

    [Fact]
    public void Read_ContoursOfAStructureThatIsNotNamed_AreIgnoredWithAWarning()
    {
        var set = Set([Roi(7, "PTV"u8)], RoiContours(7, ("CLOSED_PLANAR", Outer)), RoiContours(9, ("CLOSED_PLANAR", Inner)));
        var warnings = new List<string>();

        Assert.Single(Read(set, warnings));
        Assert.Contains("contours of 1 structure(s) that the file does not name were ignored", Assert.Single(warnings));
    }

    [Fact]
    public void Read_TwoStructuresOfOneNumber_AreRefused()
    {
        var set = Set([Roi(7, "PTV"u8), Roi(7, "Cord"u8)], RoiContours(7, ("CLOSED_PLANAR", Outer)));

        Assert.Contains("several structures have the ROI number 7", Assert.Throws<InputException>(() => Read(set, [])).Message);
    }

    [Theory]
    [InlineData(0, 0, 20_000.0)]
    [InlineData(1e300, 0, 0)]
    public void Read_PointFarAway_IsRefused(double x, double y, double z) => Assert.Contains(
        "up to 10000 mm from the origin are allowed", Assert.Throws<InputException>(() => One(("CLOSED_PLANAR", [x, y, z, 1, 0, z, 1, 1, z]))).Message);

    [Theory]
    [InlineData("\\ISO 2022 IR 149", new byte[] { 0x1B, 0x24, 0x29, 0x43, 0xC1, 0xBE, 0xBE, 0xE7 }, "종양")]
    [InlineData("\\ISO 2022 IR 87", new byte[] { 0x1B, 0x24, 0x42, 0x3C, 0x70, 0x61, 0x67, 0x1B, 0x28, 0x42, 0x31 }, "腫瘍1")]
    [InlineData("ISO_IR 100", new byte[] { 0x4D, 0x75, 0x6E, 0x64, 0x68, 0xF6, 0x68, 0x6C, 0x65 }, "Mundhöhle")]
    public void Read_NameBeyondAscii_IsDecoded(string terms, byte[] name, string expected)
    {
        var set = Set([Roi(7, name)], RoiContours(7, ("CLOSED_PLANAR", Outer)));
        set.SetValues(DicomTags.SpecificCharacterSet, terms.Split('\\'));

        // Character sets take effect when a file is read.
        using var stream = new MemoryStream();
        DicomFile.Write(stream, set);
        Assert.Equal(expected, Assert.Single(Read(DicomFile.Parse(stream.ToArray(), "rtstruct.dcm").DataSet, [])).Name);
    }

    private static double[] Square(double from, double to) => [from, from, 0, to, from, 0, to, to, 0, from, to, 0];

    private static double VolumeMm3(Structure structure)
    {
        var grid = new GridGeometry(new Vector3d(-9.5, -9.5, -3), new Vector3d(1, 1, 3), 20, 20, 3);
        return StructureRasterizer.Rasterize(structure, grid).Fractions.Sum(fraction => (double)fraction) * 3;
    }

    private static Structure One(params (string Type, double[] Data)[] contours) => One([], contours);

    private static Structure One(List<string> warnings, params (string Type, double[] Data)[] contours) => Assert.Single(Read(Set([Roi(7, "PTV"u8)], RoiContours(7, contours)), warnings));

    private static IReadOnlyList<Structure> Read(DicomDataSet set, List<string> warnings) =>
        new RtStructureSetReader(new DicomFile("rtstruct.dcm", DicomUids.ExplicitVrLittleEndian, set), warnings).Read();

    private static DicomDataSet Set(DicomDataSet[] rois, params DicomDataSet[] contours)
    {
        var set = new DicomDataSet();
        set.SetItems(DicomTags.StructureSetROISequence, rois);
        set.SetItems(DicomTags.ROIContourSequence, contours);
        return set;
    }

    private static DicomDataSet Roi(int number, ReadOnlySpan<byte> name)
    {
        var roi = new DicomDataSet();
        roi.Set(DicomTags.ROINumber, number);
        roi.Add(new DicomElement(DicomTags.ROIName, DicomVr.LO, name.ToArray()));
        return roi;
    }

    private static DicomDataSet RoiContours(int number, params (string Type, double[] Data)[] contours)
    {
        var roi = new DicomDataSet();
        roi.Set(DicomTags.ReferencedROINumber, number);
        roi.SetItems(DicomTags.ContourSequence, contours.Select(contour =>
        {
            var item = new DicomDataSet();
            item.Set(DicomTags.ContourGeometricType, contour.Type);
            item.Set(DicomTags.ContourData, contour.Data);
            return item;
        }));
        return roi;
    }
}
