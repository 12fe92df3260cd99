using System.Runtime.Intrinsics;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>A run of a beam's points, shallowest first, with their sums.</summary>
internal sealed class RunOfPoints
{
    private RunOfPoints(int[] index, (float X, float Y, float Zg, float Depth, float ToIsoX, float ToIsoY)[] points)
    {
        (Index, Points) = (index, points);
        Sums = new Vector256<double>[points.Length];
    }

    /// <summary>Number of points.</summary>
    public int Count => Points.Length;

    /// <summary>Index of each point among the beam's.</summary>
    public int[] Index { get; }

    /// <summary>Place in the isocentre plane, height and water-equivalent depth of each point, mm, and by how much its surroundings grow when they are projected onto the isocentre plane.</summary>
    public (float X, float Y, float Zg, float Depth, float ToIsoX, float ToIsoY)[] Points { get; }

    /// <summary>Dose, and its products with alpha, sqrt(beta) and LET, of each point.</summary>
    public Vector256<double>[] Sums { get; }

    /// <summary>The run of the points from one index to before another.</summary>
    public static RunOfPoints Create(BeamPoints points, Machine machine, int first, int end)
    {
        int[] index = [.. Enumerable.Range(first, end - first)];
        Array.Sort(points.DepthMm[first..end], index);
        float ToIso(int n, double sourceAxisDistanceMm) => (float)(1 / (1 - points.ZgMm[n] / sourceAxisDistanceMm));
        return new RunOfPoints(index, [.. index.Select(n => (points.XIsoMm[n], points.YIsoMm[n], points.ZgMm[n], points.DepthMm[n],
            ToIso(n, machine.SourceAxisDistanceXMm), ToIso(n, machine.SourceAxisDistanceYMm)))]);
    }

    /// <summary>Adds the sums to the voxels of a dose grid.</summary>
    /// <param name="cubes">The grid.</param>
    /// <param name="voxels">The voxel of each of the beam's points.</param>
    public void AddTo(DoseCubes cubes, int[] voxels)
    {
        for (var n = 0; n < Count; n++)
        {
            var (voxel, sum) = (voxels[Index[n]], Sums[n]);
            cubes.Dose.Values[voxel] += (float)sum[0];
            cubes.AlphaDose.Values[voxel] += (float)sum[1];
            cubes.SqrtBetaDose.Values[voxel] += (float)sum[2];
            cubes.LetDose.Values[voxel] += (float)sum[3];
        }
    }
}
