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
    public async Task Power_WithAFlywheelOfKomekurayamasKind_SaysWhatItIsFor()
    {
        // One unit, decided: 300 kW and 100 kWh.
        using var folder = new TemporaryFolder();
        var text = PowerFileTests.Whole;
        var unit = text.Replace("name: battery", "name: flywheel\n    unit: { kW: 300, kWh: 100 }", StringComparison.Ordinal)
            .Replace("energyKwh: [0, 2000]", "energyKwh: [100, 100]", StringComparison.Ordinal).Replace("powerKw: [0, 1000]", "powerKw: [300, 300]", StringComparison.Ordinal)
            .Replace("reserve: { hours: 0.5, kW: 100", "reserve: { hours: 0.1, kW: 300", StringComparison.Ordinal).Replace("kWp: [0, 300]", "kWp: [0, 0]", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["centre.yaml"], unit[..unit.IndexOf("  pulses:", StringComparison.Ordinal)] + unit[unit.IndexOf("  interest:", StringComparison.Ordinal)..], TestContext.Current.CancellationToken);
        var run = await CommandLineRunner.Run("centre", "power", folder["centre.yaml"], "--out", folder["out"]);
        Assert.Equal(0, run.Code);
        Assert.Contains("flywheel of 300 kW and 100 kWh, one unit of 300 kW and 100 kWh at most", run.Out, StringComparison.Ordinal);
        Assert.Contains("it does nothing against pulses", run.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(folder["out", "power.json"], TestContext.Current.CancellationToken));
        var high = json.RootElement.GetProperty("storage").GetProperty("high");
        Assert.True(high.GetProperty("certificate").GetProperty("relativeGap").GetDouble() < 1e-9);
        Assert.Equal(8761, File.ReadLines(folder["out", "storage-high.csv"]).Count());

        // What is kept for the outage: 0.1 h at 300 kW through an efficiency of 95 %.
        Assert.All(File.ReadLines(folder["out", "storage-high.csv"]).Skip(1), line => Assert.True(double.Parse(line.Split(',')[6], System.Globalization.CultureInfo.InvariantCulture) >= 31.578));
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
