using System.Runtime.Intrinsics;
using Hanbeam.Dose.MonteCarlo;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

public sealed class BlockOrderTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(8, 8, 8)]
    [InlineData(17, 9, 3)]
    [InlineData(5, 30, 16)]
    public void Places_AreDifferentForAllVoxels_AndLeadBack(int nx, int ny, int nz)
    {
        var order = new BlockOrder(nx, ny, nz);
        var indices = order.Indices();
        Assert.Equal(order.Count, indices.Length);
        Assert.Equal(Enumerable.Range(0, nx * ny * nz), indices.Where(index => index >= 0).Order());
        for (var n = 0; n < nx * ny * nz; n++) Assert.Equal(n, indices[order.Of(n)]);
    }

    [Fact]
    public void Neighbours_LieNear()
    {
        // Eight voxels of a cube of two are eight places in a row.
        var order = new BlockOrder(64, 64, 64);
        int[] cube = [.. Enumerable.Range(0, 8).Select(n => order.Of(10 + (n & 1), 20 + (n >> 1 & 1), 30 + (n >> 2)))];
        Assert.Equal(Enumerable.Range(cube[0], 8), cube);
    }

    [Fact]
    public void Lanes_FindTheSamePlaces()
    {
        Assert.SkipUnless(LaneTransport.IsSupported, "this processor has no AVX-512");
        var order = new BlockOrder(33, 18, 20);
        for (var first = 0; first < 33 * 18 * 20; first += 16)
        {
            int Axis(int lane, Func<int, int> of) => of(Math.Min(first + lane, 33 * 18 * 20 - 1));
            Vector512<int> Of(Func<int, int> of) => Vector512.Create([.. Enumerable.Range(0, 16).Select(lane => Axis(lane, of))]);
            var places = order.Of(Of(n => n % 33), Of(n => n / 33 % 18), Of(n => n / (33 * 18)));
            for (var lane = 0; lane < 16; lane++) Assert.Equal(order.Of(Axis(lane, n => n)), places.GetElement(lane));
        }
    }
}
