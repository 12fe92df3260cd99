using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>Dose, alpha·dose, sqrt(beta)·dose and LET·dose, or derivatives by them, of all bricks: four lines of sixteen voxels a brick.</summary>
internal sealed class BrickQuantities(int bricks)
{
    private const int Lanes = LaneBuffer.Lanes;

    private readonly LaneBuffer values = new(bricks * 4 * Lanes);

    /// <summary>Sets everything to zero.</summary>
    public void Clear() => values.Span.Clear();

    /// <summary>Adds a component's dose to a brick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int brick, Vector512<float> dose, Vector512<float> alpha, Vector512<float> sqrtBeta, Vector512<float> let)
    {
        ref var line = ref Unsafe.Add(ref values.First, brick * 4 * Lanes);
        (Vector512.LoadUnsafe(ref line) + dose).StoreUnsafe(ref line);
        Vector512.FusedMultiplyAdd(dose, alpha, Vector512.LoadUnsafe(ref line, Lanes)).StoreUnsafe(ref line, Lanes);
        Vector512.FusedMultiplyAdd(dose, sqrtBeta, Vector512.LoadUnsafe(ref line, 2 * Lanes)).StoreUnsafe(ref line, 2 * Lanes);
        Vector512.FusedMultiplyAdd(dose, let, Vector512.LoadUnsafe(ref line, 3 * Lanes)).StoreUnsafe(ref line, 3 * Lanes);
    }

    /// <summary>The derivative by a component's dose.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Chain(int brick, Vector512<float> alpha, Vector512<float> sqrtBeta, Vector512<float> let)
    {
        ref var line = ref Unsafe.Add(ref values.First, brick * 4 * Lanes);
        var sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref line, Lanes), alpha, Vector512.LoadUnsafe(ref line));
        sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref line, 2 * Lanes), sqrtBeta, sum);
        return Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref line, 3 * Lanes), let, sum);
    }

    /// <summary>Whether all of a brick is zero.</summary>
    public bool IsZero(int brick) => values.Span.Slice(brick * 4 * Lanes, 4 * Lanes).IndexOfAnyExcept(0f) < 0;

    /// <summary>ADDS some bricks to the points in their own order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTo(VoxelQuantities points, Bricks bricks, int firstBrick, int endBrick)
    {
        for (var brick = firstBrick; brick < endBrick; brick++)
        {
            ref var line = ref Unsafe.Add(ref values.First, brick * 4 * Lanes);
            var lanes = bricks.LanesOf(brick);
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                var point = lanes[lane];
                points.Dose[point] += Unsafe.Add(ref line, lane);
                points.AlphaDose[point] += Unsafe.Add(ref line, Lanes + lane);
                points.SqrtBetaDose[point] += Unsafe.Add(ref line, 2 * Lanes + lane);
                if (points.HasLet) points.LetDose[point] += Unsafe.Add(ref line, 3 * Lanes + lane);
            }
        }
    }

    /// <summary>Writes some bricks to their voxels of a dose grid.</summary>
    /// <param name="cubes">The grid.</param>
    /// <param name="voxels">The voxel of each point.</param>
    /// <param name="bricks">The order of the points.</param>
    /// <param name="firstBrick">The first brick.</param>
    /// <param name="endBrick">One past the last.</param>
    public void CopyTo(PencilBeam.DoseCubes cubes, int[] voxels, Bricks bricks, int firstBrick, int endBrick)
    {
        for (var lane = firstBrick * Lanes; lane < Math.Min(endBrick * Lanes, bricks.PointCount); lane++)
        {
            var voxel = voxels[bricks.PointOfLane[lane]];
            var line = values.Span[(lane / Lanes * 4 * Lanes + lane % Lanes)..];
            cubes.Dose.Values[voxel] = line[0];
            cubes.AlphaDose.Values[voxel] = line[Lanes];
            cubes.SqrtBetaDose.Values[voxel] = line[2 * Lanes];
            cubes.LetDose.Values[voxel] = line[3 * Lanes];
        }
    }

    /// <summary>Reads points in their own order; the rest is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SetFrom(VoxelQuantities points, Bricks bricks)
    {
        for (var brick = 0; brick < bricks.Count; brick++)
        {
            ref var line = ref Unsafe.Add(ref values.First, brick * 4 * Lanes);
            var lanes = bricks.LanesOf(brick);
            if (lanes.Length < Lanes || !points.HasLet) values.Span.Slice(brick * 4 * Lanes, 4 * Lanes).Clear();
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                var point = lanes[lane];
                line = ref Unsafe.Add(ref values.First, brick * 4 * Lanes + lane);
                line = (float)points.Dose[point];
                Unsafe.Add(ref line, Lanes) = (float)points.AlphaDose[point];
                Unsafe.Add(ref line, 2 * Lanes) = (float)points.SqrtBetaDose[point];
                if (points.HasLet) Unsafe.Add(ref line, 3 * Lanes) = (float)points.LetDose[point];
            }
        }
    }
}
