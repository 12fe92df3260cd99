using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>The surface of a fractional membership and the distance from it, to a fraction of a voxel.</summary>
/// <remarks>
/// A voxel's fraction f tells how far a plane across the direction u lies beyond its centre: with t = 2f − 1 by max(|u_a|·s_a)/2·t near the
/// middle, and by half the box's shadow Σ|u_a|·s_a/2 where the box is just full; t⁵ carries what the corners add, within 0.02 of a voxel
/// for planes across edges and diagonals. Distance changes by at most the way walked, so for a voxel x outside and any voxel c inside
/// |x − c| less what lies beyond c is never below the distance of x from the surface, and the smallest of them is that distance; it is
/// looked for around the nearest voxel inside. The same holds with inside and outside exchanged.
/// </remarks>
internal sealed class MarginSurface
{
    private const float Half = 0.5f;

    // The voxel next to the surface's nearest point is at most this many voxels from the nearest voxel centre.
    private const int Reach = 2;

    private readonly GridGeometry geometry;
    private readonly float[] own;
    private readonly bool[] inside;
    private readonly float[] toInsideMm;
    private readonly float[] toOutsideMm;
    private readonly int[] insideVoxel;
    private readonly int[] outsideVoxel;

    /// <summary>Finds the surface.</summary>
    /// <param name="structure">The structure; where it is nowhere half a voxel thick, its fullest voxels count as inside.</param>
    public MarginSurface(VoxelMembership structure)
    {
        geometry = structure.Geometry;
        own = new float[geometry.Count];
        for (var n = 0; n < structure.Voxels.Length; n++) own[structure.Voxels[n]] = structure.Fractions[n];
        var threshold = structure.Fractions.Length == 0 ? Half : Math.Min(Half, structure.Fractions.Max());
        inside = Array.ConvertAll(own, fraction => fraction >= threshold);
        (toInsideMm, insideVoxel) = EuclideanDistance.Nearest(geometry, inside);
        (toOutsideMm, outsideVoxel) = EuclideanDistance.Nearest(geometry, Array.ConvertAll(inside, isInside => !isInside));
    }

    /// <summary>Fraction of every voxel inside the structure grown by a margin, or shrunk by a negative one.</summary>
    /// <param name="marginMm">The margin, mm.</param>
    public float[] Grown(double marginMm)
    {
        var width = Math.Cbrt(geometry.VoxelVolumeMm3);
        var rough = 2 * Math.Max(geometry.Spacing.X, Math.Max(geometry.Spacing.Y, geometry.Spacing.Z));
        var fractions = new float[own.Length];
        for (var n = 0; n < fractions.Length; n++)
        {
            double distanceMm = inside[n] ? -toOutsideMm[n] : toInsideMm[n];
            if (Math.Abs(distanceMm - marginMm) < rough) distanceMm = inside[n] ? -Refined(n, outsideVoxel[n]) : Refined(n, insideVoxel[n]);
            fractions[n] = (float)Math.Clamp(Half + (marginMm - distanceMm) / width, 0, 1);
        }

        return fractions;
    }

    private double Refined(int voxel, int nearest)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        var (ni, nj, nk) = geometry.Voxel(nearest);
        var best = double.PositiveInfinity;
        for (var c = Math.Max(0, nk - Reach); c <= Math.Min(geometry.Nz - 1, nk + Reach); c++)
            for (var b = Math.Max(0, nj - Reach); b <= Math.Min(geometry.Ny - 1, nj + Reach); b++)
                for (var a = Math.Max(0, ni - Reach); a <= Math.Min(geometry.Nx - 1, ni + Reach); a++)
                {
                    var other = geometry.Index(a, b, c);
                    if (inside[other] == inside[voxel]) continue;
                    var way = new Vector3d(Math.Abs(a - i) * geometry.Spacing.X, Math.Abs(b - j) * geometry.Spacing.Y, Math.Abs(c - k) * geometry.Spacing.Z);
                    best = Math.Min(best, way.Length - BeyondCentre(other, way));
                }

        return best;
    }

    // How far the surface lies beyond the centre of a voxel on the other side, along the way to it, mm.
    private double BeyondCentre(int voxel, Vector3d way)
    {
        var s = geometry.Spacing;
        var (x, y, z) = (way.X * s.X / way.Length, way.Y * s.Y / way.Length, way.Z * s.Z / way.Length);
        var t = Math.Abs(2 * own[voxel] - 1);
        var linear = 0.5 * Math.Max(x, Math.Max(y, z));
        var corner = 0.5 * (x + y + z) - linear;
        var beyond = linear * t + corner * (t * t) * (t * t) * t;
        return own[voxel] >= Half == inside[voxel] ? beyond : -beyond;
    }
}
