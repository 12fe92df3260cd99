using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>The voxel that holds a point.</summary>
internal static class VoxelLookup
{
    /// <summary>Linear index of the voxel that holds a point, or −1 outside the grid.</summary>
    public static int IndexAt(GridGeometry geometry, Vector3d point)
    {
        var corner = geometry.LowerCorner;
        var i = (int)Math.Floor((point.X - corner.X) / geometry.Spacing.X);
        var j = (int)Math.Floor((point.Y - corner.Y) / geometry.Spacing.Y);
        var k = (int)Math.Floor((point.Z - corner.Z) / geometry.Spacing.Z);
        return (uint)i < (uint)geometry.Nx && (uint)j < (uint)geometry.Ny && (uint)k < (uint)geometry.Nz ? geometry.Index(i, j, k) : -1;
    }

    /// <summary>The value there; 0 outside the grid.</summary>
    public static float At(Grid<float> grid, Vector3d point)
    {
        var index = IndexAt(grid.Geometry, point);
        return index < 0 ? 0 : grid.Values[index];
    }
}
