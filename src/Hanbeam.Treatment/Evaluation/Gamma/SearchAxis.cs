namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>
/// Along one axis: where each step of the search around each reference voxel falls in the evaluated grid. The evaluated dose exists between its outermost
/// voxel centres; a grid of a single voxel along the axis counts as constant across that voxel.
/// </summary>
internal sealed class SearchAxis
{
    // Rounding of coordinates, in voxels.
    private const double Border = 1e-6;

    private readonly int[] lower;
    private readonly double[] fraction;
    private readonly int[] first;
    private readonly int[] last;
    private readonly SearchSegment[][] segments;

    /// <summary>Makes the tables.</summary>
    /// <param name="reference">First centre, spacing (mm) and number of voxels of the reference.</param>
    /// <param name="evaluated">The same of the evaluated dose.</param>
    /// <param name="stepMm">One step of the search, mm.</param>
    /// <param name="reach">Steps go from −reach to reach.</param>
    public SearchAxis((double OriginMm, double SpacingMm, int Count) reference, (double OriginMm, double SpacingMm, int Count) evaluated, double stepMm, int reach)
    {
        Reach = reach;
        StepVoxels = evaluated.Count == 1 ? 0 : stepMm / evaluated.SpacingMm;
        (lower, fraction) = (new int[reference.Count * (2 * reach + 1)], new double[reference.Count * (2 * reach + 1)]);
        (first, last, segments) = (new int[reference.Count], new int[reference.Count], new SearchSegment[reference.Count][]);
        for (var n = 0; n < reference.Count; n++)
        {
            (first[n], last[n]) = (int.MaxValue, int.MinValue);
            for (var step = -reach; step <= reach; step++)
            {
                var at = (reference.OriginMm + n * reference.SpacingMm + step * stepMm - evaluated.OriginMm) / evaluated.SpacingMm;
                var outside = evaluated.Count == 1 ? Math.Abs(at) > 0.5 + Border : at < -Border || at > evaluated.Count - 1 + Border;
                if (outside) continue;
                (first[n], last[n]) = (Math.Min(first[n], step), step);
                var node = (int)Math.Clamp(Math.Floor(at), 0, Math.Max(0, evaluated.Count - 2));
                lower[Index(n, step)] = node;
                fraction[Index(n, step)] = evaluated.Count == 1 ? 0 : Math.Clamp(at - node, 0, 1);
            }

            var center = (reference.OriginMm + n * reference.SpacingMm - evaluated.OriginMm) / evaluated.SpacingMm;
            segments[n] = Segments(n, evaluated.Count == 1 ? 0 : center);
        }
    }

    /// <summary>The search goes from minus to plus this many steps.</summary>
    public int Reach { get; }

    /// <summary>Number of reference voxels.</summary>
    public int Voxels => first.Length;

    /// <summary>One step in evaluated voxels.</summary>
    public double StepVoxels { get; }

    /// <summary>The first step around a reference voxel where the evaluated dose exists; after <see cref="Last"/> where there is none.</summary>
    public int First(int voxel) => first[voxel];

    /// <summary>The last such step.</summary>
    public int Last(int voxel) => last[voxel];

    /// <summary>The least number of steps, either way, to where the evaluated dose exists; null where it is out of reach.</summary>
    public int? Nearest(int voxel) => first[voxel] > last[voxel] ? null : Math.Max(0, Math.Max(first[voxel], -last[voxel]));

    /// <summary>The evaluated voxel at or below a step.</summary>
    public int Lower(int voxel, int step) => lower[Index(voxel, step)];

    /// <summary>The evaluated voxels between which the dose within so many steps lies; none, first after last, where there is none.</summary>
    public (int First, int Last) Nodes(int voxel, int steps)
    {
        var (from, to) = (Math.Max(first[voxel], -steps), Math.Min(last[voxel], steps));
        return from > to ? (0, -1) : (Lower(voxel, from), Lower(voxel, to) + 1);
    }

    /// <summary>How far the step lies from that voxel towards the next, 0 to 1.</summary>
    public double Fraction(int voxel, int step) => fraction[Index(voxel, step)];

    /// <summary>The runs of steps between neighbouring evaluated voxels, nearest first.</summary>
    public SearchSegment[] Segments(int voxel) => segments[voxel];

    private int Index(int voxel, int step) => voxel * (2 * Reach + 1) + step + Reach;

    private SearchSegment[] Segments(int voxel, double center)
    {
        var found = new List<SearchSegment>();
        for (var step = first[voxel]; step <= last[voxel]; step++)
        {
            var start = step;
            var node = Lower(voxel, step);
            while (step < last[voxel] && Lower(voxel, step + 1) == node) step++;
            var nearest = Math.Max(0, Math.Max(start, -step));
            found.Add(new SearchSegment(node, start, step, center - node, nearest * nearest));
        }

        return [.. found.OrderBy(segment => segment.NearestSquared)];
    }
}
