using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Objectives;

/// <summary>
/// Which voxels stand for a structure in the optimisation, and for which share of its volume. Voxels that no beam reaches stand for nothing (their dose is 0).
/// An organ or target is represented by all of its reached voxels. The outline, by far the largest, is represented by all voxels near the targets, where the
/// dose is steep, and by one of eight (every second along each axis) farther away, each standing for its 2×2×2 block.
/// </summary>
internal static class RegionShares
{
    // Distance from the targets up to which every voxel of the outline counts: about the width of an ion beam's lateral fall-off (assumed).
    private const double NearMm = 10;

    /// <summary>Share of the structure's volume by voxel, and the share of what is not reached.</summary>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="name">Which one.</param>
    /// <param name="isTarget">Whether it is a target, of which every voxel counts.</param>
    /// <param name="reached">What the beams can reach.</param>
    /// <param name="least">Voxels of which a smaller fraction lies inside are left out.</param>
    public static (SortedDictionary<int, double> Shares, double RestShare) Of(PlanningStructures structures, string name, bool isTarget, ReachedVoxels reached, float least = 0)
    {
        var membership = structures.ForGoal(name);
        var outline = structures.IsOutline(name);
        var external = Dense(structures.External);
        var shares = new SortedDictionary<int, double>();
        double volume = 0, rest = 0;
        bool Sampled(int voxel) => outline && structures.DistanceFromTargetsMm[voxel] > NearMm;
        bool Reached(int voxel) => isTarget || (outline ? reached.InRange : reached.InView)[voxel];
        var fractions = outline ? Dense(membership) : null;
        for (var n = 0; n < membership.Voxels.Length; n++)
        {
            var voxel = membership.Voxels[n];
            // A voxel mostly outside the patient has no dose.
            if (external[voxel] < VoxelMembership.Inside || membership.Fractions[n] < least) continue;
            double fraction = membership.Fractions[n];
            volume += fraction;
            if (!Reached(voxel))
            {
                rest += fraction;
                continue;
            }

            var representative = Sampled(voxel) ? BlockCorner(structures.Geometry, voxel) : voxel;
            if (representative != voxel && !(Sampled(representative) && Reached(representative) && fractions![representative] > 0 && external[representative] >= VoxelMembership.Inside))
                representative = voxel;
            shares[representative] = shares.GetValueOrDefault(representative) + fraction;
        }

        if (volume > 0)
            foreach (var voxel in shares.Keys.ToArray()) shares[voxel] /= volume;
        return (shares, volume > 0 ? rest / volume : 0);
    }

    private static int BlockCorner(GridGeometry geometry, int voxel)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        return geometry.Index(i & ~1, j & ~1, k & ~1);
    }

    private static float[] Dense(VoxelMembership membership)
    {
        var dense = new float[membership.Geometry.Count];
        for (var n = 0; n < membership.Voxels.Length; n++) dense[membership.Voxels[n]] = membership.Fractions[n];
        return dense;
    }
}
