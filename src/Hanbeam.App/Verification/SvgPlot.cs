using System.Globalization;
using System.Security;
using System.Text;

namespace Hanbeam.App.Verification;

/// <summary>Draws a claim's figure as SVG: the same figure gives the same text on every machine, so that pages change only with results.</summary>
internal static class SvgPlot
{
    private const double Width = 720;
    private const double Height = 420;
    private const double Left = 70;
    private const double Right = 20;
    private const double Top = 40;
    private const double Bottom = 55;

    // The colours of Okabe and Ito, which colour-blind readers can tell apart.
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"];

    /// <summary>The figure as the text of an SVG file.</summary>
    public static string Draw(ClaimFigure figure)
    {
        var x = Axis.Of(figure.Series.SelectMany(series => series.X), Left, Width - Right);
        var y = Axis.Of(figure.Series.SelectMany(series => series.Y), Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        Text(svg, Width / 2, 22, figure.Title, "middle\" font-size=\"15");
        Text(svg, (Left + Width - Right) / 2, Height - 12, figure.XLabel, "middle");
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate(16 {(Top + Height - Bottom) / 2}) rotate(-90)\">");
        Text(svg, 0, 0, figure.YLabel, "middle");
        svg.Append("</g>\n");
        DrawGrid(svg, x, y);
        for (var n = 0; n < figure.Series.Count; n++)
        {
            DrawSeries(svg, figure.Series[n], Colours[n % Colours.Length], x, y);
            DrawLegend(svg, figure.Series[n], Colours[n % Colours.Length], Top + 16 + (18 * n));
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawGrid(StringBuilder svg, Axis x, Axis y)
    {
        foreach (var tick in x.Ticks)
        {
            Line(svg, x.At(tick), Top, x.At(tick), Height - Bottom);
            Text(svg, x.At(tick), Height - Bottom + 16, Axis.Label(tick), "middle");
        }
        foreach (var tick in y.Ticks)
        {
            Line(svg, Left, y.At(tick), Width - Right, y.At(tick));
            Text(svg, Left - 6, y.At(tick) + 4, Axis.Label(tick), "end");
        }
    }

    private static void DrawSeries(StringBuilder svg, ClaimSeries series, string colour, Axis x, Axis y)
    {
        var points = series.X.Zip(series.Y).Where(point => double.IsFinite(point.First) && double.IsFinite(point.Second))
            .Select(point => (X: x.At(point.First), Y: y.At(point.Second)));
        if (series.Points)
        {
            foreach (var point in points) Dot(svg, point.X, point.Y, colour);
            return;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\" points=\"");
        svg.AppendJoin(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")));
        svg.Append("\"/>\n");
    }

    private static void DrawLegend(StringBuilder svg, ClaimSeries series, string colour, double at)
    {
        if (series.Points) Dot(svg, Width - Right - 14, at - 4, colour);
        else svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Width - Right - 26} {at - 4}h24\" stroke=\"{colour}\" stroke-width=\"1.6\"/>\n");
        Text(svg, Width - Right - 32, at, series.Name, "end");
    }

    private static void Dot(StringBuilder svg, double x, double y, string colour) =>
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"3\" fill=\"{colour}\"/>\n");

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:F1} {y1:F1}L{x2:F1} {y2:F1}\" stroke=\"#dddddd\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string text, string anchor) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");

    /// <summary>A linear axis from the first tick to the last, over a stretch of the page.</summary>
    private readonly record struct Axis(double[] Ticks, double From, double To)
    {
        public static Axis Of(IEnumerable<double> values, double from, double to)
        {
            var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
            var (low, high) = (finite.Min(), finite.Max());
            if (high <= low) (low, high) = (low - 1, high + 1);
            var step = RoundStep((high - low) / 5);
            var first = (int)Math.Floor(low / step);
            var last = (int)Math.Ceiling(high / step);
            return new Axis([.. Enumerable.Range(first, last - first + 1).Select(n => n * step)], from, to);
        }

        public double At(double value) => From + ((value - Ticks[0]) / (Ticks[^1] - Ticks[0]) * (To - From));

        public static string Label(double tick) => tick.ToString("G5", CultureInfo.InvariantCulture);

        // 1, 2 or 5 times a power of ten.
        private static double RoundStep(double step)
        {
            var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
            return (step / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
        }
    }
}
