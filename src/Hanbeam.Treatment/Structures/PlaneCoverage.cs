using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// The fraction of every pixel of an axial plane that lies inside a set of closed polygons combined by exclusive or (even-odd rule),
/// by area, exactly for straight edges.
/// </summary>
/// <remarks>
/// The plane is cut into strips at every pixel-row border and at every vertex, so that inside a strip all edges are straight from
/// border to border. Sorted by x, the edges alternately enter and leave the region; the area right of an edge, taken with alternating
/// sign, is the region's area. Over a strip of height h (in pixels) the edge's x runs linearly from a to b, so the area right of it
/// and left of u is h·G(u), G(u) = 0 for u ≤ a, (u − a)²/(2(b − a)) between, u − (a + b)/2 for u ≥ b (a ≤ b), and pixel p gets
/// h·(G(p + 1) − G(p)). A strip in which edges cross each other is halved until the crossing no longer matters. Keyhole slits are two
/// equal edges with opposite signs and cancel.
/// </remarks>
internal sealed class PlaneCoverage(GridGeometry geometry)
{
    // A strip halved this often is 1/4096 of itself: what a crossing inside it misplaces is below 1/4096 of a pixel.
    private const int MostHalvings = 12;

    private readonly List<Edge> active = [];
    private readonly double[] steps = new double[geometry.Nx + 1];

    /// <summary>Covered fraction of each pixel, x fastest; only pixels within the bounds below are meaningful.</summary>
    public float[] Fractions { get; } = new float[geometry.Nx * geometry.Ny];

    /// <summary>First column that may be covered.</summary>
    public int FirstI { get; private set; }

    /// <summary>Last column that may be covered; smaller than the first where nothing is.</summary>
    public int LastI { get; private set; } = -1;

    /// <summary>First row that may be covered.</summary>
    public int FirstJ { get; private set; }

    /// <summary>Last row that may be covered.</summary>
    public int LastJ { get; private set; } = -1;

    /// <summary>Covers the plane anew.</summary>
    /// <param name="contours">The plane's polygons; those of fewer than three points have no area.</param>
    public void Cover(IEnumerable<Contour> contours)
    {
        for (var j = FirstJ; j <= LastJ; j++) Fractions.AsSpan(j * geometry.Nx, geometry.Nx).Clear();
        var edges = Edges(contours);
        SetBounds(edges);
        if (FirstI > LastI || FirstJ > LastJ) return;
        active.Clear();
        var borders = StripBorders(edges);
        var next = 0;
        for (var n = 1; n < borders.Count; n++)
        {
            var (lower, upper) = (borders[n - 1], borders[n]);
            if (upper <= lower) continue;
            active.RemoveAll(edge => edge.UpperV <= lower);
            while (next < edges.Count && edges[next].LowerV <= lower)
            {
                if (edges[next].UpperV > lower) active.Add(edges[next]);
                next++;
            }

            AddStrip(lower, upper, MostHalvings);
            if (upper == Math.Floor(upper)) FinishRow((int)upper - 1);
        }
    }

    // Edges in units of pixels from the lower corner, lower end first, sorted by it; horizontal ones bound no area.
    private List<Edge> Edges(IEnumerable<Contour> contours)
    {
        var edges = new List<Edge>();
        foreach (var contour in contours)
        {
            var count = contour.X.Count;
            for (var n = 0; n < count && count > 2; n++)
            {
                var a = ToPixels(contour, n);
                var b = ToPixels(contour, (n + 1) % count);
                if (a.V < b.V) edges.Add(new Edge(a.U, a.V, b.U, b.V));
                else if (b.V < a.V) edges.Add(new Edge(b.U, b.V, a.U, a.V));
            }
        }

        edges.Sort((a, b) => a.LowerV.CompareTo(b.LowerV));
        return edges;
    }

    private (double U, double V) ToPixels(Contour contour, int n)
    {
        var corner = geometry.LowerCorner;
        return ((contour.X[n] - corner.X) / geometry.Spacing.X, (contour.Y[n] - corner.Y) / geometry.Spacing.Y);
    }

