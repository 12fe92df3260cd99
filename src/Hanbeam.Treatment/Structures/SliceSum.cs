using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>One slice of a grid on which the planes that reach into it are summed up.</summary>
internal sealed class SliceSum(GridGeometry geometry)
{
    private readonly float[] fractions = new float[geometry.Nx * geometry.Ny];
    private (int FirstI, int LastI, int FirstJ, int LastJ) bounds = Nothing;

    private static (int FirstI, int LastI, int FirstJ, int LastJ) Nothing => (int.MaxValue, -1, int.MaxValue, -1);

    /// <summary>Adds a plane.</summary>
    /// <param name="plane">The plane's covered pixels.</param>
    /// <param name="share">Fraction of the slice's thickness that the plane's slab takes.</param>
    public void Add(PlaneCoverage plane, float share)
    {
        bounds = (Math.Min(bounds.FirstI, plane.FirstI), Math.Max(bounds.LastI, plane.LastI), Math.Min(bounds.FirstJ, plane.FirstJ), Math.Max(bounds.LastJ, plane.LastJ));
        for (var j = plane.FirstJ; j <= plane.LastJ; j++)
            for (var n = j * geometry.Nx + plane.FirstI; n <= j * geometry.Nx + plane.LastI; n++) fractions[n] += share * plane.Fractions[n];
    }

    /// <summary>Hands the touched voxels over and starts anew.</summary>
    /// <param name="builder">Receives them.</param>
    /// <param name="k">The slice's index.</param>
    public void MoveTo(MembershipBuilder builder, int k)
    {
        for (var j = bounds.FirstJ; j <= bounds.LastJ; j++)
        {
            var row = fractions.AsSpan(j * geometry.Nx + bounds.FirstI, bounds.LastI - bounds.FirstI + 1);
            builder.Add(geometry.Index(bounds.FirstI, j, k), row);
            row.Clear();
        }

        bounds = Nothing;
    }
}
