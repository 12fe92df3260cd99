using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Planning.Recipes;

public sealed class StructureExpressionTests
{
    private static readonly GridGeometry Geometry = new(new Vector3d(-39.5, -39.5, -39.5), new Vector3d(1, 1, 1), 80, 80, 80);
    private static readonly VoxelMembership Ball = Sphere("PTV_7000", 10);
    private static readonly VoxelMembership Small = Sphere("GTV-1 a", 5);

    [Fact]
    public void Evaluate_Margin_MakesALargerBall()
    {
        // A margin is good to a fifth of a voxel in the mean over all directions.
        Assert.Equal(BallCc(15), Evaluate("PTV_7000 + 5").VolumeCc, BallCc(15.2) - BallCc(15));
        Assert.Equal(BallCc(7), Evaluate("PTV_7000 - 3").VolumeCc, BallCc(7.2) - BallCc(7));
    }

    [Fact]
    public void Evaluate_Ring_IsTheDifferenceOfTwoMargins()
    {
        var ring = Evaluate("(PTV_7000 + 20) - (PTV_7000 + 5)");
        Assert.Equal(Evaluate("PTV_7000 + 20").VolumeCc - Evaluate("PTV_7000 + 5").VolumeCc, ring.VolumeCc, 1e-3); // sums of float fractions
        Assert.DoesNotContain(Geometry.Index(40, 40, 40), ring.Voxels);
    }

    [Fact]
    public void Evaluate_NamesWithBlanksAndSigns_AreFound()
    {
        Assert.Equal(Ball.VolumeCc - Small.VolumeCc, Evaluate("PTV_7000 - GTV-1 a").VolumeCc, 1e-3); // nested: sums of float fractions
        Assert.Equal(Ball.VolumeCc, Evaluate("GTV-1 a + PTV_7000").VolumeCc, 1e-6);
    }

    [Theory]
    [InlineData("PTV_700 + 3")]
    [InlineData("PTV_7000 +")]
    [InlineData("(PTV_7000 + 3")]
    [InlineData("PTV_7000 + 3 x")]
    [InlineData("PTV_7000 + 3000")]
    [InlineData("")]
    public void Evaluate_Nonsense_NamesTheExpression(string expression)
    {
        var error = Assert.Throws<InputException>(() => Evaluate(expression));
        Assert.Contains("structures.RING", error.Message, StringComparison.Ordinal);
    }

    private static double BallCc(double radiusMm) => 4.0 / 3 * Math.PI * radiusMm * radiusMm * radiusMm / 1000;

    private static VoxelMembership Evaluate(string expression) =>
        StructureExpression.Evaluate(new MadeStructure("RING", expression), [Ball.Name, Small.Name], name => name == Ball.Name ? Ball : Small);

    private static VoxelMembership Sphere(string name, double radiusMm)
    {
        var fractions = new float[Geometry.Count];
        for (var n = 0; n < fractions.Length; n++)
        {
            var (i, j, k) = Geometry.Voxel(n);
            fractions[n] = (float)Math.Clamp(0.5 + radiusMm - Geometry.Center(i, j, k).Length, 0, 1);
        }

        return StructureAlgebra.FromDense(name, Geometry, fractions);
    }
}
