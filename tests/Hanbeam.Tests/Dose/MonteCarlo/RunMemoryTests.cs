using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

public sealed class RunMemoryTests
{
    private const long Gigabyte = 1_000_000_000;

    [Fact]
    public void Threads_AreAsManyAsThereIsMemoryFor()
    {
        // 79 million cells of 4 numbers: 78.6432e6 · (6·8 + 7·4) bytes of sums and results, and 4 for each place, 16 for each place and thread; 304 layers of places as blocks are full.
        var layout = Layout(512, 512, 300, byCharge: false);
        Assert.Equal(78_643_200L * 76 + 79_691_776L * 4, RunMemory.Shared(layout));
        Assert.Equal(79_691_777L * 16, RunMemory.OfThread(layout));
        Assert.Equal(8, RunMemory.Threads(layout, 8, 20 * Gigabyte));
        Assert.Equal(3, RunMemory.Threads(layout, 8, 11 * Gigabyte));
    }

    [Fact]
    public void GridThatDoesNotFit_IsRefusedWithItsSize()
    {
        var refusal = Assert.Throws<InputException>(() => RunMemory.Threads(Layout(512, 512, 300, byCharge: false), 2, 4 * Gigabyte));
        foreach (var part in new[] { "78643200 voxels", "7.6 GB", "4.0 GB", "coarser" }) Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GridWithMoreNumbersThanAnArrayHolds_IsRefused() =>
        Assert.Contains("at most", Assert.Throws<InputException>(() => RunMemory.Threads(Layout(800, 800, 300, byCharge: true), 2, long.MaxValue)).Message, StringComparison.Ordinal);

    // A small patient scored on a large grid.
    private static ScoringLayout Layout(int nx, int ny, int nz, bool byCharge)
    {
        var voxels = new GridGeometry(default, new Vector3d(4, 4, 4), 2, 2, 2);
        var words = new uint[voxels.Count];
        Array.Fill(words, TransportGrid.Word(1, 0));
        var geometry = TransportGeometry.OfVoxels(voxels, [Material.Water], words, new GridGeometry(default, new Vector3d(1, 1, 1), nx, ny, nz));
        var physics = new TransportPhysics(Ion.Proton, [Material.Water], [], ReactionModel.Standard, new WorkContext(2));
        return new ScoringLayout(geometry, new ScoringRequest { ByCharge = byCharge }, physics);
    }
}
