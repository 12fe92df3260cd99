using System.Runtime.Intrinsics;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>A run of a beam's points, one for each sub-spot where spots are split, shallowest first, with their sums.</summary>
internal sealed class RunOfPoints
{
    private RunOfPoints(int[] index, float[] share, (float X, float Y, float Zg, float Depth, float ToIsoX, float ToIsoY, float Narrower)[] points)
    {
        (Index, Share, Points) = (index, share, points);
        Sums = new Vector256<double>[points.Length];
    }

    /// <summary>Number of points.</summary>
    public int Count => Points.Length;

    /// <summary>Index of each point among the beam's.</summary>
    public int[] Index { get; }

    /// <summary>Share of the spots that each stands for.</summary>
    public float[] Share { get; }

    /// <summary>Place in the isocentre plane, height and water-equivalent depth of each point, mm, by how much its surroundings grow when they are projected onto the isocentre plane, and what spots' variance is less by, mm².</summary>
    public (float X, float Y, float Zg, float Depth, float ToIsoX, float ToIsoY, float Narrower)[] Points { get; }

    /// <summary>Dose, and its products with alpha, sqrt(beta) and LET, of each point.</summary>
    public Vector256<double>[] Sums { get; }

    /// <summary>The run of the points from one index to before another.</summary>
    /// <param name="points">The beam's points.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="rays">Those of its sub-spots, or null to split no spots.</param>
    /// <param name="first">The first index.</param>
    /// <param name="end">One past the last.</param>
    public static RunOfPoints Create(BeamPoints points, Machine machine, SubSpotRays? rays, int first, int end)
    {
        var all = new List<(int Index, float Share, float Dx, float Dy, float Depth, float Narrower)>(end - first);
        Span<float> depths = stackalloc float[SubSpots.Count];
        for (var n = first; n < end; n++)
        {
            if (rays is null || !rays.Split(points, n, out var sigma, depths)) all.Add((n, 1, 0, 0, points.DepthMm[n], 0));
            else for (var k = 0; k < SubSpots.Count; k++) all.Add((n, SubSpots.Nodes[k].Weight, sigma * SubSpots.Nodes[k].X, sigma * SubSpots.Nodes[k].Y, depths[k], sigma * sigma));
        }

        var ordered = all.OrderBy(one => one.Depth).ToArray();
        var placed = new BeamPoints(ordered.Length);
        for (var n = 0; n < ordered.Length; n++) placed.Put(n, points, ordered[n].Index, machine, ordered[n].Dx, ordered[n].Dy, ordered[n].Depth);
        float ToIso(int n, double sourceAxisDistanceMm) => (float)(1 / (1 - placed.ZgMm[n] / sourceAxisDistanceMm));
        return new RunOfPoints([.. ordered.Select(one => one.Index)], [.. ordered.Select(one => one.Share)], [.. ordered.Select((one, n) => (placed.XIsoMm[n], placed.YIsoMm[n], placed.ZgMm[n], placed.DepthMm[n],
            ToIso(n, machine.SourceAxisDistanceXMm), ToIso(n, machine.SourceAxisDistanceYMm), one.Narrower))]);
    }

    /// <summary>Adds the sums to the voxels of a dose grid.</summary>
    /// <param name="cubes">The grid.</param>
    /// <param name="voxels">The voxel of each of the beam's points.</param>
    public void AddTo(DoseCubes cubes, int[] voxels)
    {
        for (var n = 0; n < Count; n++)
        {
            var (voxel, sum) = (voxels[Index[n]], Share[n] * Sums[n]);
            cubes.Dose.Values[voxel] += (float)sum[0];
            cubes.AlphaDose.Values[voxel] += (float)sum[1];
            cubes.SqrtBetaDose.Values[voxel] += (float)sum[2];
            cubes.LetDose.Values[voxel] += (float)sum[3];
        }
    }
}
