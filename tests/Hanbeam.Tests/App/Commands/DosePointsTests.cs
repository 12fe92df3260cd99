using Hanbeam.App.Commands;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Commands;

public sealed class DosePointsTests
{
    private static readonly GridGeometry Geometry = new(new Vector3d(-19, -19, -19), new Vector3d(2, 2, 2), 20, 20, 20);

    [Fact]
    public void Evaluate_LinearDose_IsTheSameForPointAndChamber()
    {
        var dose = Dose(point => 10 + 0.1 * point.X - 0.05 * point.Y);
        var (point, chamber) = (At(dose, null), At(dose, "4"));
        Assert.Equal(10 + 0.1 * 3 + 0.05 * 2, point.DoseGy, 1e-5);
        Assert.Equal(point.DoseGy, chamber.DoseGy, 1e-5);
        Assert.Equal((null, 4.0), (point.RadiusMm, chamber.RadiusMm));
        Assert.Null(point.UncertaintyGy);
    }

    [Fact]
    public void Evaluate_BentDose_IsTheMeanOverTheSphere()
    {
        // Mean of x² over a sphere of radius R around c: c² + R²/5. Linear interpolation on 2 mm adds up to h²/4 on average 2/3·h²/4 = 0.67; the lattice of points is within a few per cent.
        var dose = Dose(point => point.X * point.X);
        var chamber = At(dose, "6");
        Assert.Equal(9 + 36 / 5.0 + 0.67, chamber.DoseGy, 0.4);
    }

    [Fact]
    public void Evaluate_WithUncertainty_GivesIt()
    {
        var uncertainty = new Grid<float>(Geometry);
        Array.Fill(uncertainty.Values, 0.25f);
        using var folder = new TemporaryFolder();
        Assert.Equal(0.25, Points(folder, "3").Evaluate(Dose(_ => 1), uncertainty)[0].UncertaintyGy!.Value, 1e-6);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("51")]
    [InlineData("wide")]
    public void Read_RadiusThatCannotBe_IsRefused(string radius)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains($"--chamber {radius}", Assert.Throws<InputException>(() => Points(folder, radius)).Message, StringComparison.Ordinal);
    }

    private static PointDose At(TotalDose dose, string? radius)
    {
        using var folder = new TemporaryFolder();
        return Assert.Single(Points(folder, radius).Evaluate(dose, null));
    }

    private static DosePoints Points(TemporaryFolder folder, string? radius)
    {
        File.WriteAllText(folder["points.csv"], "x,y,z\n3,-2,1\n");
        return DosePoints.Read(folder["points.csv"], radius);
    }

    private static TotalDose Dose(Func<Vector3d, double> value)
    {
        var grid = new Grid<float>(Geometry);
        for (var n = 0; n < grid.Values.Length; n++) grid.Values[n] = (float)value(Geometry.Center(n));
        return new TotalDose { PhysicalGy = grid, LetKeVPerUm = grid, BeamsGy = [grid] };
    }
}
