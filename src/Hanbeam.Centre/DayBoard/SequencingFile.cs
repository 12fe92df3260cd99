using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Reads the text formats of published one-day problems (docs/formats/day.md). JSOCMSR [Horn2019]: the number of rooms, then a line
/// <c>room total setup beam</c> for each appointment. With prizes and windows (PC-JSOCMSR [Horn2020]): the numbers of appointments and rooms, then lines
/// <c>room total setup beam prize windows start end start end …</c>. Rooms count from 0, times are whole numbers; <c>#</c> begins a comment.
/// </summary>
public static class SequencingFile
{
    // 10¹² ticks leave room for sums over all appointments; 1000 rooms are more than any centre has.
    private const long MostTicks = 1_000_000_000_000;
    private const int MostRooms = 1000;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="file">Its path, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The day; appointments are named by their number, from 0.</returns>
    /// <exception cref="InputException">A line that says what it should not: named, with its number.</exception>
    public static BeamDay Read(string file, string text)
    {
        var lines = text.Split('\n').Index().Select(line => new Line(file, line.Index + 1, Tokens(line.Item))).Where(line => line.Tokens.Length > 0).ToList();
        if (lines.Count == 0) throw new InputException($"{file} is empty, and the number of rooms is expected first.");
        var head = lines[0];
        if (head.Tokens.Length > 2)
            throw head.Error($"{head.Tokens.Length} numbers stand where the number of rooms (or those of patients and rooms) is expected");
        var withPrizes = head.Tokens.Length == 2;
        var rooms = (int)head.Number(withPrizes ? 1 : 0, "the number of rooms", 1, MostRooms);
        var jobs = lines.Skip(1).ToList();
        if (jobs.Count == 0) throw new InputException($"{file} names no patients: after its first line a line 'room total setup beam' for each is expected.");
        if (withPrizes && head.Number(0, "the number of patients", 1, DayPlanner.MostAppointments) is var announced && announced != jobs.Count)
            throw head.Error($"{announced} patients are announced, and {jobs.Count} lines follow");
        if (jobs.Count > DayPlanner.MostAppointments) throw new InputException($"{file} has {jobs.Count} patients, and at most {DayPlanner.MostAppointments} are planned.");
        return new BeamDay
        {
            Rooms = [.. Enumerable.Range(0, rooms).Select(n => new TreatmentRoom { Name = n.ToString(CultureInfo.InvariantCulture) })],
            Appointments = [.. jobs.Select((line, n) => ReadJob(line, n, rooms, withPrizes))],
        };
    }

    private static Appointment ReadJob(Line line, int index, int rooms, bool withPrizes)
    {
        var least = withPrizes ? 6 : 4;
        var form = withPrizes ? "room total setup beam prize windows start end …" : "room total setup beam";
        if (withPrizes ? line.Tokens.Length < least : line.Tokens.Length != least) throw line.Error($"{line.Tokens.Length} numbers stand where '{form}' is expected");
        var room = (int)line.Number(0, "the room", 0, rooms - 1);
        var total = line.Number(1, "the total time", 0, MostTicks);
        var setup = line.Number(2, "the setup time", 0, MostTicks);
        var beam = line.Number(3, "the beam time", 0, MostTicks);
        if (total < setup + beam) throw line.Error($"the total time {total} is less than setup and beam together, {setup} + {beam}");
        var one = new Appointment { Name = index.ToString(CultureInfo.InvariantCulture), Room = room, Setup = setup, Beam = beam, Exit = total - setup - beam };
        return withPrizes ? one with { Priority = line.Number(4, "the prize", 1, MostTicks / DayPlanner.MostAppointments), Windows = ReadWindows(line) } : one;
    }

    // Published readers disagree by one about how many windows follow their number; a line is taken only where its length leaves no doubt.
    private static TimeWindow[] ReadWindows(Line line)
    {
        var count = (int)line.Number(5, "the number of windows", 0, 1000);
        var found = line.Tokens.Length - 6;
        if (found != 2 * count)
            throw line.Error($"{count} windows are announced, which is {2 * count} numbers, and {found} follow; the number of windows must count them all, neither one less nor one more");
        var windows = new TimeWindow[count];
        for (var n = 0; n < count; n++)
        {
            var start = line.Number(6 + 2 * n, "the start of a window", 0, MostTicks);
            var end = line.Number(7 + 2 * n, "the end of a window", 0, MostTicks);
            if (end <= start) throw line.Error($"the window {start} to {end} does not end after its start");
            if (n > 0 && start < windows[n - 1].End) throw line.Error($"the window {start} to {end} begins before the one before it has ended");
            windows[n] = new TimeWindow(start, end);
        }

        return windows;
    }

    private static string[] Tokens(string line) => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Line(string File, int Number1, string[] Tokens)
    {
        public InputException Error(string sentence) => new($"{File}, line {Number1}: {sentence}.");

        public long Number(int at, string what, long least, long most)
        {
            if (!long.TryParse(Tokens[at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                throw Error($"{what} is '{Tokens[at]}', and a whole number is expected");
            return value >= least && value <= most ? value : throw Error($"{what} is {value}, and {least} to {most} is allowed");
        }
    }
}
