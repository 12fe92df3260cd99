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

    private SubSpotPoints(int[] bricks, (float Lowest, float Highest, float Spread)[] depths, BrickPoints points) => (Bricks, Depths, Points) = (bricks, depths, points);

    /// <summary>The bricks, ascending.</summary>
    public int[] Bricks { get; }

    /// <summary>Least and largest depth of the sub-spots in each, and by how much those of one voxel differ at most, mm.</summary>
    public (float Lowest, float Highest, float Spread)[] Depths { get; }

    /// <summary><see cref="SubSpots.Count"/> bricks for each of them.</summary>
    public BrickPoints Points { get; }

    /// <summary>Splits a run of bricks.</summary>
    /// <param name="rays">The beam's rays.</param>
    /// <param name="bricks">The order of the points.</param>
    /// <param name="points">The beam's points.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="first">The first brick.</param>
    /// <param name="end">One past the last.</param>
    public static SubSpotPoints Split(SubSpotRays rays, Bricks bricks, BeamPoints points, Machine machine, int first, int end)
    {
        var split = new List<(int Brick, float[] Sigma, float[] Depth)>();
        for (var brick = first; brick < end; brick++)
        {
            var (sigma, depth, any) = (new float[Lanes], new float[Lanes * SubSpots.Count], false);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var n = bricks.PointOfLane[brick * Lanes + lane];
                var depths = depth.AsSpan(lane * SubSpots.Count, SubSpots.Count);
                var differs = rays.Split(points, n, out sigma[lane], depths);
                any |= differs;
                if (!differs) depths.Fill(points.DepthMm[n]);
            }

            if (any) split.Add((brick, sigma, depth));
        }

        var count = split.Count * SubSpots.Count * Lanes;
        var displaced = new BeamPoints(count) { NarrowerMm2 = new float[count] };
        var to = 0;
        foreach (var (brick, sigma, depth) in split)
            for (var k = 0; k < SubSpots.Count; k++)
                for (var lane = 0; lane < Lanes; lane++, to++)
                {
                    var (x, y, _) = SubSpots.Nodes[k];
                    displaced.Put(to, points, bricks.PointOfLane[brick * Lanes + lane], machine, sigma[lane] * x, sigma[lane] * y, depth[lane * SubSpots.Count + k]);
                    displaced.NarrowerMm2[to] = sigma[lane] * sigma[lane];
                }

        return new SubSpotPoints([.. split.Select(one => one.Brick)], [.. split.Select(one => Extent(one.Depth))], new BrickPoints([.. Enumerable.Range(0, displaced.Count)], displaced, 1, machine));
    }

    private static (float Lowest, float Highest, float Spread) Extent(float[] depth)
    {
        var spread = depth.Chunk(SubSpots.Count).Max(voxel => voxel.Max() - voxel.Min());
        return (depth.Min(), depth.Max(), spread);
    }
}
