using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Doses;
using Xunit;

namespace Hanbeam.Tests.Treatment.Doses;

public sealed class DoseSumTests
{
    private static readonly GridGeometry Grid = GammaPairs.Cube(-20, 2, 21, 21, 21);

    [Fact]
    public void Sum_OnOneGrid_IsVoxelByVoxel_AndFractionsAddUp()
    {
        var main = GammaPairs.Noisy(Grid, 1, 2) with { Fractions = 12, Source = "main" };
        var boost = GammaPairs.Noisy(Grid, 2, 2) with { Fractions = 4, Source = "boost" };

        var sum = DoseSum.Of([main, boost]);

        for (var n = 0; n < Grid.Count; n++) Assert.Equal((float)((double)main.Values.Values[n] + boost.Values.Values[n]), sum.Values.Values[n]);
        Assert.Equal((16, "main + boost", Grid), (sum.Fractions, sum.Source, sum.Values.Geometry));
        Assert.Empty(sum.Warnings);
    }

    [Fact]
    public void Sum_OfLinearDosesOnOtherGrids_IsExactInside()
    {
        static double First(Vector3d at) => 30 + 0.2 * at.X - 0.1 * at.Y;
        static double Second(Vector3d at) => 20 - 0.3 * at.X + 0.15 * at.Z;
        var other = new GridGeometry(new Vector3d(-31.3, -29.9, -30.4), new Vector3d(1.7, 2.3, 3.1), 37, 27, 21);

        var sum = DoseSum.Of([GammaPairs.Of(Grid, First), GammaPairs.Of(other, Second)], Grid);

        // Single precision of doses of some tens of Gy.
        for (var n = 0; n < Grid.Count; n++) Assert.Equal(First(Grid.Center(n)) + Second(Grid.Center(n)), sum.Values.Values[n], 1e-5);
    }

    [Fact]
    public void Sum_OfDosesApart_ExtendsTheFirstGrid_AndConservesIntegralDose()
    {
        static double Lump(Vector3d at) => 60 * Math.Exp(-0.01 * at.Dot(at));
        var shift = new Vector3d(13.3, -7.7, 21.1);
        var first = GammaPairs.Of(GammaPairs.Cube(-40, 2, 41, 41, 41), Lump);
        var second = GammaPairs.Of(GammaPairs.Cube(-40.9, 1.5, 60, 60, 60) is var g ? g with { Origin = g.Origin + shift } : g, at => Lump(at - shift));

        var sum = DoseSum.Of([first, second]);

        var grid = sum.Values.Geometry;
        Assert.Equal(first.Values.Geometry.Spacing, grid.Spacing);
        // The first dose's voxels stay where they are.
        var steps = first.Values.Geometry.Origin - grid.Origin;
        foreach (var step in (double[])[steps.X / 2, steps.Y / 2, steps.Z / 2]) Assert.Equal(Math.Round(step), step, 1e-9);
        // Sampling a lump 14 mm wide every 2 mm keeps its integral to far less than a thousandth; linear interpolation lowers its peak, but widens it as much.
        Assert.Equal(1, Integral(sum) / (Integral(first) + Integral(second)), 1e-3);
        Assert.Empty(sum.Warnings);
    }

    [Fact]
    public void Sum_OnAGridThatIsTooSmall_TellsWhatIsLeftOut()
    {
        var dose = GammaPairs.Of(Grid, _ => 10) with { Source = "main" };

        var sum = DoseSum.Of([dose], GammaPairs.Cube(-20, 2, 21, 21, 10));

        Assert.Equal("52.38 % of the dose of main, up to 10 Gy, lies outside the grid of the sum and is left out.", Assert.Single(sum.Warnings));
    }

    [Fact]
    public void Sum_WithADoseWithoutFractions_HasNone() =>
        Assert.Null(DoseSum.Of([GammaPairs.Of(Grid, _ => 1) with { Fractions = 3 }, GammaPairs.Of(Grid, _ => 1)]).Fractions);

    [Theory]
    [InlineData("models", "different RBE models cannot be compared or added")]
    [InlineData("an unnamed model", "does not name its RBE model and")]
    [InlineData("an unknown quantity", "does not say what its values are and")]
    [InlineData("rbe", "an RBE, which cannot be added")]
    [InlineData("units", "in Gy(RBE) of mmkm-qst and dose in Gy; they cannot be compared or added")]
    [InlineData("extents", "is the dose of a whole course and")]
    [InlineData("frames", "different frames of reference")]
    [InlineData("let", "dose-averaged LET, which cannot be added")]
    [InlineData("nan", "the dose of voxel (0, 0, 0) is not a finite number")]
    [InlineData("far apart", "lie so far apart")]
    public void Sum_OfWhatDoesNotAddUp_IsRefused(string fault, string expected)
    {
        var dose = GammaPairs.Of(Grid, _ => 1);
        DoseVolume[] doses = fault switch
        {
            "models" => [Weighted("mmkm-qst"), Weighted("constant:1.1")],
            "an unnamed model" => [Weighted("mmkm-qst"), Weighted(null)],
            "an unknown quantity" => [Weighted("mmkm-qst"), dose with { IsQuantityAssumed = true }],
            "rbe" => [dose, dose with { Quantity = DoseQuantity.Rbe }],
            "units" => [dose, Weighted("mmkm-qst")],
            "extents" => [dose, dose with { Extent = DoseExtent.PerFraction }],
            "frames" => [dose with { FrameOfReferenceUid = "1.2" }, dose with { FrameOfReferenceUid = "1.3" }],
            "let" => [dose, dose with { Quantity = DoseQuantity.Let }],
            "nan" => [dose, GammaPairs.Of(Grid, _ => double.NaN)],
            _ => [dose, GammaPairs.Of(Grid with { Origin = new Vector3d(1e9, 1e9, 0) }, _ => 1)],
        };

        Assert.Contains(expected, Assert.Throws<InputException>(() => DoseSum.Of(doses)).Message);
    }

    private static DoseVolume Weighted(string? model) => GammaPairs.Of(Grid, _ => 1) with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = model };

    private static double Integral(DoseVolume dose) => dose.Values.Values.Sum(value => (double)value) * dose.Values.Geometry.VoxelVolumeMm3;
}
