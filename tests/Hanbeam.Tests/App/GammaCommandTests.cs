using System.Text.Json;
using Hanbeam.App.Doses;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Grids;
using Hanbeam.Tests.Dicom;
using Hanbeam.Tests.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class GammaCommandTests(DemoPlanFixture demo)
{
    private static readonly GridGeometry Grid = GammaPairs.Cube(-5, 2, 6, 5, 4);

    [Fact]
    public async Task Gamma_Json_HasTheFiguresOfTheContractAndTheMapIsTheirs()
    {
        using var folder = new TemporaryFolder();
        var (reference, evaluated) = Pair(folder);

        var run = await CommandLineRunner.Run("gamma", reference, evaluated, "--dose", "2", "--distance", "3", "--threshold", "20", "--local", "--out", folder["map.mha"], "--json");

        Assert.Equal(0, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        var map = MetaImage.Read(folder["map.mha"]);
        var expected = BruteForceGamma.Map(MetaImage.Read(reference), MetaImage.Read(evaluated), new GammaCriteria { DosePercent = 2, DistanceMm = 3, ThresholdPercent = 20, IsLocal = true });
        for (var n = 0; n < expected.Length; n++) Assert.Equal(expected[n], map.Values[n], 1e-5);
        var compared = expected.Where(value => value >= 0).ToArray();
        Assert.Equal(Grid, map.Geometry);
        Assert.Equal(compared.Length, root.GetProperty("evaluatedVoxels").GetInt32());
        Assert.Equal(100.0 * compared.Count(value => value <= 1) / compared.Length, root.GetProperty("passPercent").GetDouble(), 1e-9);
        Assert.Equal(compared.Average(), root.GetProperty("meanGamma").GetDouble(), 1e-5);
        Assert.Equal(compared.Max(), root.GetProperty("maxGamma").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Gamma_ForPeople_SaysHowManyPassAndWhereItFails()
    {
        using var folder = new TemporaryFolder();
        var (reference, evaluated) = Pair(folder);

        var run = await CommandLineRunner.Run("gamma", reference, evaluated);

        Assert.Equal(0, run.Code);
        Assert.Matches(@"^3 % of the greatest dose, 2 mm, from 10 % on: \d+\.\d\d % of \d+ voxels pass\n", run.Out);
        Assert.Matches(@"\n +10 to  20 % +\d+", run.Out);
        Assert.Contains("warning: ", run.Error);
    }

    [Fact]
    public async Task Gamma_OfAPlanWithItsOwnDicomDose_Passes()
    {
        var plan = Path.Combine(await demo.FolderAsync(), "plan");

        var run = await CommandLineRunner.Run("gamma", plan, Path.Combine(plan, "dose-rbe.dcm"), "--dose", "0.1", "--distance", "1", "--json");

        Assert.Equal(0, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(100, json.RootElement.GetProperty("passPercent").GetDouble());
        Assert.Equal("Gy(RBE)", json.RootElement.GetProperty("unit").GetString());
        Assert.Empty(json.RootElement.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Gamma_OfPhysicalAndWeightedDose_IsRefused()
    {
        var plan = Path.Combine(await demo.FolderAsync(), "plan");

        var run = await CommandLineRunner.Run("gamma", plan, Path.Combine(plan, "dose-physical.mha"));

        Assert.Equal(2, run.Code);
        Assert.Contains("is in Gy(RBE) of mmkm-qst and", Assert.Single(run.ErrorLines));
    }

    [Theory]
    [InlineData("--dose", "much", "--dose: 'much' is not a number")]
    [InlineData("--distance", "0", "The distance criterion of the gamma comparison is 0")]
    [InlineData("--out", "map.nii", "name a file that ends so")]
    [InlineData("--out", "/no/such/folder/map.mha", "there is no folder /no/such/folder")]
    [InlineData("--max-gamma", "0.5", "The greatest gamma of the gamma comparison is 0.5")]
    public async Task Gamma_BadOption_IsOneSentenceAndCodeTwo(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        var (reference, evaluated) = Pair(folder);

        var run = await CommandLineRunner.Run("gamma", reference, evaluated, option, value);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Gamma_MapOverADose_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var (reference, evaluated) = Pair(folder);

        var run = await CommandLineRunner.Run("gamma", reference, evaluated, "--out", evaluated);

        Assert.Equal(2, run.Code);
        Assert.Contains("would overwrite a dose that is compared", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Gamma_OfRtDose_ReadsItsWarnings()
    {
        using var folder = new TemporaryFolder();
        SmallDose.Write(folder["a.dcm"], (column, row, frame) => 10 + column + row + frame);
        SmallDose.Write(folder["b.dcm"], (column, row, frame) => 10 + column + row + frame, set => Hanbeam.Dicom.Codec.DicomDataSetBuilding.Set(set, Hanbeam.Dicom.Codec.DicomTags.FrameOfReferenceUID, "1.2.3.7"));

        var run = await CommandLineRunner.Run("gamma", folder["a.dcm"], folder["b.dcm"]);

        Assert.Equal(0, run.Code);
        Assert.Contains("different frames of reference", Assert.Single(run.ErrorLines));
        Assert.Contains("100.00 % of 24 voxels pass", run.Out);
    }

    [Fact]
    public async Task Gamma_InAStructure_EvaluatesThatOnly_AndWritesDifferenceAndDistance()
    {
        var demoFolder = await demo.FolderAsync();
        using var folder = new TemporaryFolder();
        string[] pair = [Path.Combine(demoFolder, "plan", "dose-rbe.mha"), Path.Combine(demoFolder, "plan", "dose-rbe.dcm")];
        var patient = DicomCaseReader.Read(Path.Combine(demoFolder, "case"));
        var target = patient.Structures.First(s => s.Type is "PTV" or "CTV");

        var run = await CommandLineRunner.Run(["gamma", .. pair, "--structures", Path.Combine(demoFolder, "case", "RTSTRUCT.dcm"), "--mask", target.Name, "--difference", folder["difference.mha"], "--dta", folder["dta.mha"], "--json"]);

        Assert.Equal(0, run.Code);
        using var json = JsonDocument.Parse(run.Out);
        var difference = MetaImage.Read(folder["difference.mha"]);
        var inside = StructureRasterizer.Rasterize(target, difference.Geometry);
        Assert.Equal(inside.Fractions.Count(fraction => fraction >= 0.5f), json.RootElement.GetProperty("evaluatedVoxels").GetInt32());
        var (a, b) = (DoseFileReader.Read(pair[0]).Values, DoseFileReader.Read(pair[1]).Values);
        for (var n = 0; n < a.Values.Length; n++) Assert.Equal(b.Values[n] - a.Values[n], difference.Values[n], 1e-6);
        Assert.Equal(json.RootElement.GetProperty("evaluatedVoxels").GetInt32(), MetaImage.Read(folder["dta.mha"]).Values.Count(value => value >= 0));
    }

    [Theory]
    [InlineData("--mask", "PTV", "--mask PTV needs --structures")]
    [InlineData("--structures", "case", "needs --mask")]
    public async Task Gamma_HalfAMask_IsRefused(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        var (reference, evaluated) = Pair(folder);

        var run = await CommandLineRunner.Run("gamma", reference, evaluated, option, value);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Gamma_UnknownStructure_IsRefusedWithTheNearest()
    {
        var demoFolder = await demo.FolderAsync();

        var run = await CommandLineRunner.Run("gamma", Path.Combine(demoFolder, "plan"), Path.Combine(demoFolder, "plan"), "--structures", Path.Combine(demoFolder, "case"), "--mask", "BODDY");

        Assert.Equal(2, run.Code);
        Assert.Contains("has no structure 'BODDY'; did you mean BODY?", Assert.Single(run.ErrorLines));
    }

    private static (string Reference, string Evaluated) Pair(TemporaryFolder folder)
    {
        MetaImage.Write(folder["reference.mha"], GammaPairs.Noisy(Grid, 41, 2).Values);
        MetaImage.Write(folder["evaluated.mha"], GammaPairs.Noisy(GammaPairs.Cube(-5.3, 2.1, 6, 6, 5), 42, 2).Values);
        return (folder["reference.mha"], folder["evaluated.mha"]);
    }
}