    private void SetBounds(List<Edge> edges)
    {
        (FirstI, LastI, FirstJ, LastJ) = (0, -1, 0, -1);
        if (edges.Count == 0) return;
        (FirstI, LastI) = AxisOverlap.Cells(edges.Min(e => e.LeftU), edges.Max(e => e.RightU), 0, 1, geometry.Nx);
        (FirstJ, LastJ) = AxisOverlap.Cells(edges[0].LowerV, edges.Max(e => e.UpperV), 0, 1, geometry.Ny);
    }

    private List<double> StripBorders(List<Edge> edges)
    {
        var borders = new List<double>(2 * edges.Count + LastJ - FirstJ + 2);
        for (var j = FirstJ; j <= LastJ + 1; j++) borders.Add(j);
        foreach (var edge in edges)
        {
            if (edge.LowerV > FirstJ && edge.LowerV < LastJ + 1) borders.Add(edge.LowerV);
            if (edge.UpperV > FirstJ && edge.UpperV < LastJ + 1) borders.Add(edge.UpperV);
        }

        borders.Sort();
        return borders;
    }

    private void AddStrip(double lower, double upper, int halvings)
    {
        if (active.Count == 0) return;
        var middle = 0.5 * (lower + upper);
        active.Sort((a, b) => a.U(middle).CompareTo(b.U(middle)));
        if (halvings > 0 && HasCrossing(lower, upper))
        {
            AddStrip(lower, middle, halvings - 1);
            AddStrip(middle, upper, halvings - 1);
            return;
        }

        var sign = upper - lower;
        foreach (var edge in active)
        {
            AddRightOf(edge.U(lower), edge.U(upper), sign);
            sign = -sign;
        }
    }

    private bool HasCrossing(double lower, double upper)
    {
        for (var n = 1; n < active.Count; n++)
        {
            if (active[n].U(lower) < active[n - 1].U(lower) - AxisOverlap.Negligible) return true;
            if (active[n].U(upper) < active[n - 1].U(upper) - AxisOverlap.Negligible) return true;
        }

        return false;
    }

    // Adds the area right of an edge to the row's steps: a pixel's value is the sum of the steps up to it.
    private void AddRightOf(double u0, double u1, double height)
    {
        var (a, b) = u0 < u1 ? (u0, u1) : (u1, u0);
        if (a >= LastI + 1) return;
        var p = (int)Math.Max(FirstI, Math.Floor(a));
        var before = AreaLeftOf(p, a, b);
        var previous = 0.0;
        for (; p <= LastI && p < b; p++)
        {
            var after = AreaLeftOf(p + 1, a, b);
            steps[p] += height * (after - before - previous);
            previous = after - before;
            before = after;
        }

        steps[p] += height * (1 - previous);
    }

    private static double AreaLeftOf(double u, double a, double b) =>
        u <= a ? 0 : u >= b ? u - 0.5 * (a + b) : (u - a) * (u - a) / (2 * (b - a));

    private void FinishRow(int j)
    {
        var sum = 0.0;
        var row = Fractions.AsSpan(j * geometry.Nx, geometry.Nx);
        for (var i = FirstI; i <= LastI; i++)
        {
            sum += steps[i];
            row[i] = sum < AxisOverlap.Negligible ? 0 : sum > 1 - AxisOverlap.Negligible ? 1 : (float)sum;
        }

        Array.Clear(steps);
    }

    private readonly record struct Edge(double LowerU, double LowerV, double UpperU, double UpperV)
    {
        public double LeftU => Math.Min(LowerU, UpperU);

        public double RightU => Math.Max(LowerU, UpperU);

        public double U(double v) =>
            v <= LowerV ? LowerU : v >= UpperV ? UpperU : LowerU + (UpperU - LowerU) * ((v - LowerV) / (UpperV - LowerV));
    }
}
