using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Objectives;

/// <summary>
/// Looks at a structure's surface more closely than voxel centres do. A voxel at the surface is cut in eight; of what of it lies inside the body (on the structure's fine grid) either the
/// centroids stand for the volume, or the outermost corners for the extremes, where a trilinear dose has them.
/// </summary>
internal sealed class BodySampler
{
    private const int Octants = 8;

    // What is missing to a whole voxel by rounding does not make a surface.
    private const float Whole = 0.999f;

    private readonly GridGeometry geometry;
    private readonly Func<int, bool> hasDose;
    private readonly float[] inside;
    private readonly Dictionary<int, Octant[]> octants = [];
    private readonly Vector3d fineSpacing;

    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="name">One of them, not the outline.</param>
    /// <param name="hasDose">Whether a voxel of the dose grid has a dose.</param>
    public BodySampler(PlanningStructures structures, string name, Func<int, bool> hasDose)
    {
        (geometry, this.hasDose) = (structures.Geometry, hasDose);
        var membership = structures.Of(name);
        inside = new float[geometry.Count];
        for (var n = 0; n < membership.Voxels.Length; n++) inside[membership.Voxels[n]] = membership.Fractions[n];
        var fine = structures.Fine(name);
        fineSpacing = fine.Geometry.Spacing;
        for (var m = 0; m < fine.Voxels.Length; m++) Add(fine.Geometry.Center(fine.Voxels[m]), fine.Fractions[m]);
    }

    /// <summary>
    /// Moves the shares of voxels with a bare face to the centroids of their octants: of those that are full beside one that the body does not touch, as in a mask. Their centres all lie half a
    /// voxel inside, and say nothing of the fall-off in front of the face; where the surface cuts through voxels, their centres lie on both sides of it and do.
    /// </summary>
    /// <param name="shares">Share of the structure's volume by voxel; receives what is left.</param>
    public List<BodyPoint> Centroids(SortedDictionary<int, double> shares)
    {
        var points = new List<BodyPoint>();
        foreach (var (voxel, share) in shares.Where(entry => octants.ContainsKey(entry.Key) && HasBareFace(entry.Key)).ToArray())
        {
            var parts = octants[voxel].Where(octant => octant.Volume > 0).ToArray();
            var volume = parts.Sum(octant => octant.Volume);
            if (volume <= 0) continue;
            shares.Remove(voxel);
            points.AddRange(parts.Select(octant => new BodyPoint(BodyPoints.Around(geometry, 1 / octant.Volume * octant.Moment, hasDose), share * octant.Volume / volume)));
        }

        return points;
    }

    /// <summary>Gives the shares of voxels at the surface to the outermost corners of their octants, and to their centres where those lie inside.</summary>
    /// <param name="shares">Share of the structure's volume by voxel; receives what is left.</param>
    public List<BodyPoint> Extremes(SortedDictionary<int, double> shares)
    {
        var (places, order) = (new Dictionary<(long, long, long), double>(), new List<((long, long, long) Key, Vector3d Place)>());
        foreach (var (voxel, share) in shares.Where(entry => octants.ContainsKey(entry.Key)).ToArray())
        {
            var corners = octants[voxel].Where(octant => octant.Reach > 0).Select(octant => octant.Corner).ToArray();
            if (corners.Length == 0) continue;
            var keeps = inside[voxel] >= VoxelMembership.Inside;
            var own = share / (corners.Length + (keeps ? 1 : 0));
            if (keeps) shares[voxel] = own;
            else shares.Remove(voxel);
            foreach (var corner in corners)
            {
                // Neighbours share corners: a thousandth of a millimetre tells two apart.
                long Key(double mm) => (long)Math.Round(mm * 1000);
                var key = (Key(corner.X), Key(corner.Y), Key(corner.Z));
                if (!places.TryAdd(key, own)) places[key] += own;
                else order.Add((key, corner));
            }
        }

        return [.. order.Select(one => new BodyPoint(BodyPoints.Around(geometry, one.Place, hasDose), places[one.Key]))];
    }

    private void Add(Vector3d center, float fraction)
    {
        var place = center - geometry.LowerCorner;
        var (i, j, k) = ((int)(place.X / geometry.Spacing.X), (int)(place.Y / geometry.Spacing.Y), (int)(place.Z / geometry.Spacing.Z));
        var voxel = geometry.Index(i, j, k);
        if (!IsSurface(voxel)) return;
        if (!octants.TryGetValue(voxel, out var own)) octants[voxel] = own = new Octant[Octants];
        var middle = geometry.Center(i, j, k);
        foreach (var (x, dx, wx) in Halves(center.X - middle.X, fineSpacing.X))
            foreach (var (y, dy, wy) in Halves(center.Y - middle.Y, fineSpacing.Y))
                foreach (var (z, dz, wz) in Halves(center.Z - middle.Z, fineSpacing.Z))
                    own[x + 2 * y + 4 * z].Add(middle, new Vector3d(dx, dy, dz), fineSpacing, wx * wy * wz * fraction, fraction);
    }

    // Which half of a voxel a fine voxel is in: side, its distance from the voxel's middle, and its part there; one that lies astride is in both.
    private static (int Side, double Distance, double Part)[] Halves(double distance, double width) => Math.Abs(distance) < 0.25 * width
        ? [(0, distance - width / 4, 0.5), (1, distance + width / 4, 0.5)]
        : [(distance < 0 ? 0 : 1, distance, 1)];

    private bool IsSurface(int voxel)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        for (var c = Math.Max(0, k - 1); c <= Math.Min(geometry.Nz - 1, k + 1); c++)
            for (var b = Math.Max(0, j - 1); b <= Math.Min(geometry.Ny - 1, j + 1); b++)
                for (var a = Math.Max(0, i - 1); a <= Math.Min(geometry.Nx - 1, i + 1); a++)
                    if (inside[geometry.Index(a, b, c)] < Whole) return true;
        return false;
    }

    private bool HasBareFace(int voxel)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        bool Bare(int a, int b, int c) => a < 0 || b < 0 || c < 0 || a >= geometry.Nx || b >= geometry.Ny || c >= geometry.Nz || inside[geometry.Index(a, b, c)] == 0;

        return inside[voxel] >= Whole && (Bare(i - 1, j, k) || Bare(i + 1, j, k) || Bare(i, j - 1, k) || Bare(i, j + 1, k) || Bare(i, j, k - 1) || Bare(i, j, k + 1));
    }

    private struct Octant
    {
        public double Volume;
        public Vector3d Moment;
        public double Reach;
        public Vector3d Corner;

        public void Add(Vector3d middle, Vector3d offset, Vector3d width, double volume, float fraction)
        {
            Volume += volume;
            Moment += volume * (middle + offset);
            if (fraction < VoxelMembership.Inside) return;

            // The corner that looks away from the voxel's middle; a half voxel's is the whole one's.
            double Outer(double distance, double whole) => distance + Math.CopySign(Math.Min(whole / 2, Math.Abs(distance)), distance);
            var corner = new Vector3d(Outer(offset.X, width.X), Outer(offset.Y, width.Y), Outer(offset.Z, width.Z));
            var reach = Math.Abs(corner.X) + Math.Abs(corner.Y) + Math.Abs(corner.Z);
            if (reach <= Reach) return;
            (Reach, Corner) = (reach, middle + corner);
        }
    }
}
