namespace Hanbeam.Treatment.Structures;

/// <summary>The contours of one plane and the slab along z that they stand for.</summary>
/// <param name="LowerMm">Lower face of the slab, mm.</param>
/// <param name="UpperMm">Upper face of the slab, mm.</param>
/// <param name="Contours">The plane's contours.</param>
internal sealed record ContourSlab(double LowerMm, double UpperMm, IReadOnlyList<Contour> Contours)
{
    // Contours drawn on one slice differ by the rounding of decimal strings at most; CT slices are never this close.
    private const double SamePlaneMm = 0.01;

    // A step this much larger than the usual one is a missing plane: the structure is interrupted there, not stretched.
    private const double InterruptionFactor = 1.5;

    /// <summary>
    /// Cuts a structure into slabs: each plane reaches half-way to its neighbours, and half the structure's usual step (the median one)
    /// beyond its ends and into gaps of more than 1.5 usual steps. A structure of one plane is as thick as asked.
    /// </summary>
    /// <param name="contours">All contours of the structure.</param>
    /// <param name="singlePlaneThicknessMm">Thickness where there is only one plane, mm.</param>
    public static List<ContourSlab> Cut(IEnumerable<Contour> contours, double singlePlaneThicknessMm)
    {
        var planes = Planes(contours);
        var gaps = planes.Zip(planes.Skip(1), (lower, upper) => upper[0].Z - lower[0].Z).ToList();
        var usual = gaps.Count == 0 ? singlePlaneThicknessMm : gaps.Order().ElementAt((gaps.Count - 1) / 2);
        double HalfGap(int n) => 0.5 * (n < 0 || n >= gaps.Count || gaps[n] > InterruptionFactor * usual ? usual : gaps[n]);
        return [.. planes.Select((plane, n) => new ContourSlab(plane[0].Z - HalfGap(n - 1), plane[0].Z + HalfGap(n), plane))];
    }

    private static List<List<Contour>> Planes(IEnumerable<Contour> contours)
    {
        var planes = new List<List<Contour>>();
        foreach (var contour in contours.OrderBy(contour => contour.Z))
        {
            if (planes.Count == 0 || contour.Z - planes[^1][0].Z > SamePlaneMm) planes.Add([]);
            planes[^1].Add(contour);
        }

        return planes;
    }
}
