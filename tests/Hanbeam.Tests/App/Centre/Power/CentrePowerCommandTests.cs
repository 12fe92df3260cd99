using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App.Centre.Power;

public sealed class CentrePowerCommandTests
{
    [Fact]
    public async Task Power_WritesItsFolder_AndSaysTheTwoProblemsInWords()
    {
        using var folder = new TemporaryFolder();

        // Without the storage, whose year of hours takes seconds and has its own tests.
        var text = PowerFileTests.Whole;
        await File.WriteAllTextAsync(folder["centre.yaml"], text[..text.IndexOf("  interest:", StringComparison.Ordinal)], TestContext.Current.CancellationToken);
        var run = await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--out", folder["out"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("Problem 1, pulse levelling (seconds)", run.Out, StringComparison.Ordinal);
        Assert.Contains("Demand over 30 minutes", run.Out, StringComparison.Ordinal);
        Assert.Contains("P_st", run.Out, StringComparison.Ordinal);
        foreach (var name in new[] { "power.json", "load.csv", "busiest-day.csv", "energy.svg", "busiest-day.svg", "pulses.svg", "manifest.json" }) Assert.True(File.Exists(folder["out", name]), name);
        Assert.Equal(1 + (365 * 96), File.ReadLines(folder["out", "load.csv"]).Count());
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder["out", "power.json"], TestContext.Current.CancellationToken));
        Assert.Equal("hanbeam-centre-power/1", json.RootElement.GetProperty("schema").GetString());
        var energy = json.RootElement.GetProperty("energy");
        Assert.Equal(15000, energy.GetProperty("fractions").GetInt32());
        var sum = energy.GetProperty("entries").EnumerateArray().Sum(entry => entry.GetProperty("kwh").GetProperty("high").GetDouble());
        Assert.Equal(energy.GetProperty("totalKwh").GetProperty("high").GetDouble(), sum, 1e-6);
        Assert.Equal(2, (await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--out", folder["out"])).Code);
        Assert.Equal(0, (await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--out", folder["out"], "--force")).Code);
    }

    [Fact]
    public async Task Power_AsJson_IsOneDocument_TheSameEveryTime()
    {
        using var folder = new TemporaryFolder();
        var text = PowerFileTests.Whole;
        await File.WriteAllTextAsync(folder["centre.yaml"], text[..text.IndexOf("  pulses:", StringComparison.Ordinal)], TestContext.Current.CancellationToken);
        var first = await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--json");
        var second = await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--json", "--threads", "1");
        Assert.Equal(0, first.Code);
        Assert.Equal(first.Out, second.Out);
        using var json = JsonDocument.Parse(first.Out);
        Assert.Equal("programme", json.RootElement.GetProperty("basis").GetString());
    }

    [Theory]
    [InlineData("days: 250", "days: 300", "power.programme: 300 days are asked for")]
    [InlineData("    pause: { kW: [700, 900], source: made up }\n", "", "the machine is in the state pause, which has no power")]
    [InlineData("power:", "powers:", "the section power is missing")]
    public async Task Power_WithBadInput_EndsWithTwoAndOneSentence(string original, string changed, string says)
    {
        using var folder = new TemporaryFolder();
        var text = PowerFileTests.Whole.ReplaceLineEndings("\n");
        Assert.Contains(original, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["centre.yaml"], text.Replace(original, changed, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var run = await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--out", folder["out"]);
        Assert.Equal(2, run.Code);
        Assert.Contains(says, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("centre.yaml", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["out"]));
    }
}
