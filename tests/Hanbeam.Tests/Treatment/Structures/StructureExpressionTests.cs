using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Structures;

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
    [InlineData("PTV_7000 & GTV-1 a", 5, 0)]
    [InlineData("PTV_7000 | GTV-1 a", 10, 0)]
    [InlineData("PTV_7000 + GTV-1 a", 10, 0)]
    [InlineData("PTV_7000 ^ GTV-1 a", 10, 5)]
    [InlineData("'PTV_7000' - \"GTV-1 a\"", 10, 5)]
    [InlineData("(PTV_7000 + 3 mm) & (PTV_7000 - 2)", 8, 0)]
    [InlineData("PTV_7000 + (LRAPHF 3)", 13, 0)]
    [InlineData("PTV_7000 - (LR 2, AP 2, H 2, F 2.0)", 8, 0)]
    public void Evaluate_OperatorsAndQuotes_AreUnderstood(string expression, double outerMm, double innerMm)
    {
        // A margin is good to 0.05 mm on 1 mm voxels, the balls' own surfaces to their clamped fractions.
        Assert.Equal(BallCc(outerMm) - BallCc(innerMm), Evaluate(expression).VolumeCc, BallCc(outerMm + 0.1) - BallCc(outerMm));
    }

    [Theory]
    [InlineData("PTV_700 + 3", 1, "there is no structure PTV_700; did you mean PTV_7000?")]
    [InlineData("PTV_7000 | 'GTV-1'", 12, "there is no structure GTV-1; did you mean GTV-1 a?")]
    [InlineData("PTV_7000_x + 3", 1, "there is no structure PTV_7000_x; did you mean PTV_7000?")]
    [InlineData("PTV_7000 +", 11, "a structure or an opening parenthesis is expected")]
    [InlineData("(PTV_7000 + 3", 14, "')' is expected")]
    [InlineData("PTV_7000 + 3 x", 14, "an operator (+ - | & ^) or the end is expected")]
    [InlineData("PTV_7000 + 3000", 12, "a margin of 0 to 200 mm is expected")]
    [InlineData("PTV_7000 + 1.2.3", 12, "a margin of 0 to 200 mm is expected")]
    [InlineData("PTV_7000 + (L 3, X 2)", 18, "L left, R right, A anterior, P posterior, H head, F feet")]
    [InlineData("PTV_7000 + (L 3, LR 2)", 22, "the direction L is given twice")]
    [InlineData("PTV_7000 + 3 & GTV-1 a", 14, "parentheses are needed where '&' meets other operators")]
    [InlineData("'PTV_7000", 1, "has no closing '")]
    [InlineData("", 1, "a structure or an opening parenthesis is expected")]
    public void Parse_WhatCannotBeRead_SaysWhereAndWhy(string expression, int column, string says)
    {
        var error = Assert.Throws<InputException>(() => Evaluate(expression));
        Assert.StartsWith($"structures.RING: \"{expression}\", column {column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_KnowsNamesAndReach()
    {
        var expression = StructureExpression.Parse("X", "((A + 3) | B + 2) - (A - 4)", ["A", "B"]);
        Assert.Equal(["A", "B"], expression.Names);
        Assert.Equal(5, expression.ReachMm);
    }

    private static double BallCc(double radiusMm) => 4.0 / 3 * Math.PI * radiusMm * radiusMm * radiusMm / 1000;

    private static VoxelMembership Evaluate(string expression) =>
        StructureExpression.Parse("RING", expression, [Ball.Name, Small.Name]).Evaluate(name => name == Ball.Name ? Ball : Small);

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
