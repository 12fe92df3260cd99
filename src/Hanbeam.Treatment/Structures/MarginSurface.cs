using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>The surface of a fractional membership, and where it lies after a margin, to a fraction of a voxel.</summary>
/// <remarks>
/// A voxel's fraction f tells how far a plane across the direction u lies beyond its centre: with t = 2f − 1 by max(|u_a|·s_a)/2·t near the
/// middle, and by half the box's shadow Σ|u_a|·s_a/2 where the box is just full; t⁵ carries what the corners add, within 0.02 of a voxel
/// for planes across edges and diagonals. A margin moves that plane by its reach h(u), the half width of its ellipsoid along u. A point at w from the voxel's
/// centre is inside the grown structure where the way from the plane's point below n, the direction in which the ellipsoid's surface is met, is at most the margin; no voxel that has
/// anything of the structure makes that way shorter than it is, so the shortest over the voxels around the nearest one is right. The same holds with inside and outside exchanged.
/// </remarks>
internal sealed class MarginSurface
{
    private const float Half = 0.5f;

    // The voxel next to the surface's nearest point is at most this many voxels from the nearest voxel centre.
    private const int Reach = 2;

    // Cosine of 45°: nearer to the normal than to the surface.
    private const double Across = 0.7;

    // From the line's start t is good to a millionth after so many.
    private const int NewtonSteps = 5;

    private readonly GridGeometry geometry;
    private readonly float[] own;
    private readonly bool[] inside;
    private readonly bool[] outside;
    private readonly double rough;

    /// <summary>Finds the surface.</summary>
    /// <param name="structure">The structure; where it is nowhere half a voxel thick, its fullest voxels count as inside.</param>
    public MarginSurface(VoxelMembership structure)
    {
        geometry = structure.Geometry;
        own = new float[geometry.Count];
        for (var n = 0; n < structure.Voxels.Length; n++) own[structure.Voxels[n]] = structure.Fractions[n];
        var threshold = structure.Fractions.Length == 0 ? Half : Math.Min(Half, structure.Fractions.Max());
        inside = Array.ConvertAll(own, fraction => fraction >= threshold);
        outside = Array.ConvertAll(inside, isInside => !isInside);
        rough = 2 * Math.Max(geometry.Spacing.X, Math.Max(geometry.Spacing.Y, geometry.Spacing.Z));
    }

    /// <summary>Fraction of every voxel inside the structure grown by a margin; nowhere less than before.</summary>
    public float[] Grown(StructureMargin margin) => Moved(true, margin);

    /// <summary>Fraction of every voxel inside the structure shrunk by a margin; nowhere more than before.</summary>
    public float[] Shrunk(StructureMargin margin) => Array.ConvertAll(Moved(false, margin.Mirrored), fraction => 1 - fraction);

    // Fraction of every voxel on a side that has grown by the margin.
    private float[] Moved(bool isInside, StructureMargin margin)
    {
        var gauge = new MarginGauge(margin);
        var (side, other) = isInside ? (inside, outside) : (outside, inside);
        var nearest = EuclideanDistance.Nearest(geometry, side).Voxel;
        var nearestByGauge = margin.IsUniform ? nearest : GaugeDistance.Nearest(geometry, Touched(isInside), gauge);
        var nearestOther = margin.IsUniform ? EuclideanDistance.Nearest(geometry, other).Voxel : [];
        var fractions = new float[own.Length];
        for (var n = 0; n < fractions.Length; n++)
        {
            var before = Side(n, isInside);
            if (before >= 1) fractions[n] = 1;
            else if (side[n] && margin.IsUniform) fractions[n] = Math.Max(before, FromWithin(n, nearestOther[n], isInside, margin.LargestMm));
            else if (side[n]) fractions[n] = Math.Max(before, FromAround(n, n, isInside, gauge));
            else fractions[n] = Math.Max(before, FromOutside(n, nearest[n], nearestByGauge[n], isInside, gauge));
        }

        return fractions;
    }

    // Under a margin that differs by direction the next voxel with anything of the side may lie in another direction than the next that is half filled.
    private bool[] Touched(bool isInside) => isInside ? Array.ConvertAll(own, fraction => fraction > 0) : Array.ConvertAll(own, fraction => fraction < 1);

    private float Side(int voxel, bool isInside) => isInside ? own[voxel] : 1 - own[voxel];

    // A voxel already on the side: the margin, and its depth below the surface.
    private float FromWithin(int voxel, int nearestOther, bool isInside, double marginMm)
    {
        if (nearestOther < 0) return 1;
        var (depth, direction) = (double.PositiveInfinity, default(Vector3d));
        foreach (var other in Around(nearestOther, voxel, !isInside))
        {
            var way = geometry.Center(other) - geometry.Center(voxel);
            var unit = 1 / way.Length * way;
            var mm = way.Length - BeyondCentre(other, unit, !isInside);
            if (mm < depth) (depth, direction) = (mm, unit);
        }

        return Fraction(marginMm + depth, direction);
    }

