using Hanbeam.App.Recipes;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Dicom.Ct;

/// <summary>Series, structure sets and slices that have to be chosen, and pixels that need more than a slope and an intercept.</summary>
public sealed class CtChoiceTests
{
    private const string OtherSeries = "1.2.3.77";

    [Fact]
    public void Read_SeriesThatIsChosen_IsReadAndNoOther()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        SmallStudy.WriteCt(folder.Path, [0, 3, 6], null, OtherSeries);

        var read = DicomCaseReader.Read(folder.Path, new CtChoice { Series = OtherSeries });

        Assert.Equal((3, 3.0), (read.Ct.Hounsfield.Geometry.Nz, read.Ct.Hounsfield.Geometry.Spacing.Z));
        Assert.Equal(OtherSeries, read.Identity.CtSeriesInstanceUid);
        Assert.Equal(OtherSeries, read.Choice.Series);
    }

    [Fact]
    public void Read_SeveralSeries_SaysWhichOneTheStructuresAreDrawnOn()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder.Path, [0, 2]);
        SmallStudy.WriteCt(folder.Path, [0, 3], null, OtherSeries);
        SmallStudy.WriteStructures(folder.Path, set => set.SetItem(DicomTags.ReferencedFrameOfReferenceSequence, frame =>
            frame.SetItem(DicomTags.RTReferencedStudySequence, study => study.SetItem(DicomTags.RTReferencedSeriesSequence, series => series.Set(DicomTags.SeriesInstanceUID, OtherSeries)))));

        var message = Assert.Throws<InputException>(() => DicomCaseReader.Read(folder.Path)).Message;

        Assert.Contains($"'' with 2 slices (1.2.3.5), '' with 2 slices ({OtherSeries}), which structures are drawn on; choose one (--series UID", message);
    }

    [Fact]
    public void Read_StructureSetThatIsChosen_IsTheOne()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        SmallStudy.WriteStructures(folder["again"], set => set.Set(DicomTags.SOPInstanceUID, "1.2.3.10"));

        Assert.Contains("choose one (--structure-set UID", Assert.Throws<InputException>(() => DicomCaseReader.Read(folder.Path)).Message);
        Assert.Equal("1.2.3.10", DicomCaseReader.Read(folder.Path, new CtChoice { StructureSet = "1.2.3.10" }).Identity.StructureSetSopInstanceUid);
    }

    [Fact]
    public void Read_UnevenSlicesInterpolated_AreLinearBetweenTheirNeighbours()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder.Path, [0, 2, 5, 7, 9]);
        SmallStudy.WriteStructures(folder.Path);

        var read = DicomCaseReader.Read(folder.Path, new CtChoice { Slices = UnevenSlices.Interpolate });

        // 9 mm in steps of at most the smallest gap of 2 mm: six slices 1.8 mm apart.
        var grid = read.Ct.Hounsfield;
        Assert.Equal((6, 1.8), (grid.Geometry.Nz, grid.Geometry.Spacing.Z));
        // The first stored pixel of slice n is -1000 - n HU; z = 3.6 mm lies 1.6 of 3 mm above the slice at 2 mm.
        Assert.Equal(-1000, grid[0, 0, 0]);
        Assert.Equal(-1001 - 1.6 / 3, grid[0, 0, 2], 1e-4); // single precision of 1000
        Assert.Equal(-1004, grid[0, 0, 5]);
        Assert.Contains("they were interpolated onto 6 slices 1.8 mm apart", Assert.Single(read.Warnings));
    }

    [Theory]
    [InlineData(0, 0x0003, null, 3)]
    [InlineData(0, 0x0002, 0x0004, 2)]
    [InlineData(1, 0xFFFF, null, 5)] // -1 where pixels are signed
    public void Read_Padding_IsAir(int representation, int padding, int? limit, int column)
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder.Path, [0, 2], (_, set) =>
        {
            set.Set(DicomTags.PixelRepresentation, representation);
            set.Add(new DicomElement(DicomTags.PixelPaddingValue, DicomVr.US, BitConverter.GetBytes((ushort)padding)));
            if (limit is { } to) set.Add(new DicomElement(DicomTags.PixelPaddingRangeLimit, DicomVr.US, BitConverter.GetBytes((ushort)to)));
            var pixels = new byte[2 * SmallStudy.Rows * SmallStudy.Columns];
            for (var i = 0; i < SmallStudy.Columns; i++) pixels[2 * i] = (byte)i;
            (pixels[8], pixels[9]) = (0xFF, 0x0F); // the first of the second row: -1 in twelve bits
            set.Add(new DicomElement(DicomTags.PixelData, DicomVr.OW, pixels));
            set.Set(DicomTags.RescaleIntercept, 0.0);
        });
        SmallStudy.WriteStructures(folder.Path);

        var grid = DicomCaseReader.Read(folder.Path).Ct.Hounsfield;

        Assert.Equal(-1000, column < SmallStudy.Columns ? grid[column, 0, 0] : grid[0, 1, 0]);
        Assert.Equal(2, grid[1, 0, 0]); // stored 1 and slope 2: no padding
    }

    [Theory]
    [InlineData("dcmcrle")]
    [InlineData("dcmcjpeg", "+e1")]
    [InlineData("dcmconv", "+tb")]
    [InlineData("dcmconv", "+td")]
    public async Task Read_CtInAnotherEncoding_IsTheSameVolume(string program, params string[] options)
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder["plain"], [0, 2, 4], (_, set) => set.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2"));
        SmallStudy.WriteStructures(folder["plain"]);
        Directory.CreateDirectory(folder["other"]);
        foreach (var path in Directory.GetFiles(folder["plain"]))
        {
            var target = Path.Combine(folder["other"], Path.GetFileName(path));
            if (path.EndsWith("structures.dcm", StringComparison.Ordinal)) File.Copy(path, target);
            else Assert.Equal((0, ""), (await ToolRun.Start(program, [.. options, path, target])) is var run ? (run.Code, run.Error) : default);
        }

        Assert.Equal(DicomCaseReader.Read(folder["plain"]).Ct.Hounsfield.Values, DicomCaseReader.Read(folder["other"]).Ct.Hounsfield.Values);
    }

    [Fact]
    public void Read_AnyNumberOfThreads_IsTheSame()
    {
        var folder = SharedData.Path("cases", "openkbp_pt_242");
        var one = DicomCaseReader.Read(folder, context: new WorkContext(1));
        var four = DicomCaseReader.Read(folder, context: new WorkContext(4));
        Assert.Equal(one.Ct.Hounsfield.Values, four.Ct.Hounsfield.Values);
        Assert.Equal(one.Files, four.Files);
    }

    [Fact]
    public void Parse_RecipeWithCt_ChoosesSeriesStructuresAndSlices()
    {
        const string Recipe = """
            case: water:100,100,100@2
            ct: { series: 1.2.3, structureSet: 1.2.4, slices: interpolate }
            machine: generic-synchrotron
            prescription: { target: PTV, dose: 40, fractions: 10, rbe: mmkm-qst }
            beams: [{ gantry: 0 }]
            objectives: [{ structure: PTV, type: uniform-dose, dose: 40 }]
            """;
        Assert.Equal(new CtChoice { Series = "1.2.3", StructureSet = "1.2.4", Slices = UnevenSlices.Interpolate }, RecipeYaml.Parse("recipe.yaml", Recipe).Ct);
    }
}
