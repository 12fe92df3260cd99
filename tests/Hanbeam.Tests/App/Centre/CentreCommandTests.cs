using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App.Centre;

public sealed class CentreCommandTests
{
    private static readonly string TwoRooms = SourceTree.Path("cases", "centre-two-or-three-rooms", "two-rooms.yaml");
    private static readonly string ThreeRooms = SourceTree.Path("cases", "centre-two-or-three-rooms", "three-rooms.yaml");

    [Fact]
    public async Task Run_TheShippedCase_WritesItsFolder()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run("centre", "run", ThreeRooms, "--out", folder["out"], "--replications", "3");
        Assert.Equal("", string.Join('\n', run.ErrorLines.Where(line => !line.StartsWith("simulating", StringComparison.Ordinal))));
        Assert.Equal(0, run.Code);
        Assert.Contains("Three rooms: 3 replications", run.Out);
        Assert.Equal(
            ["centre.yaml", "fractions.png", "inputs.csv", "manifest.json", "patients.png", "replications.csv", "summary.json", "use.png", "waiting.png", "weeks.csv", "years.csv"],
            Directory.EnumerateFiles(folder["out"]).Select(Path.GetFileName).Where(name => name != "report.pdf").Order(StringComparer.Ordinal));
        using var summary = JsonDocument.Parse(File.ReadAllText(folder["out", "summary.json"]));
        Assert.Equal("hanbeam-centre-run/1", summary.RootElement.GetProperty("schema").GetString());
        var year = summary.RootElement.GetProperty("years")[2];
        var day = year.GetProperty("metrics").GetProperty("fractionsPerDay");
        Assert.True(day.GetProperty("p5").GetDouble() <= day.GetProperty("p50").GetDouble() && day.GetProperty("p50").GetDouble() <= day.GetProperty("p95").GetDouble());
        // The question of the case: a third year of 24 referrals a week is more than two rooms can treat, and not more than three can.
        Assert.Equal("referrals", year.GetProperty("bottleneck").GetProperty("volume").GetString());
        Assert.True(File.ReadAllLines(folder["out", "inputs.csv"]).Length > 100);
        Assert.Equal(1 + 3 * 3, File.ReadAllLines(folder["out", "replications.csv"]).Length);
    }

    [Fact]
    public async Task Run_Twice_WritesTheSameBytesWhateverTheThreads()
    {
        using var folder = new TemporaryFolder();
        await CommandLineRunner.Run("centre", "run", TwoRooms, "--out", folder["a"], "--replications", "2", "--threads", "1");
        await CommandLineRunner.Run("centre", "run", TwoRooms, "--out", folder["b"], "--replications", "2", "--threads", "4");
        foreach (var name in Directory.EnumerateFiles(folder["a"]).Select(Path.GetFileName).Where(name => name is not "manifest.json" and not "report.pdf"))
            Assert.Equal(File.ReadAllBytes(folder["a", name!]), File.ReadAllBytes(folder["b", name!]));
    }

    [Fact]
    public async Task Compare_TheShippedCase_SaysWhatTheThirdRoomChanges()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run("centre", "compare", TwoRooms, ThreeRooms, "--out", folder["out"], "--replications", "10", "--json");
        Assert.Equal(0, run.Code);
        using var summary = JsonDocument.Parse(run.Out);
        var third = summary.RootElement.GetProperty("others")[0].GetProperty("years")[2];
        var started = third.GetProperty("differences").GetProperty("started");
        Assert.True(started.GetProperty("low").GetDouble() > 100, started.ToString());
        Assert.Contains(third.GetProperty("sentences").EnumerateArray(), sentence => sentence.GetString()!.StartsWith("courses started: ", StringComparison.Ordinal) && sentence.GetString()!.Contains(" more (", StringComparison.Ordinal));
        Assert.True(File.Exists(folder["out", "differences.csv"]));
        Assert.Equal("hanbeam-centre-compare/1", summary.RootElement.GetProperty("schema").GetString());
    }

    [Theory]
    [InlineData("--replications 1", "--replications 1 is not a whole number from 2 to 10000.")]
    [InlineData("--seed -5", "--seed -5 is not a whole number from 0 to 2147483647.")]
    public async Task Run_OptionOutOfRange_IsOneSentence(string option, string sentence)
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLineRunner.Run(["centre", "run", TwoRooms, "--out", folder["out"], .. option.Split(' ')]);
        Assert.Equal(2, run.Code);
        Assert.Contains(sentence, Assert.Single(run.ErrorLines));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task Compare_TooFewReplicationsOrOtherYears_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var few = await CommandLineRunner.Run("centre", "compare", TwoRooms, ThreeRooms, "--replications", "9");
        Assert.Contains("at least 10 replications", Assert.Single(few.ErrorLines));
        File.WriteAllText(folder["one.yaml"], File.ReadAllText(TwoRooms).Replace("years: 3", "years: 1", StringComparison.Ordinal));
        var other = await CommandLineRunner.Run("centre", "compare", TwoRooms, folder["one.yaml"]);
        Assert.Contains("compare the same time", Assert.Single(other.ErrorLines));
        Assert.Equal(2, other.Code);
    }
}
