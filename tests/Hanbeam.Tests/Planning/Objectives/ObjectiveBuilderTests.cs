using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Objectives;

public sealed class ObjectiveBuilderTests
{
    private static readonly TargetDose Target = new("PTV", 60);

    [Fact]
    public void Build_TheOutline_MeansItWithoutTheTargets()
    {
        // A uniform dose of 10 everywhere in the outline but 60 in the target: a maximum of 8 on BODY sees only the 10.
        var set = Build(new GoalTerm { Structure = "BODY", Type = "max-dose", DoseGyRbe = 8, Weight = 3 });
        Assert.Equal(3 * 4, Value(set, inTarget: 60, outside: 10), 1e-9);
    }

    [Fact]
    public void Build_TheOutline_IsSampledFarFromTheTargets()
    {
        var set = Build(new GoalTerm { Structure = "Skin", Type = "max-dose", DoseGyRbe = 8 });
        Assert.InRange(set.Voxels.Length, 30 * 30 * 30 / 8, 30 * 30 * 30 / 4); // outline of 30³ voxels, target and surroundings whole
        Assert.Equal(4, Value(set, inTarget: 60, outside: 10), 1e-9); // and its shares still add to one
    }

    [Fact]
    public void Build_AFalloff_AllowsTheLineFromTheSurface()
    {
        // At 40 mm from the surface of the target and 20 mm beyond the end of the line only the low dose is allowed.
        var set = Build(new GoalTerm { Structure = "BODY", Type = "dose-falloff", FromGyRbe = 60, ToGyRbe = 20, WithinMm = 20 });
        Assert.Equal(0, Value(set, inTarget: 60, outside: 20), 1e-9);
        Assert.True(Value(set, inTarget: 60, outside: 25) > 0);
        Assert.True(Value(set, inTarget: 60, outside: 61) > Value(set, inTarget: 60, outside: 59));
    }

    [Fact]
    public void Build_UnreachedVoxels_CountAsWithoutDose()
    {
        var set = Build(new GoalTerm { Structure = "BODY", Type = "mean-dose", DoseGyRbe = 1 }, reached: voxel => voxel % 2 == 0);
        // Half of the columns along x are out of reach, so the mean of 10 is 5, but for the parity of rows: 4² = 16.
        Assert.Equal(16, Value(set, inTarget: 60, outside: 10), 0.5);
    }

    private static ObjectiveSet Build(GoalTerm term, Func<int, bool>? reached = null)
    {
        var structures = PhantomCase.Structures(new PhantomCase().Build());
        var mask = Enumerable.Range(0, structures.Geometry.Count).Select(reached ?? (_ => true)).ToArray();
        return ObjectiveBuilder.Build(structures, [Target], [term], new ReachedVoxels(mask, mask));
    }

    private static double Value(ObjectiveSet set, double inTarget, double outside)
    {
        var dose = new double[set.Voxels.Length];
        Array.Fill(dose, outside);
        foreach (var position in set.Targets[0].Region.Positions) dose[position] = inTarget;
        return set.Evaluate(new VoxelDoses(dose), new VoxelDoses(new double[dose.Length]));
    }
}
