namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <content>Distance to agreement: where lines of the lattice meet the surface on which the evaluated dose is the reference's.</content>
internal sealed partial class GammaSearch
{
    /// <summary>The least squared distance, in steps, to a point of a lattice line where the evaluated dose is the reference's.</summary>
    /// <param name="i">The reference voxel.</param>
    /// <param name="j">The reference voxel.</param>
    /// <param name="k">The reference voxel.</param>
    /// <param name="reference">Its dose.</param>
    /// <param name="cap">The square of the search radius, in steps.</param>
    /// <returns>The cap where there is none within it.</returns>
    public double AgreementSquared(int i, int j, int k, float reference, double cap)
    {
        var steps = (int)Math.Ceiling(Math.Sqrt(cap));
        var (low, high) = Extremes(x.Nodes(i, steps), y.Nodes(j, steps), z.Nodes(k, steps));
        if (reference < low || reference > high) return cap;
        if (Difference(i, j, k, reference) == 0) return 0;
        var (alongX, alongY, alongZ) = (new Across(x, i, 1), new Across(y, j, volume.RowStride), new Across(z, k, volume.SliceStride));
        var best = Lines(alongX, alongY, alongZ, reference, cap);
        best = Lines(alongY, alongZ, alongX, reference, best);
        return Lines(alongZ, alongX, alongY, reference, best);
    }

    // All lines along one axis, those nearest to the voxel first.
    private double Lines(in Across u, in Across v, in Across line, double reference, double best)
    {
        for (var n = 0; n <= 2 * u.Axis.Reach; n++)
        {
            var a = Outwards(n);
            if ((double)a * a >= best) break;
            if (a < u.Axis.First(u.Voxel) || a > u.Axis.Last(u.Voxel)) continue;
            for (var m = 0; m <= 2 * v.Axis.Reach; m++)
            {
                var b = Outwards(m);
                if ((double)a * a + (double)b * b >= best) break;
                if (b >= v.Axis.First(v.Voxel) && b <= v.Axis.Last(v.Voxel)) best = OnLine(u, a, v, b, line, reference, best);
            }
        }

        return best;
    }

    private double OnLine(in Across u, int a, in Across v, int b, in Across line, double reference, double best)
    {
        var at = u.Axis.Lower(u.Voxel, a) * u.Stride + v.Axis.Lower(v.Voxel, b) * v.Stride;
        var (fractionU, fractionV) = (u.Axis.Fraction(u.Voxel, a), v.Axis.Fraction(v.Voxel, b));
        var beside = (double)a * a + (double)b * b;
        foreach (var segment in line.Axis.Segments(line.Voxel))
        {
            // A crossing may lie up to a step nearer than the first step of its segment.
            var nearest = Math.Max(0, Math.Sqrt(segment.NearestSquared) - 1);
            if (beside + nearest * nearest >= best) break;
            var node = at + segment.Node * line.Stride;
            var lower = Between(node, u.Stride, fractionU, v.Stride, fractionV, reference);
            var upper = Between(node + line.Stride, u.Stride, fractionU, v.Stride, fractionV, reference);
            if (lower * upper > 0 || (lower == upper && lower != 0)) continue;
            // A stretch of just this dose is met at its nearest step.
            var c = lower == upper ? Math.Clamp(0, segment.First, segment.Last) : (lower / (lower - upper) - segment.CenterFraction) / line.Axis.StepVoxels;
            best = Math.Min(best, beside + c * c);
        }

        return best;
    }

    // The evaluated dose less the reference's, between four voxels of any plane.
    private double Between(int at, int strideU, double fractionU, int strideV, double fractionV, double reference)
    {
        var values = volume.Values;
        var (a, b) = (values[at] - reference, values[at + strideU] - reference);
        var (c, d) = (values[at + strideV] - reference, values[at + strideU + strideV] - reference);
        var (near, far) = (a + fractionU * (b - a), c + fractionU * (d - c));
        return near + fractionV * (far - near);
    }

    private readonly record struct Across(SearchAxis Axis, int Voxel, int Stride);
}
