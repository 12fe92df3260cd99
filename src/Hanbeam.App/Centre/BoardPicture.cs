using System.Globalization;
using System.Security;
using System.Text;
using Hanbeam.Centre.DayBoard;

namespace Hanbeam.App.Centre;

/// <summary>A day's board as SVG: a row for each room and one for the beam over the hours of the day.</summary>
/// <param name="file">The day.</param>
internal sealed class BoardPicture(DayFile file)
{
    private const double Width = 1400;
    private const double Left = 90;
    private const double Right = 20;
    private const double Top = 64;
    private const double RowHeight = 80;
    private const double BarHeight = 64;

    // The colours of Okabe and Ito, which colour-blind readers can tell apart; black text is readable on all of them.
    private static readonly string[] Colours = ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00"];

    private readonly BeamDay day = file.Day;
    private readonly BoardClock clock = file.Clock;
    private readonly StringBuilder svg = new();
    private long from;
    private long to;

    /// <summary>Draws.</summary>
    /// <param name="visits">The visits.</param>
    /// <param name="title">A line above.</param>
    /// <param name="down">When there was no beam although planned, or null.</param>
    public string Draw(IReadOnlyList<Visit> visits, string title, TimeWindow? down = null)
    {
        from = day.Start;
        to = Math.Max(from + 1, visits.Select(visit => visit.End).Append(down?.End ?? 0).DefaultIfEmpty(from).Max());
        var height = Top + RowHeight * (day.Rooms.Count + 1) + 30;
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        Text(Left, 22, title, "start\" font-size=\"15");
        Text(Left, 42, "pale: setup and exit, full: beam, grey: unavailable", "start\" fill=\"#555");
        DrawTime(height - 30);
        for (var room = 0; room < day.Rooms.Count; room++) DrawRoom(room, visits);
        DrawBeam(visits, down);
        return svg.Append("</svg>\n").ToString();
    }

    private void DrawTime(double bottom)
    {
        foreach (var tick in Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{X(tick):F1} {Top - 6}V{bottom:F1}\" stroke=\"#dddddd\"/>\n");
            Text(X(tick), bottom + 16, clock.Text(tick), "middle");
        }
    }

    private void DrawRoom(int room, IReadOnlyList<Visit> visits)
    {
        var y = Top + RowHeight * room;
        Text(Left - 10, y + BarHeight / 2 + 4, day.Rooms[room].Name, "end\" font-weight=\"bold");
        foreach (var window in day.Rooms[room].Unavailable) Bar(window.Start, window.End, y, BarHeight, "#bbbbbb", 1);
        foreach (var visit in visits.Where(visit => visit.Room == room))
        {
            Bar(visit.Start, visit.End, y, BarHeight, Colour(room), 0.3);
            Bar(visit.BeamStart, visit.BeamEnd, y, BarHeight, Colour(room), 1);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{X(visit.Start):F1}\" y=\"{y:F1}\" width=\"{X(visit.End) - X(visit.Start):F1}\" height=\"{BarHeight}\" fill=\"none\" stroke=\"#333333\" stroke-width=\"0.7\"/>\n");
            Label(visit, y);
        }
    }

    private void DrawBeam(IReadOnlyList<Visit> visits, TimeWindow? down)
    {
        var y = Top + RowHeight * day.Rooms.Count;
        Text(Left - 10, y + BarHeight / 2 + 4, "beam", "end\" font-weight=\"bold");
        foreach (var window in day.BeamUnavailable) Bar(window.Start, window.End, y, BarHeight, "#bbbbbb", 1);
        if (down is { } failure)
        {
            Bar(failure.Start, failure.End, y, BarHeight, "#333333", 1);
            Text((X(failure.Start) + X(failure.End)) / 2, y + BarHeight / 2 + 4, "down", "middle\" fill=\"white");
        }

        foreach (var visit in visits) Bar(visit.BeamStart, visit.BeamEnd, y, BarHeight, Colour(visit.Room), 1);
    }

    // A name is written only where it fits its bar: about 6.5 of the picture's units a letter.
    private void Label(Visit visit, double y)
    {
        var name = day.Appointments[visit.Appointment].Name;
        var width = X(visit.End) - X(visit.Start);
        if (6.5 * name.Length + 4 <= width) Text((X(visit.Start) + X(visit.End)) / 2, y + BarHeight / 2 + 4, name, "middle");
        else if (width >= 12)
            svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({(X(visit.Start) + X(visit.End)) / 2 + 3:F1} {y + BarHeight / 2:F1}) rotate(-90)\" text-anchor=\"middle\" font-size=\"9\">{SecurityElement.Escape(name.Length <= 12 ? name : name[..11] + "…")}</text>\n");
    }

    private void Bar(long start, long end, double y, double height, string colour, double opacity)
    {
        var (left, right) = (X(Math.Max(start, from)), X(Math.Min(end, to)));
        if (right <= left) return;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left:F1}\" y=\"{y:F1}\" width=\"{right - left:F1}\" height=\"{height}\" fill=\"{colour}\" fill-opacity=\"{opacity}\"/>\n");
    }

    private IEnumerable<long> Ticks()
    {
        var step = clock.HasHours ? HourStep() : RoundStep((to - from) / 12.0);
        for (var tick = (from + step - 1) / step * step; tick <= to; tick += step) yield return tick;
    }

    private long HourStep() => new long[] { 300, 600, 900, 1800, 3600, 7200 }.FirstOrDefault(step => (to - from) / step <= 16, 14_400);

    // 1, 2 or 5 times a power of ten.
    private static long RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, step))));
        return (long)((step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power);
    }

    private double X(long tick) => Left + (Width - Left - Right) * (tick - from) / (to - from);

    private static string Colour(int room) => Colours[room % Colours.Length];

    private void Text(double x, double y, string text, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");
}
