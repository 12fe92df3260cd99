using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>
/// The least squared gamma of one reference voxel over the lattice of search steps: min over (a, b, c) of (a² + b² + c²)/n² + ((E − R)/ΔD)², n steps to
/// the distance criterion, E the trilinear evaluated dose at a, b, c steps along x, y, z [Low1998].
/// </summary>
/// <remarks>
/// <para>
/// Along z and between two neighbouring evaluated voxels E is linear in c, so with δ(c) = (E − R)/ΔD = δ₀ + s·c the sum is a parabola in c with its vertex at
/// −s·δ₀/(s² + 1/n²). A parabola is symmetric, so its least value on whole numbers is at the one nearest to the vertex, or at the end of the run nearest
/// to it: each run of steps costs one evaluation, and the result is still the minimum over every step.
/// </para>
/// <para>
/// Steps are visited outwards in y, then x, then z; a distance alone that is no better than what was found ends each loop, which loses nothing. δ is built from
/// differences to R, not from doses, so rounding is in proportion to the difference. The scalar twin works in double precision.
/// </para>
/// </remarks>
internal sealed partial class GammaSearch
{
    private readonly SearchVolume volume;
    private readonly SearchAxis x;
    private readonly SearchAxis y;
    private readonly SearchAxis z;

    // Squared distance of one step in units of the distance criterion.
    private readonly double squaredStep;
    private readonly float unit;

    private readonly double reachSquared;
    private readonly float least;
    private readonly float greatest;

    /// <summary>Prepares the search.</summary>
    /// <param name="reference">The grid of the reference dose.</param>
    /// <param name="evaluated">The evaluated dose.</param>
    /// <param name="criteria">Distance, steps and cap.</param>
    public GammaSearch(GridGeometry reference, Grid<float> evaluated, GammaCriteria criteria)
    {
        var stepMm = criteria.DistanceMm / criteria.StepsPerDistance;
        // Steps at the cap itself cannot lower a capped value, but whether one exists decides whether a voxel is evaluated; the margin is rounding.
        var reach = (int)Math.Floor(criteria.MaxGamma * criteria.StepsPerDistance + 1e-9);
        var (r, e) = (reference, evaluated.Geometry);
        x = new SearchAxis((r.Origin.X, r.Spacing.X, r.Nx), (e.Origin.X, e.Spacing.X, e.Nx), stepMm, reach);
        y = new SearchAxis((r.Origin.Y, r.Spacing.Y, r.Ny), (e.Origin.Y, e.Spacing.Y, e.Ny), stepMm, reach);
        z = new SearchAxis((r.Origin.Z, r.Spacing.Z, r.Nz), (e.Origin.Z, e.Spacing.Z, e.Nz), stepMm, reach);
        volume = new SearchVolume(evaluated);
        squaredStep = 1.0 / (criteria.StepsPerDistance * criteria.StepsPerDistance);
        unit = (float)squaredStep;
        reachSquared = criteria.MaxGamma * criteria.MaxGamma * criteria.StepsPerDistance * criteria.StepsPerDistance + 1e-9;
        (least, greatest) = (evaluated.Values.Min(), evaluated.Values.Max());
        blocks = LaneBlocks.Create(x);
    }

    /// <summary>Whether any step within the search radius of a reference voxel has an evaluated dose.</summary>
    public bool Exists(int i, int j, int k) =>
        x.Nearest(i) is { } a && y.Nearest(j) is { } b && z.Nearest(k) is { } c && (double)a * a + (double)b * b + (double)c * c <= reachSquared;

    /// <summary>The scalar twin of <see cref="Minimum"/>.</summary>
    /// <param name="i">The reference voxel.</param>
    /// <param name="j">The reference voxel.</param>
    /// <param name="k">The reference voxel.</param>
    /// <param name="reference">Its dose.</param>
    /// <param name="inverseDose">1/ΔD.</param>
    /// <param name="cap">The square of the cap.</param>
    /// <returns>The least squared gamma, or the cap's square.</returns>
    public float MinimumScalar(int i, int j, int k, float reference, float inverseDose, float cap)
    {
        var best = Math.Min(cap, AtCenter(i, j, k, reference, inverseDose));
        for (var n = 0; n <= 2 * y.Reach; n++)
        {
            var b = Outwards(n);
            if (b * b * squaredStep >= best) break;
            if (b < y.First(j) || b > y.Last(j)) continue;
            var row = y.Lower(j, b) * volume.RowStride;
            for (var m = 0; m <= 2 * x.Reach; m++)
            {
                var a = Outwards(m);
                var away = (a * a + b * b) * squaredStep;
                if (away >= best) break;
                if (a < x.First(i) || a > x.Last(i)) continue;
                best = AlongZ(row + x.Lower(i, a), x.Fraction(i, a), y.Fraction(j, b), z.Segments(k), reference, inverseDose, away, best);
            }
        }

        return (float)best;
    }

    // 0, 1, −1, 2, −2, …
    private static int Outwards(int n) => (n & 1) == 0 ? -(n >> 1) : (n + 1) >> 1;

    /// <summary>Evaluated less reference dose at a reference voxel; null where there is no evaluated dose.</summary>
    public double? Difference(int i, int j, int k, double reference)
    {
        if (x.Nearest(i) != 0 || y.Nearest(j) != 0 || z.Nearest(k) != 0) return null;
        var at = z.Lower(k, 0) * volume.SliceStride + y.Lower(j, 0) * volume.RowStride + x.Lower(i, 0);
        var lower = Bilinear(at, x.Fraction(i, 0), y.Fraction(j, 0), reference);
        var upper = Bilinear(at + volume.SliceStride, x.Fraction(i, 0), y.Fraction(j, 0), reference);
        return lower + z.Fraction(k, 0) * (upper - lower);
    }

    private double AtCenter(int i, int j, int k, double reference, double inverseDose)
    {
        if (Difference(i, j, k, reference) is not { } difference) return double.PositiveInfinity;
        return difference * inverseDose * (difference * inverseDose);
    }

    private double AlongZ(int at, double fractionX, double fractionY, SearchSegment[] segments, double reference, double inverseDose, double away, double best)
    {
        foreach (var segment in segments)
        {
            if (away + segment.NearestSquared * squaredStep >= best) break;
            var node = at + segment.Node * volume.SliceStride;
            var lower = Bilinear(node, fractionX, fractionY, reference) * inverseDose;
            var upper = Bilinear(node + volume.SliceStride, fractionX, fractionY, reference) * inverseDose;
            var rise = upper - lower;
            var (slope, center) = (rise * z.StepVoxels, lower + rise * segment.CenterFraction);
            var c = Math.Clamp(Math.Round(-slope * center / (slope * slope + squaredStep)), segment.First, segment.Last);
            var delta = center + slope * c;
            best = Math.Min(best, delta * delta + (c * c * squaredStep + away));
        }

        return best;
    }

    // The evaluated dose less the reference's, between four voxels of a slice.
    private double Bilinear(int at, double fractionX, double fractionY, double reference)
    {
        var values = volume.Values;
        var (a, b) = (values[at] - reference, values[at + 1] - reference);
        var (c, d) = (values[at + volume.RowStride] - reference, values[at + volume.RowStride + 1] - reference);
        var (near, far) = (a + fractionY * (c - a), b + fractionY * (d - b));
        return near + fractionX * (far - near);
    }
}
