using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class RbeTranslateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Translate_ProtocolIntoLem_GivesDoseBandCurveAndAssumptions()
    {
        var run = await CommandLineRunner.Run("rbe", "translate", "--protocol", "qst/head-and-neck-57.6-16", "--to", "lem1:chordoma", "--cube", "60", "--depth", "120", "--out", folder["out"], "--json");
        Assert.True(run.Code == 0, run.Error);
        using var answer = JsonDocument.Parse(run.Out);
        double Value(string name) => answer.RootElement.GetProperty(name).GetDouble();
        Assert.Equal("hanbeam-translation/1", answer.RootElement.GetProperty("schema").GetString());
        Assert.Equal((57.6, 3.6, 16.0), (Value("fromGyRbe"), Value("fromPerFractionGyRbe"), Value("fractions")));
        Assert.InRange(Value("toPerFractionGyRbe"), 3.8, 4.3); // published: 4.05 to 4.15 for 3.6
        Assert.Equal(16 * Value("toPerFractionGyRbe"), Value("toGyRbe"), 1e-9);
        Assert.True(Value("lowPerFractionGyRbe") < Value("toPerFractionGyRbe") && Value("toPerFractionGyRbe") < Value("highPerFractionGyRbe"));
        Assert.Equal(2, answer.RootElement.GetProperty("settings").GetArrayLength()); // one field, and two opposed ones
        Assert.Equal("kanai", answer.RootElement.GetProperty("from").GetString()); // passive beams
        Assert.Contains("is told on the scale kanai", answer.RootElement.GetProperty("assumptions")[0].GetString(), StringComparison.Ordinal);
        Assert.True(answer.RootElement.GetProperty("assumptions").GetArrayLength() >= 4);
        var lines = await File.ReadAllLinesAsync(folder["out", "curve.csv"], TestContext.Current.CancellationToken);
        Assert.StartsWith("# hanbeam-translation-curve/1: kanai to lem1:chordoma", lines[0], StringComparison.Ordinal);
        var factors = lines.Skip(2).Select(line => double.Parse(line.Split(',')[4], CultureInfo.InvariantCulture)).ToArray();
        Assert.True(factors.SequenceEqual(factors.OrderDescending())); // a curve that falls, not a number
        Assert.True(factors[0] > 2 && factors[^1] < 1.05);
        Assert.True(new FileInfo(folder["out", "curve.png"]).Length > 5000);
        Assert.Equal(run.Out, await File.ReadAllTextAsync(folder["out", "translation.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Translate_ThereAndBack_IsTheSameWithinTheShapeOfTheFields()
    {
        // The field back is flat in the other model, so its radiation is not quite the same.
        var there = await Fraction("--from", "mmkm-qst", "--dose", "3.6", "--to", "lem1:chordoma");
        var back = await Fraction("--from", "lem1:chordoma", "--dose", there.ToString("R", CultureInfo.InvariantCulture), "--to", "mmkm-qst");
        Assert.InRange(back, 3.5, 3.7);
        Assert.Equal(3.6, await Fraction("--from", "mmkm-qst", "--dose", "3.6", "--to", "mmkm-qst"), 1e-9);
    }

    [Fact]
    public async Task Translate_ConstraintInTheEntrance_HasAnotherFactorThanTheTarget()
    {
        string[] dose = ["--from", "lem1:chordoma", "--dose", "2", "--to", "mmkm-qst"];
        var target = await Fraction(dose);
        var entrance = await Fraction([.. dose, "--structure", "entrance"]);
        Assert.True(entrance < 0.95 * target, $"{entrance} against {target}");
    }

    [Fact]
    public async Task Translate_WithAPlan_UsesItsRadiationStructureByStructure()
    {
        MaskCase.Write(folder["case"], targetFromMm: 60);
        await File.WriteAllTextAsync(folder["recipe.yaml"], """
            case: case
            machine: generic-synchrotron
            prescription: { target: TARGET, dose: 40, fractions: 10, rbe: mmkm-qst }
            beams: [ { gantry: 0 }, { gantry: 180 } ]
            delivery: one-beam-per-fraction
            spots: { spacing: 8, layerSpacing: 8 }
            doseGrid: 10
            objectives: [ { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 } ]
            """, TestContext.Current.CancellationToken);
        var planned = await CommandLineRunner.Run("plan", folder["recipe.yaml"], "--out", folder["plan"]);
        Assert.True(planned.Code == 0, planned.Error);
        var target = await OfPlan(folder["plan"]);
        var body = await OfPlan(folder["plan"], "--structure", "BODY");
        Assert.InRange(target.Factor, 0.95, 1.2); // 4 Gy(RBE): the scales nearly meet
        Assert.True(body.Let < target.Let && body.Factor > target.Factor); // less LET in front of the target, so less weight in the clinical scale
        var unknown = await CommandLineRunner.Run("rbe", "translate", "--from", "mmkm-qst", "--dose", "4", "--fractions", "1", "--to", "lem1:chordoma", "--plan", folder["plan"], "--structure", "TARGT");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("did you mean TARGET?", unknown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cube is about cubes and stands beside --plan", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:chordoma", "--plan", "nowhere", "--cube", "60")]
    [InlineData("nowhere is no plan folder", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:chordoma", "--plan", "nowhere")]
    [InlineData("needs --from MODEL", "--to", "mmkm-qst")]
    [InlineData("needs --fractions", "--from", "mmkm-qst", "--dose", "3", "--to", "lem1:chordoma")]
    [InlineData("needs --dose", "--from", "mmkm-qst", "--fractions", "4", "--to", "lem1:chordoma")]
    [InlineData("did you mean qst/prostate-51.6-12?", "--protocol", "qst/prostate-51-12", "--to", "lem1:chordoma")]
    [InlineData("--dose stands beside --protocol", "--protocol", "qst/prostate-51.6-12", "--dose", "3", "--to", "lem1:chordoma")]
    [InlineData("--fractions 16 is not the 12 fractions of qst/prostate-51.6-12", "--protocol", "qst/prostate-51.6-12", "--fractions", "16", "--to", "lem1:chordoma")]
    [InlineData("did you mean lem1:chordoma?", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:cordoma")]
    [InlineData("--structure BRAIN is no region of a cube", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:chordoma", "--structure", "BRAIN")]
    [InlineData("--fields 3 is not a number from 1 to 2", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:chordoma", "--fields", "3")]
    [InlineData("reaches from", "--protocol", "qst/prostate-51.6-12", "--to", "lem1:chordoma", "--cube", "60", "--depth", "350")]
    public async Task Translate_BadCall_IsOneSentenceAndTwo(string message, params string[] args)
    {
        var run = await CommandLineRunner.Run(["rbe", "translate", .. args]);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task Translate_OneFractionOfFifty_WarnsThatModelsAreNotShownForIt()
    {
        var run = await CommandLineRunner.Run("rbe", "translate", "--protocol", "qst/lung-50.0-1", "--to", "lem1:chordoma", "--cube", "60", "--depth", "120", "--fields", "1");
        Assert.Equal(0, run.Code);
        Assert.Contains("warning: RBE model kanai: a fraction has up to 50.00 Gy(RBE)", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: RBE model lem1:chordoma", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(double Factor, double Let)> OfPlan(string plan, params string[] args)
    {
        var run = await CommandLineRunner.Run(["rbe", "translate", "--from", "mmkm-qst", "--dose", "4", "--fractions", "1", "--to", "lem1:chordoma", "--plan", plan, .. args, "--json"]);
        Assert.True(run.Code == 0, run.Error);
        using var answer = JsonDocument.Parse(run.Out);
        return (answer.RootElement.GetProperty("factor").GetDouble(), answer.RootElement.GetProperty("settings")[0].GetProperty("dose").GetProperty("letKeVPerUm").GetDouble());
    }

    private static async Task<double> Fraction(params string[] args)
    {
        var run = await CommandLineRunner.Run(["rbe", "translate", .. args, "--fractions", "1", "--cube", "60", "--depth", "120", "--fields", "1", "--json"]);
        Assert.True(run.Code == 0, run.Error);
        using var answer = JsonDocument.Parse(run.Out);
        return answer.RootElement.GetProperty("toPerFractionGyRbe").GetDouble();
    }
}
