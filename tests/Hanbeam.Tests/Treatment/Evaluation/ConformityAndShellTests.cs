using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class ConformityAndShellTests
{
    private static readonly GridGeometry Geometry = new(default, new Vector3d(1, 1, 1), 10, 1, 1);

    [Fact]
    public void Conformity_OfAFittingIsodose_IsOne()
    {
        var target = new VoxelMembership("T", Geometry, [3, 4, 5], [1, 1, 1]);
        Assert.Equal(1, PaddickConformity.Index(target, [0, 0, 0, 57, 58, 57, 54, 0, 0, 0], 54.72), 1e-12);
    }

    [Fact]
    public void Conformity_OfHalfCoverageAndSpill_IsTheRatioOfVolumes()
    {
        // TV 2.5, PIV 4, shared 1.5.
        var target = new VoxelMembership("T", Geometry, [3, 4, 5], [1, 1, 0.5f]);
        Assert.Equal(1.5 * 1.5 / (2.5 * 4), PaddickConformity.Index(target, [0, 0, 0, 0, 60, 60, 60, 60, 0, 0], 54), 1e-12);
        Assert.Equal(0, PaddickConformity.Index(target, [60, 0, 0, 0, 0, 0, 0, 0, 0, 0], 54));
    }

    [Fact]
    public void Shell_TakesTheVoxelsOfItsDistance_WeightedByVolume()
    {
        var region = new VoxelMembership("BODY", Geometry, [1, 2, 3, 4], [1, 1, 0.5f, 1]);
        float[] distance = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        float[] dose = [9, 8, 4, 1, 7, 7, 7, 7, 7, 7];
        Assert.Equal((4 + 0.5) / 1.5, ShellDose.Mean(region, distance, dose, 2, 4)!.Value, 1e-12);
        Assert.Null(ShellDose.Mean(region, distance, dose, 5, 9));
    }
}
