using System.Text.Json;
using Xunit;

namespace Hanbeam.Tests.App.Centre;

public sealed class CentreCourseCommandTests
{
    // 2027-03-01 is a Monday.
    private const string Courses = """
        schema: hanbeam-course/1
        from: 2027-03-01
        to: 2027-03-21
        closed: [ 2027-03-03 ]
        rooms:
          - { name: A, ports: [ H ], open: 08:00, close: 09:00 }
          - { name: B, ports: [ H, V ], open: 08:00, close: 09:00, closed: [ 2027-03-04 ] }
        beam: { minutes: 40 }
        patients:
          - { name: P1, fractions: 4, perWeek: 4, maxGap: 4, startTo: 2027-03-05, port: V, setup: 10, beam: 5, exit: 5 }
          - { name: P2, fractions: 2, perWeek: 2, startFrom: 2027-03-10, room: A, setup: 10, beam: 5, exit: 5, away: [ 2027-03-10 ] }
          - { name: P3, fractions: 2, perWeek: 2, port: X, setup: 10, beam: 5, exit: 5 }
          - { name: P4, fractions: 2, perWeek: 2, setup: 50, beam: 45, exit: 5 }
        """;

    [Fact]
    public async Task Course_OfAFewPatients_WritesTheirDaysAndBoards()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["courses.yaml"], Courses);
        var run = await CommandLineRunner.Run("centre", "course", folder["courses.yaml"], "--out", folder["out"], "--json");
        Assert.Equal(0, run.Code);
        using var document = JsonDocument.Parse(run.Out);
        var courses = document.RootElement.GetProperty("courses").EnumerateArray().ToList();

        // P1 in room B: not on the 3rd (closed) and the 4th (room closed), nor on the weekend.
        Assert.Equal(["2027-03-01", "2027-03-02", "2027-03-05", "2027-03-08"], courses[0].GetProperty("dates").EnumerateArray().Select(date => date.GetString()));
        Assert.Equal(["2027-03-11", "2027-03-12"], courses[1].GetProperty("dates").EnumerateArray().Select(date => date.GetString()));
        Assert.Equal(["no room has the port that it needs", "a fraction needs 100 min of a room and 45 min of beam, more than may be planned on any day"],
            document.RootElement.GetProperty("refused").EnumerateArray().Select(one => one.GetProperty("reason").GetString()));
        Assert.Equal(6, Directory.EnumerateFiles(folder["out", "days"]).Count());
        Assert.Equal("P2,A,1,2027-03-11", File.ReadAllLines(folder["out", "courses.csv"])[5]);
        var day = await CommandLineRunner.Run("centre", "day", folder["out", "days", "2027-03-01.yaml"]);
        Assert.Equal(0, day.Code);
        Assert.Contains("1 patients in 2 rooms, 08:00 to 08:20", day.Out);
    }

    [Theory]
    [InlineData("from: 2027-03-01", "from: 01.03.2027", "from has '01.03.2027', and a date such as 2027-03-01 is expected")]
    [InlineData("to: 2027-03-21", "to: 2027-02-21", "to is 2027-02-21, before from, 2027-03-01")]
    [InlineData("to: 2027-03-21", "to: 2029-03-21", "at most 400 are planned")]
    [InlineData("room: A,", "room: C,", "patients[2].room names 'C', which is no room")]
    [InlineData("perWeek: 4", "perWeek: 8", "patients[1].perWeek is 8, and must be 1 to 7")]
    [InlineData("maxGap: 4", "maxGap: 0", "patients[1].maxGap is 0 days, and must be 1 to 400 days")]
    [InlineData("startTo: 2027-03-05", "startTo: 2027-02-05", "patients[1].startTo is 2027-02-05, before startFrom, 2027-03-01")]
    [InlineData("name: P4", "name: P1", "patients names 'P1' twice")]
    public async Task Course_WithAMistake_IsOneSentenceThatSaysWhere(string good, string bad, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["courses.yaml"], Courses.Replace(good, bad, StringComparison.Ordinal));
        var run = await CommandLineRunner.Run("centre", "course", folder["courses.yaml"]);
        Assert.Equal((2, ""), (run.Code, run.Out));
        Assert.Contains(expected, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Course_OfTheShippedExample_PlacesItsCourses()
    {
        var run = await CommandLineRunner.Run("centre", "course", SourceTree.Path("cases", "centre-day", "courses.yaml"), "--effort", "0", "--json");
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal(70, document.RootElement.GetProperty("courses").GetArrayLength());
        Assert.All(document.RootElement.GetProperty("days").EnumerateArray(), day => Assert.Empty(day.GetProperty("notTreated").EnumerateArray()));
    }
}
