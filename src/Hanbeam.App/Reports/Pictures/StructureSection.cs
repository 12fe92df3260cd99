using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Reports.Pictures;

/// <summary>Where a plane of a picture cuts a structure: the covered part of every pixel, for drawing only.</summary>
internal static class StructureSection
{
    /// <summary>Cuts a structure.</summary>
    /// <returns>The covered part of each pixel along its row, 0 to 1.</returns>
    public static PlaneRaster Cut(Structure structure, PlaneGeometry plane)
    {
        if (structure.Mask is { } mask) return PlaneRaster.Cut(mask, plane, outside: 0);
        var raster = new PlaneRaster(plane, new float[plane.Width * plane.Height]);
        var slices = structure.Contours.GroupBy(contour => contour.Z).OrderBy(group => group.Key).Select(group => (Z: group.Key, Contours: group.ToArray())).ToArray();
        if (slices.Length == 0) return raster;
        var reachMm = HalfSliceMm(slices.Select(slice => slice.Z).ToArray());
        for (var row = 0; row < plane.Height; row++)
        {
            var point = plane.Point(0, row);
            var slice = slices.MinBy(candidate => Math.Abs(candidate.Z - point.Z));
            if (Math.Abs(slice.Z - point.Z) > reachMm) continue;
            var alongY = plane.Orientation == PlaneOrientation.Sagittal;
            var crossings = Crossings(slice.Contours, alongY, alongY ? point.X : point.Y);
            Fill(raster, row, crossings);
        }

        return raster;
    }

    // A contour stands for the slab half-way to its neighbours; the little extra keeps rounding from opening a gap.
    private static double HalfSliceMm(double[] z)
    {
        var thinnest = double.MaxValue;
        for (var n = 1; n < z.Length; n++) thinnest = Math.Min(thinnest, z[n] - z[n - 1]);
        return thinnest == double.MaxValue ? 1 : 0.5001 * thinnest;
    }

    // Even-odd rule: holes may be contours of their own or keyholes.
    private static List<double> Crossings(Contour[] contours, bool alongY, double at)
    {
        var found = new List<double>();
        foreach (var contour in contours)
        {
            var (across, along) = alongY ? (contour.X, contour.Y) : (contour.Y, contour.X);
            for (var n = 0; n < across.Count; n++)
            {
                var m = n + 1 == across.Count ? 0 : n + 1;
                if (across[n] <= at == across[m] <= at) continue;
                found.Add(along[n] + (at - across[n]) / (across[m] - across[n]) * (along[m] - along[n]));
            }
        }

        found.Sort();
        return found;
    }

    private static void Fill(PlaneRaster raster, int row, List<double> crossings)
    {
        var plane = raster.Geometry;
        for (var n = 0; n + 1 < crossings.Count; n += 2)
        {
            var from = (crossings[n] - plane.FirstUMm) / plane.StepMm + 0.5;
            var to = (crossings[n + 1] - plane.FirstUMm) / plane.StepMm + 0.5;
            for (var column = Math.Max(0, (int)from); column < Math.Min(plane.Width, to); column++)
                raster.Values[row * plane.Width + column] += (float)Math.Max(0, Math.Min(to, column + 1) - Math.Max(from, column));
        }
    }
}