    // By the margin's measure the nearest voxel may lie in another direction than the surface that reaches farther, which is then the nearest in space.
    private float FromOutside(int voxel, int nearest, int nearestByGauge, bool isInside, MarginGauge gauge)
    {
        var fraction = nearestByGauge < 0 ? 0 : FromAround(voxel, nearestByGauge, isInside, gauge);
        return nearest < 0 || nearest == nearestByGauge || fraction >= 1 ? fraction : Math.Max(fraction, FromAround(voxel, nearest, isInside, gauge));
    }

    // From the voxels around the nearest one of the side. A direction without margin leads nowhere, and a voxel that is partly filled for a reason
    // across the margin's direction gives no more than it has.
    private float FromAround(int voxel, int nearest, bool isInside, MarginGauge gauge)
    {
        var center = geometry.Center(voxel);
        var way = center - geometry.Center(nearest);
        var missing = nearest == voxel ? 0 : (1 - gauge.Of(way)) * gauge.Reach(gauge.Normal(way));
        if (missing > rough) return 1;
        if (missing < -rough) return 0;
        var best = 0f;
        foreach (var other in Around(nearest, voxel, isInside))
        {
            var from = center - geometry.Center(other);
            if (!gauge.Leads(from)) continue;
            var normal = gauge.Normal(from);
            var rest = from - BeyondCentre(other, normal, isInside) * normal;
            if (rest.Length > 0 && gauge.Leads(rest)) normal = gauge.Normal(rest);
            var fraction = Fraction((1 - gauge.Of(rest)) * gauge.Reach(normal), normal);
            best = Math.Max(best, gauge.HasNoMarginSomewhere && IsCutAlong(other, normal) ? Math.Min(fraction, Side(other, isInside)) : fraction);
        }

        return best;
    }

    // Whether the surface in a voxel runs along a direction rather than across it, by the change of the fractions around.
    private bool IsCutAlong(int voxel, Vector3d direction)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        double At(int a, int b, int c) => own[geometry.Index(Math.Clamp(a, 0, geometry.Nx - 1), Math.Clamp(b, 0, geometry.Ny - 1), Math.Clamp(c, 0, geometry.Nz - 1))];
        var change = new Vector3d(
            (At(i + 1, j, k) - At(i - 1, j, k)) / geometry.Spacing.X,
            (At(i, j + 1, k) - At(i, j - 1, k)) / geometry.Spacing.Y,
            (At(i, j, k + 1) - At(i, j, k - 1)) / geometry.Spacing.Z);
        return Math.Abs(change.Dot(direction)) < Across * change.Length;
    }

    // The voxels around one that have anything of a side.
    private IEnumerable<int> Around(int voxel, int except, bool isInside)
    {
        var (ni, nj, nk) = geometry.Voxel(voxel);
        for (var c = Math.Max(0, nk - Reach); c <= Math.Min(geometry.Nz - 1, nk + Reach); c++)
            for (var b = Math.Max(0, nj - Reach); b <= Math.Min(geometry.Ny - 1, nj + Reach); b++)
                for (var a = Math.Max(0, ni - Reach); a <= Math.Min(geometry.Nx - 1, ni + Reach); a++)
                {
                    var other = geometry.Index(a, b, c);
                    if (other != except && (isInside ? own[other] > 0 : own[other] < 1)) yield return other;
                }
    }

    // How far the surface of a side lies beyond the centre of a voxel along a direction, mm; below 0 where it ends before the centre.
    private double BeyondCentre(int voxel, Vector3d direction, bool isInside)
    {
        var (linear, corner) = Shadow(direction);
        var filled = 2 * Side(voxel, isInside) - 1;
        var t = Math.Abs(filled);
        return Math.Sign(filled) * (linear * t + corner * (t * t) * (t * t) * t);
    }

    // The fraction of a voxel on a side whose surface lies so far beyond its centre: the inverse of the above, by Newton's method.
    private float Fraction(double beyondMm, Vector3d direction)
    {
        var (linear, corner) = Shadow(direction);
        var d = Math.Abs(beyondMm);
        if (d >= linear + corner) return beyondMm > 0 ? 1 : 0;
        var t = d / (linear + corner);
        for (var n = 0; n < NewtonSteps; n++) t -= (linear * t + corner * t * t * t * t * t - d) / (linear + 5 * corner * t * t * t * t);
        return (float)Math.Clamp(Half + 0.5 * Math.Sign(beyondMm) * t, 0, 1);
    }

    // Half the box's shadow along a direction in two parts: of its longest edge, and what the others add at the corners.
    private (double Linear, double Corner) Shadow(Vector3d direction)
    {
        var s = geometry.Spacing;
        var (x, y, z) = (Math.Abs(direction.X) * s.X, Math.Abs(direction.Y) * s.Y, Math.Abs(direction.Z) * s.Z);
        var linear = 0.5 * Math.Max(x, Math.Max(y, z));
        return (linear, 0.5 * (x + y + z) - linear);
    }
}
