using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Objectives;

/// <summary>A target of ±20 mm on voxels of 4 mm: its faces lie half a voxel beyond the outermost centres, and the dose there is what is interpolated between them.</summary>
public sealed class BodyPointsTests
{
    private const double Inside = 60;

    [Fact]
    public void Interpolate_ADoseThatIsLinear_IsExact_AndSpreadIsItsTranspose()
    {
        var grid = new GridGeometry(new Vector3d(-3, 2, 10), new Vector3d(2, 3, 4), 5, 4, 3);
        Vector3d[] places = [new(0.3, 5.1, 13), new(-3, 2, 10), new(4.9, 10.9, 17.5), new(1, 8, 14)];
        int[] voxels = [.. Enumerable.Range(0, grid.Count)];
        var points = BodyPoints.On([.. places.Select(place => new BodyPoint(BodyPoints.Around(grid, place, _ => true), 0.25))], voxels);
        double Linear(Vector3d at) => 7 + 0.5 * at.X - 0.25 * at.Y + 2 * at.Z;

        double[] values = [.. voxels.Select(voxel => Linear(grid.Center(voxel))), .. new double[points.Count]];
        points.Interpolate(values);
        for (var p = 0; p < places.Length; p++) Assert.Equal(Linear(places[p]), values[grid.Count + p], 1e-12 * 50);

        double[] gradient = [.. new double[grid.Count], 1, -2, 3, 0.5];
        var byPlaces = Enumerable.Range(0, points.Count).Sum(p => gradient[grid.Count + p] * values[grid.Count + p]);
        points.Spread(gradient);
        Assert.Equal(byPlaces, voxels.Sum(voxel => gradient[voxel] * values[voxel]), 1e-12 * 500);
    }

    [Fact]
    public void Around_BesideTheAir_LooksAtThePatientAlone()
    {
        var grid = new GridGeometry(default, new Vector3d(2, 2, 2), 4, 4, 4);
        var around = BodyPoints.Around(grid, new Vector3d(2.5, 2.5, 2.5), voxel => grid.Voxel(voxel).I <= 1);
        Assert.All(around, one => Assert.Equal(1, grid.Voxel(one.Voxel).I));
        Assert.Equal(1, around.Sum(one => one.Weight), 1e-12);
    }

    [Fact]
    public void Build_AMask_CountsTheFallOffInFrontOfItsFaces()
    {
        // Nothing outside: from the outermost centres the dose falls to a half on the faces.
        var set = Build([new GoalTerm { Structure = "PTV", Type = "uniform-dose", DoseGyRbe = Inside, Weight = 1 }], []);
        var dose = Dose(set, outside: 0);
        var value = set.Evaluate(new VoxelDoses(dose), new VoxelDoses(new double[dose.Length]));

        // Brute force: the mean over the body of the interpolated dose's squared deviation. Along an axis the dose is 1 − s/2 with s from 0 to 1 over the outermost half voxel.
        const int Steps = 40;
        double[] along = [.. Enumerable.Range(0, 10 * Steps).Select(n => (Math.Abs(n + 0.5 - 5 * Steps) / Steps - 4.5) is > 0 and var beyond ? 1 - beyond : 1)];
        var exact = 0.0;
        foreach (var x in along) foreach (var y in along) exact += along.Sum(z => Math.Pow(Inside * (1 - x * y * z), 2));
        exact /= Math.Pow(along.Length, 3);

        // One place for each half voxel sees three quarters of the square of a straight fall-off, a bit more where two faces meet; voxel centres alone would see nothing.
        Assert.InRange(value, 0.74 * exact, exact);
    }

    [Fact]
    public void Build_ALimit_IsHeldOnTheSurface()
    {
        // Hotter outside: on a corner of the body seven of the eight voxels around are.
        var set = Build([], [new GoalTerm { Structure = "PTV", Type = "max-dose", DoseGyRbe = 60 }]);
        var dose = new Grid<float>(PhantomCase.Structures(new PhantomCase().Build()).Geometry);
        var structures = PhantomCase.Structures(new PhantomCase().Build());
        Array.Fill(dose.Values, 80f);
        foreach (var voxel in structures.Of("PTV").Voxels) dose.Values[voxel] = 60;
        Assert.Equal(7 * 20 / 8.0, new ConstraintJudge(set, 0.002).Excesses(dose, dose)[0], 1e-9);
    }

    [Fact]
    public void Build_SharesOfVoxelsAndPlaces_AddToOne()
    {
        var set = Build([new GoalTerm { Structure = "PTV", Type = "uniform-dose", DoseGyRbe = Inside, Weight = 1 }], [new GoalTerm { Structure = "PTV", Type = "max-dose", DoseGyRbe = 60 }]);
        Assert.True(set.Points.Count > 0);
        Assert.Equal(1, set.Regions["PTV"].Shares.Sum(), 1e-9);
        Assert.Equal(1, set.Constraints[0].Shares.Sum(), 1e-9);
    }

    private static ObjectiveSet Build(GoalTerm[] terms, GoalTerm[] constraints)
    {
        var structures = PhantomCase.Structures(new PhantomCase().Build());
        var all = Enumerable.Repeat(true, structures.Geometry.Count).ToArray();
        return ObjectiveBuilder.Build(structures, [new TargetDose("PTV", Inside)], terms, new ReachedVoxels(all, all), constraints);
    }

    private static double[] Dose(ObjectiveSet set, double outside)
    {
        var dose = new double[set.SiteCount];
        Array.Fill(dose, outside);
        foreach (var position in set.Targets[0].Region.Positions) dose[position] = Inside;
        set.Points.Interpolate(dose);
        return dose;
    }
}
