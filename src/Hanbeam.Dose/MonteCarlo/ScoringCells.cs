using System.Runtime.CompilerServices;
using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// A grid to score on that is not the one of the voxels. A step's energy goes to the cell of a random point of the step, even over its length, so that every cell gets
/// its share of the path on average, wherever borders lie. What falls outside the grid goes to a spare cell behind the last.
/// </summary>
internal sealed class ScoringCells
{
    /// <param name="grid">The grid to score on.</param>
    /// <param name="corner">Lower corner of the voxels in its frame, mm.</param>
    public ScoringCells(GridGeometry grid, Vector3d corner)
    {
        (Nx, Ny, Nz, Order) = (grid.Nx, grid.Ny, grid.Nz, new BlockOrder(grid.Nx, grid.Ny, grid.Nz));
        (PerMmX, PerMmY, PerMmZ) = ((float)(1 / grid.Spacing.X), (float)(1 / grid.Spacing.Y), (float)(1 / grid.Spacing.Z));
        var from = corner - grid.LowerCorner;
        (FromX, FromY, FromZ) = ((float)(from.X / grid.Spacing.X), (float)(from.Y / grid.Spacing.Y), (float)(from.Z / grid.Spacing.Z));
    }

    public int Nx { get; }

    public int Ny { get; }

    public int Nz { get; }

    /// <summary>Where cells lie in memory; its count is the place of the spare one.</summary>
    public BlockOrder Order { get; }

    /// <summary>Cells per mm along x.</summary>
    public float PerMmX { get; }

    /// <summary>Cells per mm along y.</summary>
    public float PerMmY { get; }

    /// <summary>Cells per mm along z.</summary>
    public float PerMmZ { get; }

    /// <summary>Where the voxels begin along x, in cells.</summary>
    public float FromX { get; }

    /// <summary>Where the voxels begin along y, in cells.</summary>
    public float FromY { get; }

    /// <summary>Where the voxels begin along z, in cells.</summary>
    public float FromZ { get; }

    /// <summary>The place in memory of the cell of a point, mm from the voxels' lower corner.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(float x, float y, float z)
    {
        var i = (int)MathF.Floor(FloatMath.Fma(x, PerMmX, FromX));
        var j = (int)MathF.Floor(FloatMath.Fma(y, PerMmY, FromY));
        var k = (int)MathF.Floor(FloatMath.Fma(z, PerMmZ, FromZ));
        return (uint)i < (uint)Nx && (uint)j < (uint)Ny && (uint)k < (uint)Nz ? Order.Of(i, j, k) : Order.Count;
    }
}
