using System.Globalization;
using System.Text;
using Hanbeam.Centre.DayBoard;

namespace Hanbeam.App.Centre;

/// <summary>A day's board for people: on a terminal, and as CSV.</summary>
/// <param name="file">The day.</param>
internal sealed class BoardText(DayFile file)
{
    private readonly BeamDay day = file.Day;
    private readonly BoardClock clock = file.Clock;

    /// <summary>The board on a terminal.</summary>
    public IEnumerable<string> Lines(DayPlan plan, BoardDocument document)
    {
        var schedule = plan.Schedule;
        yield return Text($"{file.Title}: {schedule.Visits.Count} patients in {day.Rooms.Count} rooms, {clock.Text(day.Start)} to {clock.Text(schedule.End)} ({clock.LengthText(schedule.Makespan)})");
        yield return plan.IsProvenOptimal
            ? "No order ends this day earlier: the lower bound is reached."
            : Text($"No order ends this day before {clock.Text(day.Start + plan.LowerBound)}: at most {100 * plan.Gap:0.##} % are to be gained.");
        yield return Usage(schedule);
        yield return "";
        foreach (var line in Table(schedule.Visits)) yield return line;
        foreach (var line in Troubles(document.Late, document.NotTreated)) yield return line;
    }

    /// <summary>The rest of the day after a beam-down.</summary>
    public IEnumerable<string> Lines(DownReplan replan, BoardReplan document)
    {
        var told = replan.Changes.Count(change => change.Status is VisitStatus.Moved or VisitStatus.NotTreated);
        yield return "";
        yield return $"Beam down {document.BeamDown} to {document.Resume}: the day ends at {clock.Text(replan.End)}; {told} patients must be told.";
        yield return "";
        var width = NameWidth(replan.Changes.Select(change => change.Appointment));
        yield return $"{"patient".PadRight(width)}  told   now    beam   end    shift";
        foreach (var change in replan.Changes) yield return Line(change, width);
        foreach (var line in Troubles(document.Late, document.NotTreated)) yield return line;
    }

    /// <summary>The board as CSV: one row a patient, in the order of the starts.</summary>
    public string Csv(IEnumerable<Visit> visits)
    {
        var csv = new StringBuilder("patient,room,start,beam_start,beam_end,end\n");
        foreach (var visit in visits.OrderBy(visit => visit.Start).ThenBy(visit => visit.Room))
            csv.Append(CultureInfo.InvariantCulture, $"{Quoted(day.Appointments[visit.Appointment].Name)},{Quoted(day.Rooms[visit.Room].Name)},{clock.Exact(visit.Start)},{clock.Exact(visit.BeamStart)},{clock.Exact(visit.BeamEnd)},{clock.Exact(visit.End)}\n");
        return csv.ToString();
    }

    private IEnumerable<string> Table(IReadOnlyList<Visit> visits)
    {
        var numbers = Math.Max(5, visits.Select(visit => clock.Text(visit.End).Length).DefaultIfEmpty(0).Max());
        var width = Math.Max(4, day.Rooms.Max(room => room.Name.Length));
        yield return $"{"start".PadRight(numbers)}  {"beam".PadRight(2 * numbers + 1)}  {"end".PadRight(numbers)}  {"room".PadRight(width)}  patient";
        foreach (var visit in visits.OrderBy(visit => visit.Start).ThenBy(visit => visit.Room))
            yield return $"{clock.Text(visit.Start).PadRight(numbers)}  {$"{clock.Text(visit.BeamStart)}–{clock.Text(visit.BeamEnd)}".PadRight(2 * numbers + 1)}  {clock.Text(visit.End).PadRight(numbers)}  {day.Rooms[visit.Room].Name.PadRight(width)}  {day.Appointments[visit.Appointment].Name}";
    }

    private string Usage(DaySchedule schedule)
    {
        double Percent(long ticks) => schedule.Makespan == 0 ? 0 : 100.0 * ticks / schedule.Makespan;
        var rooms = day.Rooms.Select((room, n) => Text($"room {room.Name} {Percent(schedule.Visits.Where(visit => visit.Room == n).Sum(visit => visit.End - visit.Start)):0} %"));
        return Text($"In use: beam {Percent(schedule.Visits.Sum(visit => visit.BeamEnd - visit.BeamStart)):0} %, {string.Join(", ", rooms)}");
    }

    private IEnumerable<string> Troubles(IReadOnlyList<BoardLate> late, IReadOnlyList<BoardNotTreated> notTreated)
    {
        if (late.Count > 0) yield return "";
        foreach (var one in late) yield return Text($"LATE  {one.Patient} leaves {one.Late:0.#} {clock.Unit} after the latest time");
        if (notTreated.Count > 0) yield return "";
        foreach (var one in notTreated) yield return $"NOT TREATED  {one.Patient}: {one.Reason}";
    }

    private string Line(VisitChange change, int width)
    {
        string Time(long? ticks) => (ticks is { } value ? clock.Text(value) : "–").PadRight(5);
        var visit = change.Visit;
        var shift = change.Shift == 0 ? BoardDocuments.Word(change.Status) : Text($"{clock.Length(change.Shift):+0.#;-0.#} {clock.Unit}{(change.Status == VisitStatus.Moved ? "  tell" : "")}");
        return $"{day.Appointments[change.Appointment].Name.PadRight(width)}  {Time(change.Told?.Start)}  {Time(visit?.Start)}  {Time(visit?.BeamStart)}  {Time(visit?.End)}  {shift}";
    }

    private int NameWidth(IEnumerable<int> indices) => Math.Max(7, indices.Max(index => day.Appointments[index].Name.Length));

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
