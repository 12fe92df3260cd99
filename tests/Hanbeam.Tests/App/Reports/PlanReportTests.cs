using Hanbeam.App.Reports;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;
using SkiaSharp;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App.Reports;

public sealed class PlanReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_Content_GivesOnePageWithSelectableText()
    {
        using var pdf = PdfDocument.Open(Pdf(Noon));
        var page = Assert.Single(pdf.GetPages());
        var text = string.Join(' ', page.GetWords().Select(word => word.Text));
        foreach (var expected in new[] { "Water ball", "PATIENT^ONE", "mmkm-qst", "57.60", "Gy(RBE)", "≥ 3 % air", "not a medical device", "µm" })
            Assert.Contains(expected, text);
    }

    [Fact]
    public void Write_SameContentAndTime_GivesTheSameBytes() => Assert.Equal(Pdf(Noon), Pdf(Noon));

    [Fact]
    public void Write_AnotherTime_StandsInTheFile()
    {
        using var pdf = PdfDocument.Open(Pdf(Noon));
        Assert.Contains("20260131120000", pdf.Information.CreationDate);
    }

    [Fact]
    public void Picture_OfThreePlanes_IsAPngOfTheSameBytes()
    {
        byte[] Png()
        {
            using var stream = new MemoryStream();
            DosePictureFile.Write(stream, Content(), "A ball of water");
            return stream.ToArray();
        }

        using var bitmap = SKBitmap.Decode(Png());
        Assert.True(bitmap.Width > bitmap.Height);
        Assert.Equal(Png(), Png());
    }

    private static byte[] Pdf(DateTimeOffset time)
    {
        using var stream = new MemoryStream();
        PlanReport.Write(stream, Content(), time);
        if (Environment.GetEnvironmentVariable("HANBEAM_REPORT_OUT") is { } path) File.WriteAllBytes(path, stream.ToArray());
        return stream.ToArray();
    }

    private static PlanReportContent Content()
    {
        var geometry = new GridGeometry(new Vector3d(-58, -58, -57), new Vector3d(4, 4, 3), 30, 30, 39);
        var ct = Ball(geometry, default, 55, inside: 30, outside: -1000);
        var dose = Ball(geometry, new Vector3d(10, 0, 5), 20, inside: 58, outside: 12);
        PictureStructure[] structures = [Circle("BODY", 55, default, SKColors.Gray), Circle("PTV", 18, new Vector3d(10, 0, 5), SKColors.OrangeRed)];
        var through = new Vector3d(10, 0, 5);
        return new PlanReportContent
        {
            Title = "Water ball",
            Facts = [("Patient", "PATIENT^ONE"), ("RBE model", "mmkm-qst"), ("Machine", "generic-synchrotron"), ("Prescription", "PTV 57.6 Gy(RBE)")],
            BeamColumns = ["Beam", "gantry °", "couch °", "layers"],
            Beams = [["1", "270", "0", "34"], ["2", "315", "0", "30"]],
            StructureColumns = ["Structure", "cm³", "D95", "keV/µm"],
            Structures = [["PTV", "24.4", "57.60", "61.2"], ["A structure with a very long name", "700.0", "12.00", "20.0"]],
            Picture = new DosePicture(ct, dose, 57.6, structures),
            Planes = [.. Enum.GetValues<PlaneOrientation>().Select(o => PlaneGeometry.Covering(o, through, geometry.LowerCorner, geometry.UpperCorner, 1))],
            Legend = [.. structures.Select(item => (item.Color, item.Structure.Name))],
            ReferenceDose = "57.6 Gy(RBE)",
            Histograms = [new DvhPlot.Curve(SKColors.OrangeRed, [0, 55, 58, 60], [100, 99, 50, 0])],
            MaximumDose = 63.4,
            DoseLabel = "RBE-weighted dose / Gy(RBE), mmkm-qst",
            Warnings = ["The target holds ≥ 3 % air."],
        };
    }

    private static Grid<float> Ball(GridGeometry geometry, Vector3d center, double radiusMm, float inside, float outside)
    {
        var grid = new Grid<float>(geometry);
        for (var n = 0; n < geometry.Count; n++)
        {
            var (i, j, k) = geometry.Voxel(n);
            grid.Values[n] = (geometry.Center(i, j, k) - center).Length <= radiusMm ? inside : outside;
        }

        return grid;
    }

    private static PictureStructure Circle(string name, double radiusMm, Vector3d center, SKColor color)
    {
        var contours = new List<Contour>();
        for (var z = -57.0; z <= 57; z += 3)
        {
            var squared = radiusMm * radiusMm - (z - center.Z) * (z - center.Z);
            if (squared <= 0) continue;
            var angles = Enumerable.Range(0, 60).Select(n => n * Math.PI / 30).ToArray();
            contours.Add(new Contour(z, [.. angles.Select(a => center.X + Math.Sqrt(squared) * Math.Cos(a))], [.. angles.Select(a => center.Y + Math.Sqrt(squared) * Math.Sin(a))]));
        }

        return new PictureStructure(new Structure { Name = name, Contours = contours }, color);
    }
}
