using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>Walks through a body on lines parallel to x, cut wherever a dose grid's interpolation changes.</summary>
internal static class BodyWalk
{
    /// <summary>The shares of a body, slab by slab from below, for any number of threads the same.</summary>
    /// <param name="body">The body.</param>
    /// <param name="geometry">The dose grid.</param>
    /// <param name="sampler">Makes a sampler for a slab.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <returns>The shares, and the volume of the body inside the grid's voxels, mm³.</returns>
    public static (IReadOnlyList<IReadOnlyList<DoseShare>> Shares, double InsideMm3) Sample(StructureBody body, GridGeometry geometry, Func<AxisCells, LineSampler> sampler, WorkContext work)
    {
        var x = new AxisCells(geometry.Origin.X, geometry.Spacing.X, geometry.Nx);
        var y = new AxisCells(geometry.Origin.Y, geometry.Spacing.Y, geometry.Ny);
        var z = new AxisCells(geometry.Origin.Z, geometry.Spacing.Z, geometry.Nz);
        var shares = new IReadOnlyList<DoseShare>[body.Slabs.Count];
        var inside = new double[body.Slabs.Count];
        InOrder.For(shares.Length, work, n =>
        {
            var lines = sampler(x);
            inside[n] = Walk(body.Slabs[n], body.PitchMm, (x, y, z), lines);
            shares[n] = lines.Shares;
        });
        return (shares, inside.Sum());
    }

    private static double Walk(BodySlab slab, double pitch, (AxisCells X, AxisCells Y, AxisCells Z) axes, LineSampler sampler)
    {
        var lines = slab.Lines(pitch, axes.Y.BordersMm);
        var heights = Heights(slab, axes.Z, pitch);
        var inside = 0.0;
        for (var h = 1; h < heights.Count; h++)
        {
            var (zMm, dz) = (0.5 * (heights[h - 1] + heights[h]), heights[h] - heights[h - 1]);
            for (var line = 0; line < lines.Count; line++)
            {
                var (lower, upper) = lines.Strip(line);
                var (yMm, dy) = (0.5 * (lower + upper), upper - lower);
                if (!axes.Y.Contains(yMm)) continue;
                sampler.MoveTo(axes.Y, yMm, axes.Z, zMm);
                foreach (var (x0, x1, fraction) in lines.Intervals(line))
                {
                    var (from, to) = (Math.Max(x0, axes.X.LowerMm), Math.Min(x1, axes.X.UpperMm));
                    if (!(to > from)) continue;
                    sampler.Take(from, to, dy, dz, fraction);
                    inside += fraction * (to - from) * dy * dz;
                }
            }
        }

        return inside;
    }

    // Where the slab is cut along z, within the grid only.
    private static List<double> Heights(BodySlab slab, AxisCells z, double pitch)
    {
        var (lower, upper) = (Math.Max(slab.LowerMm, z.LowerMm), Math.Min(slab.UpperMm, z.UpperMm));
        List<double> heights = [];
        if (!(upper > lower)) return heights;
        BodySlab.AddBorder(heights, lower, pitch);
        foreach (var border in z.BordersMm)
            if (border > lower && border < upper) BodySlab.AddBorder(heights, border, pitch);
        BodySlab.AddBorder(heights, upper, pitch);
        return heights;
    }
}
