using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Structures;

public sealed class StructureMakerTests
{
    private static readonly GridGeometry Coarse = new(new Vector3d(-46, -45, -47), new Vector3d(3, 3, 3), 32, 32, 32);

    private static StructureMaker Maker(params Structure[] structures) =>
        new(Coarse, structures.Select(structure => (structure, StructureRasterizer.Rasterize(structure, Coarse))));

    private static Structure Ball(string name, double radius, double x = 0) => new()
    {
        Name = name,
        Contours = [.. Enumerable.Range(0, (int)(2 * radius)).Select(n => n + 0.5 - radius).Select(z => Polygons.Circle(z, x, 0.1, Math.Sqrt(radius * radius - z * z - 1 / 12.0)))],
    };

    [Fact]
    public void Make_OnACoarseGrid_IsAsGoodAsOnAFineOne()
    {
        var maker = Maker(Ball("PTV", 15), Ball("Organ", 10, 20));
        var (onGrid, fine) = maker.Make("PRV", "PTV + 5");
        Assert.Equal(new Vector3d(1, 1, 1), fine.Geometry.Spacing);
        Assert.Equal(BallCc(20), fine.VolumeCc, BallCc(20.1) - BallCc(20)); // a tenth of a millimetre on voxels of 1 mm, which Grow_OfABall shows
        Assert.Equal(fine.VolumeCc, onGrid.VolumeCc, 1e-4); // float fractions
        Assert.Equal((Coarse, "PRV"), (onGrid.Geometry, onGrid.Name));
        Assert.Equal(onGrid.Voxels.Order(), onGrid.Voxels);

        // Two balls of 15 and 10 mm, 20 mm apart, share two caps of 120° … volume by the lens formula.
        var lens = Math.PI * Math.Pow(15 + 10 - 20, 2) * (20 * 20 + 2 * 20 * (15 + 10) - 3 * Math.Pow(15 - 10, 2)) / (12 * 20) / 1000;
        Assert.Equal(lens, maker.Make("Both", "PTV & Organ").OnGrid.VolumeCc, 0.02 * lens);
    }

    [Fact]
    public void Make_OfAMadeStructure_IsMadeFromTheContoursAgain()
    {
        var maker = Maker(Ball("PTV", 15));
        maker.Make("A", "PTV + 4");
        var chained = maker.Make("B", "A + 6").OnGrid.VolumeCc;
        Assert.Equal(BallCc(25), chained, BallCc(25.2) - BallCc(25)); // two margins of a tenth each
        Assert.Equal(["PTV", "A", "B"], maker.Names);
        Assert.Contains("already", Assert.Throws<InputException>(() => maker.Make("A", "PTV + 1")).Message, StringComparison.Ordinal);
        Assert.Contains("there is no structure C", Assert.Throws<InputException>(() => maker.Make("D", "C + 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_AtTheGridsEnd_IsCutOffThere()
    {
        var (onGrid, _) = Maker(Ball("PTV", 15, 42)).Make("A", "PTV + 10");
        Assert.Contains(onGrid.Voxels, voxel => Coarse.Voxel(voxel).I == Coarse.Nx - 1);
        Assert.True(onGrid.VolumeCc < 0.75 * BallCc(25));
    }

    [Fact]
    public void Make_OfNothing_IsNothing() => Assert.Empty(Maker(Ball("PTV", 5)).Make("A", "PTV - 8").OnGrid.Voxels);

    [Fact]
    public void Fine_KeepsTheVolumeOfTheContours() => Assert.Equal(BallCc(15), Maker(Ball("PTV", 15)).Fine("PTV").VolumeCc, 1e-3 * BallCc(15));

    private static double BallCc(double radius) => 4 / 3.0 * Math.PI * Math.Pow(radius, 3) / 1000;
}
