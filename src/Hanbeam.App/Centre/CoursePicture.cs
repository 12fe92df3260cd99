using System.Globalization;
using System.Security;
using System.Text;
using Hanbeam.Centre.Courses;

namespace Hanbeam.App.Centre;

/// <summary>Courses as SVG: a row for each patient, a square for each fraction in its room's colour, days without treatment grey.</summary>
internal static class CoursePicture
{
    private const double Left = 130;
    private const double Top = 70;
    private const double Cell = 14;

    // The colours of Okabe and Ito, which colour-blind readers can tell apart.
    private static readonly string[] Colours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"];

    /// <summary>Draws.</summary>
    public static string Draw(CourseFile file, CourseSchedule schedule)
    {
        var period = file.Period;
        var rows = schedule.Placements.OrderBy(one => one.Days[0]).ThenBy(one => one.Course).ToList();
        var (width, height) = (Left + Cell * period.Days + 20, Top + Cell * rows.Count + 20);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Math.Max(width, 500)} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (var day = 0; day < period.Days; day++)
        {
            if (period.BeamSeconds[day] == 0) Box(svg, day, Top, Cell * rows.Count, "#dddddd", 0);
            if ((day + period.FirstWeekday) % 7 == 0) Text(svg, Left + Cell * day, Top - 8, file.Date(day)[5..], "start");
        }

        double at = Left;
        foreach (var (index, room) in period.Rooms.Index())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{at}\" y=\"24\" width=\"12\" height=\"12\" fill=\"{Colours[index % Colours.Length]}\"/>\n");
            Text(svg, at + 17, 34, room.Name, "start");
            at += 40 + 7 * room.Name.Length;
        }

        foreach (var (row, one) in rows.Index())
        {
            var name = period.Courses[one.Course].Name;
            Text(svg, Left - 8, Top + Cell * row + 11, name.Length <= 18 ? name : name[..17] + "…", "end");
            foreach (var day in one.Days) Box(svg, day, Top + Cell * row, Cell, Colours[one.Room % Colours.Length], 1);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Box(StringBuilder svg, int day, double y, double height, string colour, double inset) =>
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + Cell * day + inset}\" y=\"{y + inset}\" width=\"{Cell - 2 * inset}\" height=\"{height - 2 * inset}\" fill=\"{colour}\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");
}
