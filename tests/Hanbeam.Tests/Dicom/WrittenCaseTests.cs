using Hanbeam.App.Demo;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>A small case written as DICOM, read back by Hanbeam and by others.</summary>
public sealed class WrittenCaseTests
{
    internal static readonly DateTimeOffset Stamp = new(2026, 11, 22, 9, 8, 7, TimeSpan.Zero);

    [Fact]
    public void WriteAndRead_Case_GivesTheSameVoxelsAndContours()
    {
        using var folder = new TemporaryFolder();
        var made = SmallCase();

        CtSeriesWriter.Write(folder["CT"], made, Stamp);
        var uid = RtStructureSetWriter.Write(folder["RTSTRUCT.dcm"], made, Stamp);
        var read = DicomCaseReader.Read(folder.Path);

        Assert.Equal(made.Ct.Hounsfield.Geometry, read.Ct.Hounsfield.Geometry);
        Assert.Equal(made.Ct.Hounsfield.Values, read.Ct.Hounsfield.Values);
        Assert.Equal(made.Ct.Position, read.Ct.Position);
        Assert.Equal(uid, read.Identity.StructureSetSopInstanceUid);
        Assert.Equal(made.Identity.PatientName, read.Identity.PatientName);
        Assert.Empty(read.Warnings);
        Assert.Equal(made.Structures.Count, read.Structures.Count);
        foreach (var (expected, actual) in made.Structures.Zip(read.Structures))
        {
            Assert.Equal((expected.Name, expected.Type, expected.Number, expected.Color), (actual.Name, actual.Type, actual.Number, actual.Color));
            Assert.Equal(expected.Contours.Select(contour => contour.Z), actual.Contours.Select(contour => contour.Z));
            Assert.Equal(expected.Contours.SelectMany(contour => contour.X), actual.Contours.SelectMany(contour => contour.X));
            Assert.Equal(expected.Contours.SelectMany(contour => contour.Y), actual.Contours.SelectMany(contour => contour.Y));
        }
    }

    [Fact]
    public void Write_SameCaseTwice_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b" })
        {
            CtSeriesWriter.Write(folder[name], SmallCase(), Stamp);
            RtStructureSetWriter.Write(folder[name, "RTSTRUCT.dcm"], SmallCase(), Stamp);
        }

