namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <content>Distance to agreement: where lines of the lattice meet the surface on which the evaluated dose is the reference's, cell by cell of the evaluated grid.</content>
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
        if (Difference(i, j, k, reference) == 0) return 0;
        var best = cap;
        Span<double> corners = stackalloc double[8];
        foreach (var alongZ in z.Segments(k))
        {
            if (Nearest(alongZ) >= best) break;
            foreach (var alongY in y.Segments(j))
            {
                if (Nearest(alongZ) + Nearest(alongY) >= best) break;
                foreach (var alongX in x.Segments(i))
                {
                    if (Nearest(alongZ) + Nearest(alongY) + Nearest(alongX) >= best) break;
                    if (MayAgree(alongX.Node + alongY.Node * volume.RowStride + alongZ.Node * volume.SliceStride, reference, corners))
                        best = InCell(corners, alongX, alongY, alongZ, best);
                }
            }
        }

        return best;
    }

    // A cell reaches up to a step nearer than its first step.
    private static double Nearest(in SearchSegment segment) => Math.Pow(Math.Max(0, Math.Sqrt(segment.NearestSquared) - 1), 2);

    // The evaluated doses less the reference's at the corners of a cell, x fastest; whether one of them, or what lies between, is 0.
    private bool MayAgree(int at, double reference, Span<double> corners)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var n = 0; n < 8; n++)
        {
            corners[n] = volume.Values[at + (n & 1) + (n >> 1 & 1) * volume.RowStride + (n >> 2) * volume.SliceStride] - reference;
            (low, high) = (Math.Min(low, corners[n]), Math.Max(high, corners[n]));
        }

        return low <= 0 && high >= 0;
    }

    private double InCell(ReadOnlySpan<double> c, in SearchSegment alongX, in SearchSegment alongY, in SearchSegment alongZ, double best)
    {
        var (onX, onY, onZ) = (new CellSide(alongX, x.StepVoxels), new CellSide(alongY, y.StepVoxels), new CellSide(alongZ, z.StepVoxels));
        best = Lines([c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]], onX, onY, onZ, best);
        best = Lines([c[0], c[2], c[4], c[6], c[1], c[3], c[5], c[7]], onY, onZ, onX, best);
        return Lines([c[0], c[4], c[1], c[5], c[2], c[6], c[3], c[7]], onZ, onX, onY, best);
    }

    // The lines of a cell along w; corners with u fastest, w slowest.
    private static double Lines(ReadOnlySpan<double> c, in CellSide u, in CellSide v, in CellSide w, double best)
    {
        for (var a = u.Segment.First; a <= u.Segment.Last; a++)
        {
            if ((double)a * a >= best) continue;
            var t = u.FractionAt(a);
            var (lowerNear, lowerFar) = (c[0] + t * (c[1] - c[0]), c[2] + t * (c[3] - c[2]));
            var (upperNear, upperFar) = (c[4] + t * (c[5] - c[4]), c[6] + t * (c[7] - c[6]));
            for (var b = v.Segment.First; b <= v.Segment.Last; b++)
            {
                var beside = (double)a * a + (double)b * b;
                if (beside >= best) continue;
                var s = v.FractionAt(b);
                var (lower, upper) = (lowerNear + s * (lowerFar - lowerNear), upperNear + s * (upperFar - upperNear));
                if (lower * upper > 0 || (lower == upper && lower != 0)) continue;
                // A stretch of just this dose is met at its nearest step.
                var along = lower == upper ? Math.Clamp(0, w.Segment.First, w.Segment.Last) : w.StepsTo(lower / (lower - upper));
                best = Math.Min(best, beside + along * along);
            }
        }

        return best;
    }

    /// <summary>One of a cell's directions.</summary>
    /// <param name="Segment">The steps in it.</param>
    /// <param name="StepVoxels">One step as a part of the cell.</param>
    private readonly record struct CellSide(SearchSegment Segment, double StepVoxels)
    {
        public double FractionAt(int step) => Segment.CenterFraction + step * StepVoxels;

        public double StepsTo(double fraction) => (fraction - Segment.CenterFraction) / StepVoxels;
    }
}
