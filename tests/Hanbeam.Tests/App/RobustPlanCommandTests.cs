using System.Text.Json;
using Hanbeam.App;
using Hanbeam.App.Commands;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Imaging;
using Xunit;
using PdfDocument = UglyToad.PdfPig.PdfDocument;

namespace Hanbeam.Tests.App;

/// <summary>Plans with error scenarios, hard limits, LET terms, fewer layers, a start and steering, from recipe to folder.</summary>
public sealed class RobustPlanCommandTests : IDisposable
{
    private const string Recipe = """
        case: case
        machine: generic-synchrotron
        prescription: { target: TARGET, dose: 40, fractions: 10, rbe: mmkm-qst }
        beams: [ { gantry: 0 }, { gantry: 90 } ]
        spots: { spacing: 8, layerSpacing: 8 }
        doseGrid: 10
        objectives:
          - { structure: TARGET, type: uniform-dose, dose: 40, weight: 100 }
        """;

    private const string Robust = "robustness: { setup: 3, range: 3.5, method: worst-case, scenarios: 9 }";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hanbeam-robust-");

    public RobustPlanCommandTests() => MaskCase.Write(Path.Combine(folder.FullName, "case"), targetFromMm: 60);

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Plan_Robust_HasBandsWorstCaseAndSameBytesForAnyThreads()
    {
        var recipe = Recipe + """

              - { structure: TARGET, type: min-let, let: 60, weight: 1 }
            """ + $"\n{Robust}\nconstraints: [ {{ structure: TARGET, type: max-dose, dose: 40 }} ]\n";
        await Plan("one", recipe, "--threads", "1", "--timestamp", "2026-01-31T12:00:00Z");
        await Plan("three", recipe, "--threads", "3", "--timestamp", "2026-01-31T12:00:00Z");
        foreach (var path in Directory.GetFiles(Out("one"), "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(Out("one"), path);
            if (name is "manifest.json" or "summary.json") continue; // they hold the command, times and memory
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Out("three"), name))), name);
        }

        using var summary = Json("one", "summary.json");
        var robust = summary.RootElement.GetProperty("robustness");
        var nominal = summary.RootElement.GetProperty("structures").GetProperty("TARGET").GetProperty("d95GyRbe").GetDouble();
        var worst = robust.GetProperty("worstD95GyRbe").GetProperty("TARGET").GetDouble();
        Assert.Equal(9, robust.GetProperty("scenarios").GetInt32());
        Assert.True(worst <= nominal);
        var spread = robust.GetProperty("structures").GetProperty("TARGET");
        Assert.Equal([worst, nominal], spread.GetProperty("d95").EnumerateArray().Take(2).Select(value => value.GetDouble()));
        Assert.Equal(9, spread.GetProperty("d95ByScenario").GetArrayLength());
        Assert.Equal(worst, spread.GetProperty("d95ByScenario").EnumerateArray().Min(value => value.GetDouble()));
        Assert.Equal(9, summary.RootElement.GetProperty("optimisation").GetProperty("scenarioObjectives").GetArrayLength());
        Assert.Equal("max-dose TARGET", summary.RootElement.GetProperty("optimisation").GetProperty("constraints")[0].GetProperty("label").GetString());

        // The final dose is what a constraint is judged on: as it is in the dose that is exported, and in the worst scenario no less.
        var verdict = summary.RootElement.GetProperty("optimisation").GetProperty("constraints")[0];
        var (excess, worstExcess) = (verdict.GetProperty("excess").GetDouble(), verdict.GetProperty("worstExcess").GetDouble());
        var (exported, inside) = (MetaImage.Read(Path.Combine(Out("one"), "dose-rbe.mha")), MetaImage.Read(Path.Combine(folder.FullName, "case", "structures", "TARGET.mha")));
        Assert.Equal(Math.Max(0, exported.Values.Where((_, n) => inside.Values[n] > 0).Max() - 40.0), excess, 1e-9);
        Assert.True(worstExcess >= excess);
        Assert.Equal(worstExcess <= 0.002 * 40, verdict.GetProperty("met").GetBoolean()); // the optimiser's tolerance
        Assert.Equal(!verdict.GetProperty("met").GetBoolean(), summary.RootElement.GetProperty("optimisation").GetProperty("stopReason").GetString() == "constraints-not-met");
        Assert.Equal(!verdict.GetProperty("met").GetBoolean(), summary.RootElement.GetProperty("warnings").EnumerateArray().Any(warning => warning.GetString()!.StartsWith("The constraint max-dose TARGET 40 Gy(RBE) is broken by", StringComparison.Ordinal)));

        // The worst case is the least in the target and the greatest elsewhere.
        var (planned, worstDose) = (MetaImage.Read(Path.Combine(Out("one"), "dose-rbe.mha")), MetaImage.Read(Path.Combine(Out("one"), "dose-worst-case.mha")));
        var target = MetaImage.Read(Path.Combine(folder.FullName, "case", "structures", "TARGET.mha"));
        for (var n = 0; n < planned.Values.Length; n++)
            Assert.True(target.Values[n] > 0 ? worstDose.Values[n] <= planned.Values[n] : worstDose.Values[n] >= planned.Values[n]);
        using var bands = Json("one", "dvh-bands.json");

        // The least volume at a dose over all scenarios falls below 95 % where the worst D95 is.
        var band = bands.RootElement.GetProperty("structures").GetProperty("TARGET");
        double[] Numbers(string key) => [.. band.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];
        var (doses, least) = (Numbers("dose"), Numbers("leastPercent"));
        var last = Array.FindLastIndex(least, percent => percent >= 95);
        Assert.InRange(worst, doses[last] - 1e-3, doses[last + 1] + 1e-3); // the file rounds its figures
        using var report = PdfDocument.Open(Path.Combine(Out("one"), "report.pdf"));
        var text = string.Join(' ', report.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        Assert.Contains("over error scenarios", text);
        Assert.Contains("What the optimisation came to", text);
    }

    [Fact]
    public async Task Plan_Stopped_IsRepeatedByTheRecipeOfItsFolder()
    {
        var path = Write(Recipe);
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("optimise", stop);
        Assert.Equal(ExitCodes.Cancelled, await Program.RunAsync(["plan", path, "--out", Out("stopped")], output, error, stop.Token));
        var recorded = await File.ReadAllTextAsync(Path.Combine(Out("stopped"), "recipe.yaml"), TestContext.Current.CancellationToken);
        Assert.Contains("steering:\n  - { iteration: 1, stop: true }", recorded);
        await Plan("again", recorded);
        foreach (var name in new[] { "spots.csv", "dose-rbe.mha", "let.mha", "dvh.json", "recipe.yaml" })
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Out("stopped"), name), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(Path.Combine(Out("again"), name), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plan_RobustStoppedBeforeItsScenarios_IsWrittenWithoutThemAndSaysSo()
    {
        var path = Write($"{Recipe}\n{Robust}\nconstraints: [ {{ structure: TARGET, type: max-dose, dose: 50 }} ]\n");
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StoppingWriter("figures and files", stop);
        Assert.Equal(ExitCodes.Cancelled, await Program.RunAsync(["plan", path, "--out", Out("half")], output, error, stop.Token));
        using var summary = Json("half", "summary.json");
        Assert.False(summary.RootElement.TryGetProperty("robustness", out _));
        Assert.False(File.Exists(Path.Combine(Out("half"), "dvh-bands.json")));
        Assert.False(File.Exists(Path.Combine(Out("half"), "dose-worst-case.mha")));
        Assert.True(File.Exists(Path.Combine(Out("half"), "dose-rbe.mha")));
        Assert.Equal("nominal", summary.RootElement.GetProperty("optimisation").GetProperty("constraints")[0].GetProperty("worstScenario").GetString());
        const string Said = "Stopped by the user before the error scenarios were calculated";
        Assert.Contains(summary.RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.StartsWith(Said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_StartedFromItsOwnFolder_NeedsFewerIterations()
    {
        await Plan("first", Recipe);
        await Plan("second", Recipe + $"\nstart: {Out("first")}\n");
        using var first = Json("first", "summary.json");
        using var second = Json("second", "summary.json");
        int Iterations(JsonDocument summary) => summary.RootElement.GetProperty("optimisation").GetProperty("iterations").GetInt32();
        double Objective(JsonDocument summary) => summary.RootElement.GetProperty("optimisation").GetProperty("objective").GetDouble();
        Assert.True(Iterations(second) <= Iterations(first));
        Assert.InRange(Objective(second), 0, Objective(first) * 1.001); // whole ions are rounded anew
    }

    [Fact]
    public async Task Plan_WithFewerLayers_SaysWhatTheyCost()
    {
        await Plan("all", Recipe.Replace("layerSpacing: 8", "layerSpacing: 3", StringComparison.Ordinal));
        await Plan("fewer", Recipe.Replace("layerSpacing: 8", "layerSpacing: 3, fewerLayers: 300", StringComparison.Ordinal));
        using var all = Json("all", "summary.json");
        using var fewer = Json("fewer", "summary.json");
        var steps = fewer.RootElement.GetProperty("optimisation").GetProperty("layerSteps").EnumerateArray().ToList();
        double Objective(JsonElement step) => step.GetProperty("objective").GetDouble();
        int StepLayers(JsonElement step) => step.GetProperty("layers").GetInt32();
        Assert.True(steps.Count > 1);
        var taken = Assert.Single(steps, step => step.GetProperty("taken").GetBoolean());
        int Layers(JsonDocument summary) => summary.RootElement.GetProperty("beams").EnumerateArray().Sum(beam => beam.GetProperty("layers").GetInt32());
        double Seconds(JsonDocument summary) => summary.RootElement.GetProperty("beams").EnumerateArray().Sum(beam => beam.GetProperty("deliverySeconds").GetDouble());

        // 300 % of what all layers cost, and a change that nobody sees: 0.4 % of 40 Gy(RBE), squared, at a weight of 100.
        var allowed = 4 * Objective(steps[0]) + 100 * Math.Pow(0.004 * 40, 2);
        Assert.True(Objective(taken) <= allowed);
        var after = steps.FindIndex(step => step.GetProperty("taken").GetBoolean()) + 1;
        Assert.True(after == 7 || Objective(steps[after]) > allowed, "it goes on as long as it may: six steps of an eighth");
        Assert.InRange(StepLayers(taken), 1, Math.Ceiling(StepLayers(steps[0]) * (8 - (after - 1)) / 8.0));
        Assert.True(Layers(fewer) < Layers(all));
        Assert.True(Layers(fewer) <= taken.GetProperty("layers").GetInt32());
        Assert.True(Seconds(fewer) < Seconds(all));
    }

    [Theory]
    [InlineData("constraints: [ { structure: TARGET, type: min-dose, dose: 40 }, { structure: TARGET, type: max-dose, dose: 30 } ]", "contradict each other by 10 Gy(RBE) in the 64 cm³")]
    [InlineData("robustness: { setup: 3, range: 3, scenarios: 12 }", "robustness.scenarios is 12; allowed are 9 and 21")]
    [InlineData("robustness: { setup: 3, range: 3, method: best }", "allowed are worst-case, voxel-wise, expected, cvar")]
    [InlineData("constraints: [ { structure: TARGETS, type: max-dose, dose: 30 } ]", "did you mean TARGET?")]
    [InlineData("structures: { NONE: \"TARGET - TARGET\" }\nconstraints: [ { structure: NONE, type: max-dose, dose: 30 } ]", "NONE")]
    [InlineData("spots: { spacing: 8, layerSpacing: 0.01 }", "spots.layerSpacing is 0.01 mm; allowed are 0.5 to 20 mm")] // ten thousand layers
    [InlineData("start: nowhere.csv", "There is no plan")]
    [InlineData("steering: [ { iteration: 3 } ]", "needs either objective and weight, or stop: true")]
    public async Task Plan_WhatCannotBe_IsOneSentence(string lines, string expected)
    {
        var recipe = lines.StartsWith("spots:", StringComparison.Ordinal) ? Recipe.Replace("spots: { spacing: 8, layerSpacing: 8 }", lines, StringComparison.Ordinal) : Recipe + "\n" + lines + "\n";
        var result = await CommandLineRunner.Run("plan", Write(recipe), "--out", Out("none"));
        Assert.Equal(ExitCodes.InputFault, result.Code);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.False(Directory.Exists(Out("none")));
    }

    [Theory]
    [InlineData("TARGET - TARGET", "the target NONE is absent or has no contours")]
    [InlineData("TARGET & (BODY - TARGET)", "the target NONE is absent or has no contours")]
    public async Task Plan_ATargetWithoutVolume_IsRefused(string expression, string expected)
    {
        var recipe = Recipe.Replace("TARGET", "NONE", StringComparison.Ordinal) + $"\nstructures: {{ NONE: \"{expression}\" }}\n";
        var result = await CommandLineRunner.Run("plan", Write(recipe), "--out", Out("none"));
        Assert.Equal(ExitCodes.InputFault, result.Code);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public async Task Plan_OfAThousandFineLayersWanted_TakesThoseThatTheMachineHas()
    {
        // The finest spacing that there is: no more layers than energies, whatever is asked for.
        await Plan("fine", Recipe.Replace("layerSpacing: 8", "layerSpacing: 0.5", StringComparison.Ordinal).Replace("spacing: 8", "spacing: 12", StringComparison.Ordinal));
        using var summary = Json("fine", "summary.json");
        var energies = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")).Machine.Energies.Count;
        Assert.All(summary.RootElement.GetProperty("beams").EnumerateArray(), beam => Assert.InRange(beam.GetProperty("layers").GetInt32(), 2, energies));
    }

    [Fact]
    public async Task Plan_WithAStructureOfOneVoxel_Works()
    {
        var structures = Path.Combine(folder.FullName, "case", "structures");
        var mask = MetaImage.Read(Path.Combine(structures, "TARGET.mha"));
        var inside = Array.FindIndex(mask.Values, value => value > 0);
        for (var n = 0; n < mask.Values.Length; n++) mask.Values[n] = n == inside ? 1 : 0;
        MetaImage.Write(Path.Combine(structures, "DOT.mha"), mask);
        await Plan("dot", Recipe + $"""

              - {"{"} structure: DOT, type: max-dvh, dose: 35, volume: 50, weight: 5 {"}"}
              - {"{"} structure: DOT, type: eud, dose: 30, a: 4, weight: 5 {"}"}
            constraints: [ {"{"} structure: DOT, type: max-dose, dose: 39 {"}"} ]
            {Robust}
            """);
        using var summary = Json("dot", "summary.json");
        var verdict = summary.RootElement.GetProperty("optimisation").GetProperty("constraints")[0];
        Assert.True(verdict.GetProperty("met").GetBoolean());
        Assert.InRange(verdict.GetProperty("worstExcess").GetDouble(), 0, 0.002 * 39); // the optimiser's tolerance, in all nine scenarios of the final dose
    }

    private string Out(string name) => Path.Combine(folder.FullName, name);

    private string Write(string recipe)
    {
        var path = Path.Combine(folder.FullName, "recipe.yaml");
        File.WriteAllText(path, recipe);
        return path;
    }

    private async Task Plan(string name, string recipe, params string[] options)
    {
        var result = await CommandLineRunner.Run(["plan", Write(recipe), "--out", Out(name), .. options]);
        Assert.True(result.Code == ExitCodes.Done, result.Error);
    }

    private JsonDocument Json(string name, string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Out(name), file)));
}
