using Hanbeam.App.Centre;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Centre;

public sealed class CentreFileTests
{
    private static readonly string ThreeRooms = SourceTree.Path("cases", "centre-two-or-three-rooms", "three-rooms.yaml");

    [Fact]
    public void Read_TheShippedCase_HasItsFiguresAndSources()
    {
        var centre = CentreFile.Read(ThreeRooms).Centre;
        Assert.Equal(3, centre.Rooms.Count);
        Assert.Equal(100, centre.Sites.Sum(site => site.SharePercent));
        Assert.Equal(8.5 * 60, centre.Shifts[0].FromMinutes);
        Assert.Equal(4, centre.Sites[0].Minutes[SessionTask.SetUp].Mean);
        Assert.Equal(76, centre.Sites[0].Fields[0].Times.TotalSeconds);
        Assert.All(centre.Inputs, input => Assert.NotEmpty(input.Source));
        Assert.StartsWith("65 %", Source(centre, "sites[1].share"));
        Assert.Equal("assumed", Source(centre, "sites[1].setUp.mean"));
        Assert.StartsWith("ports of SAGA", Source(centre, "rooms[2].ports"));
    }

    [Theory]
    [InlineData("share: 65", "share: 75", "the shares of the sites add up to 110 %, and must add up to 100 %")]
    [InlineData("to: \"18:00\"", "to: \"08:00\"", "shifts[1].to is 08:00, and must be later than shifts[1].from, 08:30")]
    [InlineData("to: \"18:00\"", "to: \"25:00\"", "shifts[1].to is '25:00', and a time of day from \"00:00\" to \"24:00\" is expected")]
    [InlineData("exit: { from: 2, to: 4 }", "exit: { from: -2, to: 4 }", "sites[1].exit.from is -2 min, and must be 0 to 600 min")]
    [InlineData("setUp: { mean: 4, sd: 1.5 }", "setUp: -4", "sites[1].setUp is -4 min, and must be 0 to 600 min")]
    [InlineData("exit: { from: 2, to: 4 }", "exit: { from: 4, to: 2 }", "the figures of sites[1].exit must ascend")]
    [InlineData("exit: { from: 2, to: 4 }", "exit: { from: 4, sd: 2 }", "sites[1].exit must be a number of min, or { mean, sd }")]
    [InlineData("beamOnSeconds: 60", "beamOnSeconds: -60", "sites[1].fields[1].beamOnSeconds is -60 s, and must be 0 to 3600 s")]
    [InlineData("roomSwitchSeconds: 30", "roomSwitchSeconds: 1e9", "beam.roomSwitchSeconds is 1000000000 s, and must be 0 to 3600 s")]
    [InlineData("replications: 100", "replications: 1000000", "run.replications is 1000000 replications, and must be 2 to 10000 replications")]
    [InlineData("years: 3", "years: 400", "run.years is 400 years, and must be 1 to 15 years")]
    [InlineData("perWeek: [9, 18, 24]", "perWeek: [9, 1800]", "referrals.perWeek is 1800 patients a week, and must be 0 to 200 patients a week")]
    [InlineData("rooms:", "room:", "unknown key 'room'; did you mean rooms?")]
    [InlineData("- { name: C, ports: [H, V]", "- { name: C, port: [H, V]", "unknown key 'port' in rooms[3]; did you mean ports?")]
    [InlineData("  - { port: V, beamOnSeconds: 45", "  - { port: gantry, beamOnSeconds: 45", "the site head and neck needs a room with the ports H and gantry, and there is none (A has H and 45, B has H and V, C has H and V)")]
    [InlineData("name: C, ports", "name: B, ports", "rooms has the name B more than once")]
    [InlineData("days: [monday,", "days: [moonday,", "shifts[1].days has 'moonday', and a weekday is expected: did you mean monday?")]
    [InlineData("immobilisation: { technologist: 2 }", "immobilisation: { technologist: 20 }", "staffing.immobilisation needs 20 of the role technologist, and the shift day has 9")]
    [InlineData("meanHoursBetween: [40, 120]", "meanHoursBetween: [120, 40]", "failures.meanHoursBetween goes from 120 to 40 h")]
    [InlineData("fractionsPerWeek: 4", "fractionsPerWeek: 6", "the site prostate wants 6 fractions a week, and the centre is open on 5 days a week")]
    [InlineData("firstDay: 361, days: 5", "firstDay: 361, days: 50", "the closure end of the year ends on day 410 of the year")]
    [InlineData("schema: hanbeam-centre/1", "schema: hanbeam-centre/9", "the schema is 'hanbeam-centre/9', and hanbeam-centre/1 is read")]
    [InlineData("appointmentMinutes: 20", "appointmentMinutes: 900", "an appointment of the site prostate takes 900 min, and the longest shift has 570 min")]
    public void Read_BadInput_IsOneSentenceThatNamesFileValueAndRange(string original, string changed, string sentence)
    {
        var message = Refused(text =>
        {
            Assert.Contains(original, text, StringComparison.Ordinal);
            var at = text.IndexOf(original, StringComparison.Ordinal);
            return text[..at] + changed + text[(at + original.Length)..];
        });
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Contains("centre.yaml", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Read_ShiftsThatCross_AreRefused()
    {
        const string late = "  - { name: late, days: [friday], from: \"17:00\", to: \"21:00\", staff: { technologist: 4, doctor: 1 } }\n\nclosures:";
        Assert.Contains("on Friday the shift late begins at 17:00, before the shift day ends at 18:00", Refused(text => text.Replace("\nclosures:", late, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_NoRooms_IsRefused() =>
        Assert.Contains("rooms is empty", Refused(text => string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("  - { name: A, p", StringComparison.Ordinal) && !line.StartsWith("  - { name: B, p", StringComparison.Ordinal) && !line.StartsWith("  - { name: C, p", StringComparison.Ordinal))).Replace("rooms:\n", "rooms: []\n", StringComparison.Ordinal)));

    [Fact]
    public void Read_PlanWithoutAMachine_IsRefused() =>
        Assert.Contains("sites[1].plan needs the centre's machine, and beam.machine is missing", Refused(text =>
        {
            var lines = text.Split('\n').ToList();
            var first = lines.FindIndex(line => line == "    fields:");
            lines.RemoveRange(first, 3);
            lines.Insert(first, "    plan: nowhere");
            return string.Join('\n', lines);
        }));

    private static string Source(CentreDescription centre, string path) => Assert.Single(centre.Inputs, input => input.Path == path).Source;

    private static string Refused(Func<string, string> change)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "centre.yaml");
        File.WriteAllText(path, change(File.ReadAllText(ThreeRooms)));
        return Assert.Throws<InputException>(() => CentreFile.Read(path)).Message;
    }
}