        foreach (var path in Directory.GetFiles(folder["a"])) Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder["b", Path.GetFileName(path)]));
    }

    [Fact]
    public async Task Write_Case_IsValidDicom()
    {
        using var folder = new TemporaryFolder();
        CtSeriesWriter.Write(folder["CT"], SmallCase(), Stamp);
        RtStructureSetWriter.Write(folder["RTSTRUCT.dcm"], SmallCase(), Stamp);
        RtDoseWriter.Write(folder["physical.dcm"], Dose(), new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = "2.25.1" }, SmallCase(), Stamp);
        RtDoseWriter.Write(folder["rbe.dcm"], Dose(), new RtDoseContent { Type = RtDoseType.Effective, RbeModel = "mmkm-qst", PlanSopInstanceUid = "2.25.1" }, SmallCase(), Stamp);

        foreach (var path in new[] { folder["CT", "CT_001.dcm"], folder["RTSTRUCT.dcm"], folder["physical.dcm"], folder["rbe.dcm"] }) await ForeignTool.AssertValidAsync(path);
    }

    [Fact]
    public void Write_MaskStructure_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var masked = SmallCase() with { Structures = [new Structure { Name = "PTV", Mask = new Grid<float>(SmallCase().Ct.Hounsfield.Geometry) }] };

        var error = Assert.Throws<InputException>(() => RtStructureSetWriter.Write(folder["RTSTRUCT.dcm"], masked, Stamp));
        Assert.Contains("'PTV' is a mask", error.Message);
    }

    [Fact]
    public void Write_WhereNothingCanBeWritten_SaysSoAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder["no such folder", "RTSTRUCT.dcm"];

        Assert.Contains("cannot be written", Assert.Throws<InputException>(() => RtStructureSetWriter.Write(path, SmallCase(), Stamp)).Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Plastimatch_ReadsCtAndStructures_ToTheSameVoxels()
    {
        using var folder = new TemporaryFolder();
        var made = SmallCase();
        CtSeriesWriter.Write(folder["CT"], made, Stamp);
        RtStructureSetWriter.Write(folder["RTSTRUCT.dcm"], made, Stamp);

        await ForeignTool.PlastimatchConvertAsync("--input", folder["CT"], "--output-img", folder["ct.mha"], "--output-type", "float");
        await ForeignTool.PlastimatchConvertAsync("--input", folder["RTSTRUCT.dcm"], "--referenced-ct", folder["CT"], "--output-prefix", folder["masks"], "--prefix-format", "mha");

        var (geometry, hounsfield) = PlainMetaImage.ReadFloats(folder["ct.mha"]);
        AssertSameGrid(made.Ct.Hounsfield.Geometry, geometry);
        Assert.Equal(made.Ct.Hounsfield.Values, hounsfield);
        var (maskGeometry, mask) = PlainMetaImage.ReadBytes(folder["masks", "Cube.mha"]);
        AssertSameGrid(made.Ct.Hounsfield.Geometry, maskGeometry);
        // The square covers the centres of 4 × 3 pixels, in two slices.
        Assert.Equal(24, mask.Count(value => value != 0));
        Assert.True(mask[made.Ct.Hounsfield.Geometry.Index(2, 1, 1)] != 0 && mask[made.Ct.Hounsfield.Geometry.Index(5, 3, 2)] != 0);
    }

    [Fact]
    public async Task Plastimatch_ReadsDose_ToTheSameVoxels()
    {
        using var folder = new TemporaryFolder();
        RtDoseWriter.Write(folder["dose.dcm"], Dose(), new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = "2.25.1" }, SmallCase(), Stamp);

        await ForeignTool.AssertReadableAsync(folder["dose.dcm"]);
        await ForeignTool.PlastimatchConvertAsync("--input-dose-img", folder["dose.dcm"], "--output-dose-img", folder["dose.mha"], "--output-type", "float");

        var (geometry, dose) = PlainMetaImage.ReadFloats(folder["dose.mha"]);
        AssertSameGrid(Dose().Geometry, geometry);
        // Half a step of the greatest dose (3 Gy) plus the rounding of single precision at 3 Gy.
        var tolerance = 0.5 * 3 / 65535 + 3 * 1.2e-7;
        foreach (var (expected, actual) in Dose().Values.Zip(dose)) Assert.Equal(expected, actual, tolerance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WriteDemoCase_IsValidAndComesBack(bool isHead)
    {
        using var folder = new TemporaryFolder();
        var made = isHead ? SyntheticHead.Create() : WaterBox.Create();
        if (isHead) DemoCases.WriteHead(folder.Path, Stamp);
        else DemoCases.WriteWaterBox(folder.Path, Stamp);

        var read = DicomCaseReader.Read(folder.Path);

        Assert.Equal(made.Ct.Hounsfield.Values, read.Ct.Hounsfield.Values);
        Assert.Equal(made.Structures.Select(structure => (structure.Name, structure.Contours.Count)), read.Structures.Select(structure => (structure.Name, structure.Contours.Count)));
        await ForeignTool.AssertValidAsync(folder["RTSTRUCT.dcm"]);
        await ForeignTool.AssertValidAsync(folder["CT", "CT_040.dcm"]);
    }

    internal static PatientCase SmallCase()
    {
        var geometry = new GridGeometry(new Vector3d(-7.5, 12.25, -30), new Vector3d(1.5, 2, 2.5), 8, 6, 5);
        var grid = new Grid<float>(geometry);
        for (var i = 0; i < geometry.Count; i++) grid.Values[i] = -1000 + 13 * i;
        return new PatientCase
        {
            Source = "small",
            Kind = CaseKind.Dicom,
            Ct = new CtImage(grid, PatientPosition.HFS),
            Identity = new StudyIdentity { PatientName = "Prüf^Fall", PatientId = "T1", PatientSex = "O", StudyId = "1" },
            Structures =
            [
                new Structure { Name = "Cube", Type = "PTV", Number = 1, Color = (255, 0, 0), Contours = [Square(-27.5), Square(-25)] },
                new Structure { Name = "Empty", Type = "", Number = 4 },
                new Structure { Name = "Between", Type = "ORGAN", Number = 9, Contours = [Square(-26.125)] },
            ],
        };

        // Around pixel centres x = -4.5 ... 0 and y = 14.25 ... 18.25.
        static Contour Square(double z) => new(z, [-5.1, 0.3, 0.3, -5.1], [13.7, 13.7, 19.1, 19.1]);
    }

    // A grid of its own, coarser than the CT's and beginning elsewhere.
    internal static Grid<float> Dose()
    {
        var geometry = new GridGeometry(new Vector3d(-7, 13, -29), new Vector3d(3, 3, 3), 4, 5, 3);
        var grid = new Grid<float>(geometry);
        for (var i = 0; i < geometry.Count; i++) grid.Values[i] = 3f * i / (geometry.Count - 1);
        return grid;
    }

    private static void AssertSameGrid(GridGeometry expected, GridGeometry actual)
    {
        Assert.Equal((expected.Nx, expected.Ny, expected.Nz), (actual.Nx, actual.Ny, actual.Nz));
        // plastimatch prints its headers with about six digits.
        Assert.Equal(0, (expected.Origin - actual.Origin).Length, 1e-3);
        Assert.Equal(0, (expected.Spacing - actual.Spacing).Length, 1e-3);
    }
}
