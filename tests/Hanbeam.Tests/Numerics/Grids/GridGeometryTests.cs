using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Numerics.Grids;

public sealed class GridGeometryTests
{
    private static readonly GridGeometry Ct = new(new Vector3d(0, 0, 0), new Vector3d(1, 1, 3), 512, 512, 200);

    [Fact]
    public void Resampled_ToAnEdge_CoversTheSameBoxFromTheLowerCorner()
    {
        var grid = Ct.Resampled(5);
        Assert.Equal((103, 103, 120), (grid.Nx, grid.Ny, grid.Nz));
        Assert.Equal(Ct.LowerCorner, grid.LowerCorner);
    }

    // 5120 × 5120 × 6000 voxels: an int would wrap round to a number that looks allowed.
    [Fact]
    public void Resampled_TooFine_NamesNumberAndLimit()
    {
        var message = Assert.Throws<InputException>(() => Ct.Resampled(0.1)).Message;
        Assert.Contains("157286400000", message);
        Assert.Contains("268435456", message);
    }
}
