using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// Bricks in which spots are split, once for each sub-spot: places and depths of its rays, and what it is narrower by. Voxels of such a brick that lie where nothing differs stay where they are.
/// </summary>
internal sealed class SubSpotPoints
{
    private const int Lanes = LaneBuffer.Lanes;

    private SubSpotPoints(int[] bricks, (float Lowest, float Highest)[] depths, BrickPoints points) => (Bricks, Depths, Points) = (bricks, depths, points);

    /// <summary>The bricks, ascending.</summary>
    public int[] Bricks { get; }

    /// <summary>Least and largest depth of the sub-spots of each voxel, mm, sixteen for each brick; the same where they are one.</summary>
    public (float Lowest, float Highest)[] Depths { get; }

    /// <summary><see cref="SubSpots.Count"/> bricks for each of them.</summary>
    public BrickPoints Points { get; }

    /// <summary>Splits a run of bricks; null where nothing differs.</summary>
    /// <param name="rays">The beam's rays.</param>
    /// <param name="bricks">The order of the points.</param>
    /// <param name="points">The beam's points.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="first">The first brick.</param>
    /// <param name="end">One past the last.</param>
    public static SubSpotPoints? Split(SubSpotRays rays, Bricks bricks, BeamPoints points, Machine machine, int first, int end)
    {
        var (split, sigmas, depths) = (new List<int>(), new List<float>(), new List<float>());
        Span<float> sigma = stackalloc float[Lanes];
        Span<float> depth = stackalloc float[Lanes * SubSpots.Count];
        for (var brick = first; brick < end; brick++)
        {
            var any = false;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var n = bricks.PointOfLane[brick * Lanes + lane];
                var ofVoxel = depth.Slice(lane * SubSpots.Count, SubSpots.Count);
                var differs = rays.Split(points, n, out sigma[lane], ofVoxel);
                any |= differs;
                if (!differs) ofVoxel.Fill(points.DepthMm[n]);
            }

            if (!any) continue;
            split.Add(brick);
            sigmas.AddRange(sigma);
            depths.AddRange(depth);
        }

        return split.Count == 0 ? null : new SubSpotPoints([.. split], Extents(CollectionsMarshal.AsSpan(depths)), new BrickPoints([.. Enumerable.Range(0, depths.Count)], Displaced(bricks, points, machine, split, sigmas, depths), 1, machine));
    }

    private static BeamPoints Displaced(Bricks bricks, BeamPoints points, Machine machine, List<int> split, List<float> sigmas, List<float> depths)
    {
        var displaced = new BeamPoints(depths.Count) { NarrowerMm2 = new float[depths.Count] };
        var to = 0;
        for (var one = 0; one < split.Count; one++)
            for (var k = 0; k < SubSpots.Count; k++)
                for (var lane = 0; lane < Lanes; lane++, to++)
                {
                    var ((x, y, _), sigma) = (SubSpots.Nodes[k], sigmas[one * Lanes + lane]);
                    displaced.Put(to, points, bricks.PointOfLane[split[one] * Lanes + lane], machine, sigma * x, sigma * y, depths[(one * Lanes + lane) * SubSpots.Count + k]);
                    displaced.NarrowerMm2[to] = sigma * sigma;
                }

        return displaced;
    }

    private static (float Lowest, float Highest)[] Extents(ReadOnlySpan<float> depths)
    {
        var extents = new (float, float)[depths.Length / SubSpots.Count];
        for (var n = 0; n < extents.Length; n++)
        {
            var ofVoxel = depths.Slice(n * SubSpots.Count, SubSpots.Count);
            extents[n] = (TensorPrimitives.Min(ofVoxel), TensorPrimitives.Max(ofVoxel));
        }

        return extents;
    }
}
