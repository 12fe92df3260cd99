using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Tests.Planning.Optimization;
using Xunit;

namespace Hanbeam.Tests.Planning.Constraints;

/// <summary>What counts is the final dose, nominal and in scenarios, whatever the optimiser thought.</summary>
public sealed class ConstraintJudgeTests
{
    // The optimisation looks at every second voxel of a row of eight.
    private static readonly GridGeometry Row = new(default, new Vector3d(1, 1, 1), 8, 1, 1);
    private static readonly ObjectiveSet Objectives = new([0, 2, 4, 6], [], [])
    {
        Constraints =
        [
            new VoxelConstraint("max-dose organ", SmallPlan.Even(0, 2), [30], lower: false),
            new VoxelConstraint("max-let organ", SmallPlan.Even(2, 2), [100], lower: false, 0, 1),
        ],
    };

    private static readonly ConstraintJudge Judge = new(Objectives, 0.002);
    private static readonly ConstraintOutcome[] Kept = [new("max-dose organ", 30, "Gy(RBE)", 0, true), new("max-let organ", 100, "keV/µm", 0, true)];

    [Fact]
    public void Excesses_AreThoseOfTheOptimisationsVoxels()
    {
        var excesses = Judge.Excesses(new Grid<float>(Row, [20, 90, 31, 90, 5, 90, 5, 90]), new Grid<float>(Row, [900, 900, 900, 900, 80, 900, 99, 900]));
        Assert.Equal([1.0, -1], excesses);
    }

    [Fact]
    public void Judge_AScenarioThatBreaksWhatTheNominalDoseKeeps_IsNamed()
    {
        var verdict = Judge.Judge([("nominal", [0.02, -5]), ("x +3 mm", [1.5, -6]), ("x -3 mm", [0.5, -4])], Kept)[0];
        Assert.Equal((0.02, 1.5, "x +3 mm", false), (verdict.Excess, verdict.WorstExcess, verdict.WorstScenario, verdict.Met));
        var warning = Assert.Single(PlanWarnings.OfConstraints([verdict]));
        Assert.Contains("is broken by 1.5 Gy(RBE) in the scenario x +3 mm, in the nominal case by 0.02: the optimiser's own dose keeps it, the final dose does not", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.059, true)] // 0.2 % of 30 are 0.06
    [InlineData(0.061, false)]
    public void Judge_TheTolerance_IsTheOptimisers(double excess, bool met) => Assert.Equal(met, Judge.Judge([("nominal", [excess, -5])], Kept)[0].Met);
}
