namespace Hanbeam.Treatment.Structures;

/// <summary>A slab of polygons that combine by exclusive or.</summary>
/// <remarks>
/// The borders of the strips are the polygons' corners, so that between them all edges are straight and the chord through the middle of a
/// strip times its width is the strip's area exactly. Corners closer together than a part of the pitch share a border, but for those where
/// an outline turns back, at which chords begin and end.
/// </remarks>
internal sealed class PolygonSlab : BodySlab
{
    // Corners within this part of a pitch share a border. The chord's error is then of second order in it.
    private const double MergedPart = 0.125;

    // Nor are corners closer than this told apart, whatever the pitch: a tenth of what a contour can be drawn to.
    private const double MergedMm = 0.02;

    private readonly List<Edge> edges = [];
    private readonly double[] corners;
    private readonly double[] turns;
    private double perimeterMm;

    /// <summary>Takes the polygons of a plane.</summary>
    /// <param name="slab">The plane and its faces; polygons of fewer than three points have no area.</param>
    public PolygonSlab(ContourSlab slab)
        : base(slab.LowerMm, slab.UpperMm)
    {
        List<double> turning = [];
        foreach (var contour in slab.Contours.Where(contour => contour.X.Count > 2)) Take(contour, turning);
        edges.Sort(static (a, b) => a.LowerY.CompareTo(b.LowerY));
        corners = [.. edges.Select(edge => edge.LowerY).Concat(edges.Select(edge => edge.UpperY)).Order().Distinct()];
        turns = [.. turning.Order().Distinct()];
    }

    /// <inheritdoc/>
    public override double PerimeterMm => perimeterMm;

    /// <inheritdoc/>
    public override BodyLines Lines(double pitchMm, ReadOnlySpan<double> cutsMm)
    {
        var lines = new BodyLines();
        var borders = Borders(pitchMm, cutsMm);
        List<Edge> active = [];
        List<double> crossings = [];
        var next = 0;
        for (var n = 1; n < borders.Count; n++)
        {
            var y = 0.5 * (borders[n - 1] + borders[n]);
            active.RemoveAll(edge => edge.UpperY <= y);
            for (; next < edges.Count && edges[next].LowerY <= y; next++)
                if (edges[next].UpperY > y) active.Add(edges[next]);
            crossings.Clear();
            foreach (var edge in active) crossings.Add(edge.X(y));
            crossings.Sort();
            lines.Start(borders[n - 1], borders[n]);
            for (var c = 0; c + 1 < crossings.Count; c += 2) lines.Add(crossings[c], crossings[c + 1], 1);
        }

        return lines;
    }

    private List<double> Borders(double pitchMm, ReadOnlySpan<double> cutsMm)
    {
        List<double> borders = [];
        if (corners.Length == 0) return borders;
        List<double> fixedBorders = [.. turns];
        foreach (var cut in cutsMm)
            if (cut > corners[0] && cut < corners[^1]) fixedBorders.Add(cut);
        fixedBorders.Sort();
        var merged = Math.Min(MergedMm, MergedPart * pitchMm);
        var next = 0;
        foreach (var border in fixedBorders)
        {
            for (; next < corners.Length && corners[next] < border - merged; next++)
                if (borders.Count > 0 && corners[next] > borders[^1] + merged) AddBorder(borders, corners[next], pitchMm);
            AddBorder(borders, border, pitchMm);
        }

        return borders;
    }

    private void Take(Contour contour, List<double> turning)
    {
        var count = contour.X.Count;
        var before = 0.0; // the last step along y that was none of 0
        for (var n = count - 1; n > 0 && before == 0; n--) before = contour.Y[n] - contour.Y[n - 1];
        before = contour.Y[0] != contour.Y[^1] ? contour.Y[0] - contour.Y[^1] : before;
        for (var n = 0; n < count; n++)
        {
            var m = (n + 1) % count;
            var (x0, y0, x1, y1) = (contour.X[n], contour.Y[n], contour.X[m], contour.Y[m]);
            perimeterMm += Math.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
            if (y0 == y1) continue;
            edges.Add(y0 < y1 ? new Edge(x0, y0, x1, y1) : new Edge(x1, y1, x0, y0));
            if (before * (y1 - y0) < 0) turning.Add(y0);
            before = y1 - y0;
        }
    }

    private readonly record struct Edge(double LowerX, double LowerY, double UpperX, double UpperY)
    {
        public double X(double y) => LowerX + (UpperX - LowerX) * ((y - LowerY) / (UpperY - LowerY));
    }
}
