using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Xunit;

namespace Hanbeam.Tests.Numerics.Grids;

public sealed class EuclideanDistanceTests
{
    [Fact]
    public void From_ScatteredVoxels_EqualsTheSearchOverAllPairs()
    {
        var geometry = new GridGeometry(default, new Vector3d(1, 2.5, 0.7), 11, 7, 9);
        var marked = new bool[geometry.Count];
        for (var n = 0; n < marked.Length; n++) marked[n] = n * 2654435761L % 97 == 3;
        int[] seeds = [.. Enumerable.Range(0, marked.Length).Where(n => marked[n])];
        Assert.NotEmpty(seeds);
        var distance = EuclideanDistance.From(geometry, marked);
        for (var n = 0; n < marked.Length; n++)
        {
            var nearest = seeds.Min(seed => (Center(geometry, n) - Center(geometry, seed)).Length);
            Assert.Equal(nearest, distance[n], 1e-5); // single precision of some 10 mm
        }
    }

    [Fact]
    public void From_NothingMarked_IsInfinite()
    {
        var geometry = new GridGeometry(default, new Vector3d(1, 1, 1), 3, 3, 3);
        Assert.All(EuclideanDistance.From(geometry, new bool[27]), distance => Assert.Equal(float.PositiveInfinity, distance));
    }

    private static Vector3d Center(GridGeometry geometry, int index)
    {
        var (i, j, k) = geometry.Voxel(index);
        return geometry.Center(i, j, k);
    }
}
