using System.Text.Json;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.App.Commands;

/// <summary>dose --engine monte-carlo: one spot of 200 MeV/u into a small water box.</summary>
public sealed class DoseMonteCarloTests : IDisposable
{
    private const string Spot = "beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles\n1,0,0,0,50,0,200,0,0,1e6\n";

    private readonly TemporaryFolder folder = new();

    public DoseMonteCarloTests()
    {
        File.WriteAllText(folder["spots.csv"], Spot);
        File.WriteAllText(folder["points.csv"], "x,y,z\n0,40,0\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Dose_InWater_HasItsUncertaintyAndThatOfPoints()
    {
        var summary = await Dose("out", "--histories", "4000", "--medium", "--rbe", "mmkm-qst", "--points", folder["points.csv"], "--chamber", "10");
        var engine = summary.GetProperty("engine");
        Assert.Equal(("monte-carlo", 4000, "histories"), (engine.GetProperty("name").GetString(), engine.GetProperty("histories").GetInt32(), engine.GetProperty("stoppedBy").GetString()));
        Assert.Equal("half of the greatest dose", engine.GetProperty("uncertaintyOver").GetString());
        Assert.InRange(engine.GetProperty("uncertaintyPercent").GetDouble(), 0.5, 20);
        var (dose, medium, uncertainty) = (Image("dose-physical.mha"), Image("dose-medium.mha"), Image("uncertainty.mha"));
        Assert.Equal(dose.Length, uncertainty.Length);

        // In water the medium is water; single precision.
        Assert.All(Enumerable.Range(0, dose.Length).Where(n => dose[n] > 0.01f * dose.Max()), n => Assert.Equal(dose[n], medium[n], 1e-3f * dose[n]));
        Assert.Contains(uncertainty, value => value > 0);
        var point = summary.GetProperty("points")[0];
        Assert.Equal(10, point.GetProperty("radiusMm").GetDouble());
        Assert.InRange(point.GetProperty("uncertaintyGy").GetDouble(), 1e-9, point.GetProperty("doseGy").GetDouble());
        Assert.True(point.GetProperty("doseGyRbe").GetDouble() > point.GetProperty("doseGy").GetDouble());
    }

    [Fact]
    public async Task Dose_OfBothEngines_IsTheSameEnergyInTheBox()
    {
        var monteCarlo = await DoseSum("mc", "--engine", "monte-carlo", "--histories", "4000");
        var pencilBeam = await DoseSum("pb");

        // Nuclear models and what leaves a box of 100 mm at its sides differ by per cents; a wrong unit or number of ions by factors.
        Assert.Equal(1, monteCarlo / pencilBeam, 0.06);
    }

    [Fact]
    public async Task Dose_ToAnUncertainty_StopsThere_ForAnyThreads()
    {
        var one = await Dose("one", "--uncertainty", "15", "--threads", "1");
        await Dose("two", "--uncertainty", "15", "--threads", "2");
        Assert.InRange(one.GetProperty("engine").GetProperty("uncertaintyPercent").GetDouble(), 0, 15);
        Assert.Equal("uncertainty", one.GetProperty("engine").GetProperty("stoppedBy").GetString());
        foreach (var file in new[] { "dose-physical.mha", "let.mha", "uncertainty.mha" })
            Assert.Equal(File.ReadAllBytes(folder["one", file]), File.ReadAllBytes(folder["two", file]));
    }

    [Fact]
    public async Task Dose_Cancelled_LeavesNothing()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Task.Run(() => Hanbeam.App.Program.RunAsync(Arguments("out", "--histories", "1e9"), output, error, stop.Token), TestContext.Current.CancellationToken);
        Assert.Equal(130, code);
        Assert.Contains("Cancelled", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["points.csv", "spots.csv"], new DirectoryInfo(folder.Path).GetFileSystemInfos().Select(entry => entry.Name).Order());
    }

    private float[] Image(string name) => MetaImage.Read(folder["out", name]).Values;

    private async Task<double> DoseSum(string name, params string[] more)
    {
        var run = await CommandLineRunner.Run(["dose", folder["spots.csv"], "--case", "water:100,100,100@5", "--machine", "generic-synchrotron", "--out", folder[name], .. more]);
        Assert.True(run.Code == 0, run.Error);
        return MetaImage.Read(folder[name, "dose-physical.mha"]).Values.Sum(value => (double)value);
    }

    private async Task<JsonElement> Dose(string name, params string[] more)
    {
        var run = await CommandLineRunner.Run([.. Arguments(name, more), "--json"]);
        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Out);
        return document.RootElement.Clone();
    }

    private string[] Arguments(string name, params string[] more) =>
        ["dose", folder["spots.csv"], "--case", "water:100,100,100@5", "--machine", "generic-synchrotron", "--engine", "monte-carlo", "--out", folder[name], .. more];
}
