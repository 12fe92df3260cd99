using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class StructureEvaluatorTests
{
    private static readonly GridGeometry Geometry = new(default, new Vector3d(1, 1, 1), 3, 1, 1);

    [Fact]
    public void MeanLet_OfAStructure_IsWeightedWithDoseAndVolume() =>
        Assert.Equal((1.0 * 3 * 10 + 0.5 * 1 * 90) / (1.0 * 3 + 0.5 * 1), StructureEvaluator.MeanLet(new VoxelMembership("S", Geometry, [0, 1], [1, 0.5f]), Total(3, 1, 0)), 12);

    [Fact]
    public void MeanLet_WithoutDose_IsNoNumber() =>
        Assert.Equal(double.NaN, StructureEvaluator.MeanLet(new VoxelMembership("S", Geometry, [2], [1]), Total(3, 1, 0)));

    private static TotalDose Total(params float[] gy) => new() { PhysicalGy = new(Geometry, gy), LetKeVPerUm = new(Geometry, [10, 90, 0]), BeamsGy = [] };
}
