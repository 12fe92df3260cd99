using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.DayBoard;

public sealed class SequencingFileTests
{
    [Fact]
    public void Read_OfTheTextFormat_GivesRoomsAndAppointments()
    {
        var day = SequencingFile.Read("day.txt", "2\r\n\n0 25 12 6 # the first\n1\t18  10 3\n");
        Assert.Equal(2, day.Rooms.Count);
        Assert.Equal([(0, 12L, 6L, 7L), (1, 10L, 3L, 5L)], day.Appointments.Select(one => (one.Room, one.Setup, one.Beam, one.Exit)));
    }

    [Fact]
    public void Read_WithPrizesAndWindows_CountsPairs()
    {
        var day = SequencingFile.Read("day.txt", "2 3\n2 25 12 6 7 2 0 40 60 90\n0 5 1 1 1 0\n");
        Assert.Equal(3, day.Rooms.Count);
        Assert.Equal(7, day.Appointments[0].Priority);
        Assert.Equal([new TimeWindow(0, 40), new TimeWindow(60, 90)], day.Appointments[0].Windows);
        Assert.Empty(day.Appointments[1].Windows);
    }

    [Theory]
    [InlineData("", "day.txt is empty")]
    [InlineData("3\n", "names no patients")]
    [InlineData("three\n0 1 1 0\n", "line 1: the number of rooms is 'three'")]
    [InlineData("0\n0 1 1 0\n", "line 1: the number of rooms is 0, and 1 to 1000 is allowed")]
    [InlineData("2\n0 10 3\n", "line 2: 3 numbers stand where 'room total setup beam' is expected")]
    [InlineData("2\n0 10 3 4\n2 10 3 4\n", "line 3: the room is 2, and 0 to 1 is allowed")]
    [InlineData("2\n0 10 -3 4\n", "line 2: the setup time is -3")]
    [InlineData("2\n0 10 3.5 4\n", "line 2: the setup time is '3.5', and a whole number is expected")]
    [InlineData("2\n0 10 8 4\n", "line 2: the total time 10 is less than setup and beam together, 8 + 4")]
    [InlineData("2\n0 99999999999999 8 4\n", "line 2: the total time is 99999999999999")]
    [InlineData("1 1\n0 10 3 4 1 2 0 5\n", "line 2: 2 windows are announced, which is 4 numbers, and 2 follow")]
    [InlineData("2 1\n0 10 3 4 1 1 0 5\n", "line 1: 2 patients are announced, and 1 lines follow")]
    [InlineData("1 1\n0 10 3 4 1 1 9 5\n", "line 2: the window 9 to 5 does not end after its start")]
    [InlineData("1 1\n0 10 3 4 0 1 5 9\n", "line 2: the prize is 0")]
    public void Read_OfAWrongFile_SaysWhatAndWhere(string text, string expected)
    {
        var error = Assert.Throws<InputException>(() => SequencingFile.Read("day.txt", text));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTenThousandPatients_IsRefused() => Assert.Contains("at most 5000",
        Assert.Throws<InputException>(() => SequencingFile.Read("day.txt", "2\n" + string.Concat(Enumerable.Repeat("0 3 1 1\n", 10_000)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_WithPrizes_LosesTheSmallOnes()
    {
        // Both need the only window of the only room.
        var day = SequencingFile.Read("day.txt", "2 1\n0 10 3 4 5 1 0 15\n0 10 3 4 6 1 0 15\n");
        Assert.Equal([0], DayPlanner.Plan(day).Schedule.NotTreated);
    }
}
