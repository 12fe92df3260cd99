using System.Text.Json;
using Hanbeam.App.Centre;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App.Centre;

public sealed class CentreDayCommandTests
{
    private const string Day = """
        schema: hanbeam-day/1
        date: 2027-03-02
        setupQuantile: 0.9
        rooms:
          - { name: A, open: 08:00, close: 10:00 }
          - { name: B, open: 08:00, close: 10:00, unavailable: [ { from: 09:00, to: 09:10 } ] }
        beam: { unavailable: [ { from: 08:30, to: 08:40, why: source } ] }
        patients:
          - { name: "P, one", room: A, setup: 10, setupP90: 15, beam: 5, exit: 5 }
          - { name: P2, room: B, setup: 10, beam: 2.5, exit: 5, latest: 08:20 }
          - { name: P3, room: B, setup: 10, beam: 5, exit: 5, earliest: 08:20 }
          - { name: P4, room: A, setup: 60, beam: 70, exit: 5 }
        """;

    [Fact]
    public async Task Day_OfTheTextFormat_HasTheKeysOfTheContract()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["day.txt"], "2\n0 9 3 3\n1 9 3 3\n0 9 3 3\n");
        var run = await CommandLineRunner.Run("centre", "day", folder["day.txt"], "--json");
        Assert.Equal(0, run.Code);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(18, document.RootElement.GetProperty("makespan").GetDouble());
        Assert.Equal(18, document.RootElement.GetProperty("lowerBound").GetDouble());
        Assert.Equal([0, 1, 2], document.RootElement.GetProperty("order").EnumerateArray().Select(one => one.GetInt32()).Order());
    }

    [Fact]
    public async Task Day_InYaml_WritesBoardPictureAndTable()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["day.yaml"], Day);
        var run = await CommandLineRunner.Run("centre", "day", folder["day.yaml"], "--out", folder["out"], "--beam-down", "08:12", "--resume", "08:25");
        Assert.Equal((0, ""), (run.Code, string.Join(' ', run.ErrorLines.Where(line => line.StartsWith("hanbeam", StringComparison.Ordinal)))));
        Assert.Contains("NOT TREATED  P4: needs 135 min, and room A is open 120 min", run.Out);
        Assert.Contains("Beam down 08:12 to 08:25", run.Out);
        Assert.Equal(["board-after-beam-down.csv", "board-after-beam-down.svg", "board.csv", "board.svg", "day.json", "manifest.json"], Directory.EnumerateFiles(folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var rows = File.ReadAllLines(folder["out", "board.csv"]);
        Assert.Equal("patient,room,start,beam_start,beam_end,end", rows[0]);

        // The setup planned is the ninetieth percentile, 15 min; both first beams start at once with their rooms.
        Assert.Contains("\"P, one\",A,08:00:00,08:15:00,08:20:00,08:25:00", rows);
        Assert.Contains("P2,B,08:00:00,08:10:00,08:12:30,08:17:30", rows);
        Assert.Contains("P3,B,08:30:00,08:40:00,08:45:00,08:50:00", rows);
        Assert.Contains("<svg", File.ReadAllText(folder["out", "board.svg"]));
    }

    [Fact]
    public async Task Day_OfTheShippedExample_NamesWhoDoesNotFit()
    {
        var run = await CommandLineRunner.Run("centre", "day", SourceTree.Path("cases", "centre-day", "day.yaml"), "--iterations", "60", "--json");
        Assert.Equal(0, run.Code);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(48, document.RootElement.GetProperty("order").GetArrayLength() + document.RootElement.GetProperty("notTreated").GetArrayLength());
        Assert.True(document.RootElement.GetProperty("makespan").GetDouble() <= 9.5 * 60);
    }

    [Fact]
    public async Task Day_WithAPlan_TakesItsBeamTimeFromTheDeliveryTimeline()
    {
        using var folder = new TemporaryFolder();
        const string spots = "beam,gantry_deg,couch_deg,isocentre_x_mm,isocentre_y_mm,isocentre_z_mm,energy_MeV_u,x_mm,y_mm,particles\n";
        File.WriteAllText(folder["spots.csv"], spots + "1,0,0,0,0,0,200,0,0,2e9\n1,0,0,0,0,0,200,5,0,2e9\n2,90,0,0,0,0,200,0,0,1e9\n");
        var day = Day.Replace("beam: 5, exit: 5 }\n  - { name: P2", "plan: spots.csv, betweenBeams: 1, exit: 5 }\n  - { name: P2", StringComparison.Ordinal);
        File.WriteAllText(folder["day.yaml"], day + "\nmachine: generic-synchrotron\n");
        var run = await CommandLineRunner.Run("centre", "day", folder["day.yaml"], "--json");
        Assert.Equal((0, ""), (run.Code, string.Join(' ', run.ErrorLines.Where(line => line.StartsWith("hanbeam", StringComparison.Ordinal)))));
        var machine = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")).Machine;
        var plan = SpotListFile.Read(folder["spots.csv"], machine.Name, 1, machine.RangeShifters);
        var seconds = Math.Ceiling(DeliveryTimeline.Of(plan, machine).Sum(beam => beam.Times.TotalSeconds) + 60);
        using var document = JsonDocument.Parse(run.Out);
        var visit = document.RootElement.GetProperty("schedule").EnumerateArray().Single(one => one.GetProperty("index").GetInt32() == 0);
        Assert.Equal(seconds / 60, visit.GetProperty("beamEnd").GetDouble() - visit.GetProperty("beamStart").GetDouble(), 9);
    }

    [Theory]
    [InlineData("schema: hanbeam-day/1", "schema: hanbeam-day/2", "line 1: the schema is 'hanbeam-day/2', and hanbeam-day/1 is read")]
    [InlineData("room: B, setup: 10, beam: 2.5", "room: C, setup: 10, beam: 2.5", "patients[2].room is 'C', which is no room of this day")]
    [InlineData("beam: 2.5", "beam: -2.5", "patients[2].beam is -2.5 min, and must be 0 to 1440 min")]
    [InlineData("beam: 2.5", "beam: two", "patients[2].beam is 'two', and a number is expected")]
    [InlineData("name: P3", "name: P2", "patients names 'P2' twice")]
    [InlineData("to: 09:10", "to: 08:10", "rooms[2].unavailable[1].to is 08:10, and must be after from, 09:00")]
    [InlineData("{ name: A, open: 08:00, close: 10:00 }", "{ name: A, open: 08:00, close: 07:00 }", "rooms[1].close is 07:00, and must be after open, 08:00")]
    [InlineData("earliest: 08:20", "earliest: 8.20", "patients[3].earliest is '8.20', and a time of day")]
    [InlineData("setupP90: 15", "setupP90: 5", "patients[1].setupP90 is 5 min, and must be 10 to 1440 min")]
    [InlineData("beam: 2.5", "plan: nowhere", "patients[2].plan needs a machine to be timed on")]
    public async Task Day_WithAMistake_IsOneSentenceThatSaysWhere(string good, string bad, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["day.yaml"], Day.Replace(good, bad, StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("centre", "day", folder["day.yaml"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--beam-down and --resume belong together", "--beam-down", "08:30")]
    [InlineData("--resume 08:20 must be after --beam-down 08:30", "--beam-down", "08:30", "--resume", "08:20")]
    [InlineData("--beam-down '25:00' is not a time of day", "--beam-down", "25:00", "--resume", "26:00")]
    [InlineData("the beam goes down before the first opening", "--beam-down", "07:00", "--resume", "07:30")]
    [InlineData("two budgets", "--iterations", "5", "--seconds", "5")]
    [InlineData("--cp-sat answers days without hours", "--cp-sat", "1")]
    public async Task Day_WithOptionsThatCannotBe_IsOneSentence(string expected, params string[] options)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["day.yaml"], Day);
        var run = await CommandLineRunner.Run(["centre", "day", folder["day.yaml"], .. options]);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.ErrorLines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void SetupBuffer_AtTheNinetieth_IsTheNinetieth()
    {
        Assert.Equal(15, Hanbeam.Centre.DayBoard.SetupBuffer.PlannedMinutes(10, 15, 0.9), 9);
        Assert.Equal(10, Hanbeam.Centre.DayBoard.SetupBuffer.PlannedMinutes(10, 15, 0.5), 9);
        Assert.Equal("08:05", BoardClock.Hours.Text(BoardClock.Ticks(485)));
    }
}
