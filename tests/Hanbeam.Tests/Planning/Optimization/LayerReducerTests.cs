using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>Fewer layers on the small plan, each spot a layer of its own.</summary>
public sealed class LayerReducerTests
{
    // More per cent than a target without any dose would cost.
    private const double AnyLoss = 1e9;

    private static readonly OptimizerSettings Usual = new() { ConstraintTolerance = 1e-3 };

    [Fact]
    public void Run_AHardLimit_IsNoPartOfTheTrade()
    {
        var free = Run(Usual, AnyLoss);
        var limited = Run(Usual, AnyLoss,
            new VoxelConstraint("min-dose target", SmallPlan.Target, [47], lower: true), new VoxelConstraint("max-dose target", SmallPlan.Target, [53], lower: false));
        Assert.True(Taken(free).Layers < Taken(limited).Layers, "the limits ask for layers that the objective alone would give up");
        Assert.All(limited.Constraints, outcome => Assert.True(outcome.Met, outcome.Label));
        var last = limited.LayerSteps[^1];
        Assert.False(last.KeepsLimits);
        Assert.False(last.Taken);
        Assert.True(Taken(limited).KeepsLimits);
    }

    [Fact]
    public void Run_ThePlanWithAllLayers_IsOptimisedAsLongAsItGains()
    {
        var hasty = Usual with { Free = Usual.Free with { IterationLimit = 2 } };
        var unreduced = Run(hasty, null);
        var steps = Run(hasty, 20).LayerSteps;
        Assert.True(steps[0].Objective < unreduced.ObjectiveBeforeLimits);

        // A tenth of what may be paid, 20 %, is left at most from pass to pass; a plan that went on for long is what the passes tend to.
        var settled = Run(SmallPlan.Exact, null).ObjectiveBeforeLimits;
        Assert.InRange(steps[0].Objective, settled * 0.999, settled * 1.2);
    }

    [Fact]
    public void Run_AStepThatIsNotTaken_LeavesNothingBehind()
    {
        // Nothing may be lost, so a step that costs anything is refused, and the plan is the one without reduction: its limits' multipliers are its own, not those of a plan with layers missing.
        IPlanConstraint[] Limits() => [new VoxelConstraint("max-dose left", SmallPlan.Left, [20], lower: false)];
        var reduced = Run(SmallPlan.Exact, 0, Limits());
        Assert.False(reduced.LayerSteps[^1].Taken);
        var unreduced = Run(SmallPlan.Exact, null, Limits());
        Assert.InRange(reduced.Objective, 0, unreduced.Objective * 1.001); // issue 6: no better one by 0.1 %
    }

    [Fact]
    public void Run_AStop_GivesUpNoMoreLayers()
    {
        var result = Run(Usual with { Steering = [new SteeringEvent(4, null, null, true)] }, AnyLoss);
        Assert.Equal(4, result.Iterations);
        Assert.Empty(result.LayerSteps);
        var before = Run(Usual with { Steering = [new SteeringEvent(4, null, null, true)] }, null);
        Assert.Equal(before.Ions, result.Ions);
    }

    private static LayerStep Taken(PlanOptimizationResult result) => Assert.Single(result.LayerSteps, step => step.Taken);

    private static PlanOptimizationResult Run(OptimizerSettings settings, double? lossPercent, params IPlanConstraint[] constraints)
    {
        var influence = new ScenarioInfluence([[new DenseInfluence(Narrow(), 0.6, 0.24)]], RobustMethod.Expected);
        return SmallPlan.Optimizer(influence, SmallPlan.Objectives(constraints), settings with { Layers = lossPercent is { } loss ? new LayerReduction(loss, [Beam]) : null }).Run();
    }

    // Spots as wide as their distance: without every second one the target is striped.
    private static double[,] Narrow()
    {
        var matrix = new double[SmallPlan.Voxels, SmallPlan.Spots];
        for (var i = 0; i < SmallPlan.Voxels; i++)
            for (var j = 0; j < SmallPlan.Spots; j++)
            {
                var distance = (i - 16 - 1.2 * j) / 1.2;
                matrix[i, j] = Math.Exp(-0.5 * distance * distance) + 0.02;
            }

        return matrix;
    }

    private static PlanBeam Beam => new()
    {
        Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 0, 0),
        Layers = [.. Enumerable.Range(0, SmallPlan.Spots).Select(n => new EnergyLayer { EnergyMeVPerU = 200 - n, XMm = [0], YMm = [0], Particles = [0] })],
    };
}
