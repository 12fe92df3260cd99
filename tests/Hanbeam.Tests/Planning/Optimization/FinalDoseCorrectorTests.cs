using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>An operator whose tails are cut keeps limits that the dose with tails breaks, until it is corrected.</summary>
public sealed class FinalDoseCorrectorTests
{
    // Twice the 0.02 that each spot gives everywhere: with it cut the dose of 24 spots lacks some Gy over ten fractions.
    private const double Cut = 0.04;

    // Below what the plan without it gives the organ, so that it binds.
    private const double LimitGy = 15;

    private static readonly double[] Shifts = [0, 2, -2, 1, -1];
    private static readonly VoxelConstraint Limit = new("max-dose left", SmallPlan.Left, [LimitGy], lower: false);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Run_ALimitThatTheOperatorKeeps_IsKeptInTheFinalDoseOfEachScenario(int scenarios)
    {
        var without = Run(scenarios, SmallPlan.Exact);
        Assert.True(without.Constraints[0].Met);
        Assert.True(FinalExcess(without, scenarios) > 1, "the case has nothing to correct");
        var corrected = Run(scenarios, SmallPlan.Exact with { FinalDose = new Whole(), ConstraintTolerance = 0.002 });
        Assert.True(corrected.Constraints[0].Met);
        Assert.Equal(StopReason.Converged, corrected.StopReason);
        Assert.InRange(FinalExcess(corrected, scenarios), double.NegativeInfinity, 0.002 * LimitGy); // the optimiser's tolerance
        Assert.Equal(Math.Max(0, FinalExcess(corrected, scenarios)), corrected.Constraints[0].Excess, 1e-6); // what is reported is the final dose's
    }

    [Fact]
    public void Run_WithoutCorrections_LooksAndSaysSo()
    {
        var result = Run(1, SmallPlan.Exact with { FinalDose = new Whole(), CorrectionLimit = 0 });
        Assert.Equal(StopReason.ConstraintsNotMet, result.StopReason);
        Assert.Equal(FinalExcess(result, 1), result.Constraints[0].Excess, 1e-6);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 0)]
    public void Run_WithoutConstraints_IsCorrectedOnceUnlessThereAreScenarios(int scenarios, int asked)
    {
        var final = new Whole();
        var corrected = SmallPlan.Optimizer(Influence(scenarios), SmallPlan.Objectives(), SmallPlan.Exact with { FinalDose = final }).Run();
        Assert.Equal(asked, final.Asked);
        if (asked == 0) return;

        // In the dose with tails the plan is then worth as much as the one made with them, but for the constant not following the second pass, and much more than the one made without.
        double Final(PlanOptimizationResult result) => SmallPlan.Function(new ScenarioInfluence([[SmallPlan.Influence()]], RobustMethod.Expected), SmallPlan.Objectives()).EvaluateTerms(SmallPlan.Weights(result), new double[3]);
        var whole = SmallPlan.Optimizer(new ScenarioInfluence([[SmallPlan.Influence()]], RobustMethod.Expected), SmallPlan.Objectives()).Run();
        var without = SmallPlan.Optimizer(Influence(scenarios), SmallPlan.Objectives(), SmallPlan.Exact).Run();
        Assert.True(Final(corrected) - whole.Objective < 0.25 * (Final(without) - whole.Objective), $"{whole.Objective} {Final(corrected)} {Final(without)}");
    }

    [Fact]
    public void Run_AStopDuringTheFinalDose_KeepsThePlanAndIsRecorded()
    {
        using var stop = new CancellationTokenSource();
        var final = new Whole { BeforeAdding = stop.Cancel };
        var result = SmallPlan.Optimizer(Influence(5), SmallPlan.Objectives(Limit), SmallPlan.Exact with { FinalDose = final }, work: new(1, null, stop.Token)).Run();
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(new SteeringEvent(result.Iterations, null, null, true), Assert.Single(result.Steering));
        Assert.Equal(Run(5, SmallPlan.Exact).Ions, result.Ions);
    }

    [Fact]
    public void Correct_AStopInTheThirdScenario_LeavesTheFunctionAsItWas()
    {
        var function = SmallPlan.Function(Influence(5), SmallPlan.Objectives(Limit));
        double[] weights = [.. Enumerable.Repeat(1.0, SmallPlan.Spots)];
        var (objective, excess) = (function.EvaluateTerms(weights, new double[function.TermValues.Length]), function.Excesses(weights)[0]);
        using var stop = new CancellationTokenSource();
        var left = 3;
        var final = new Whole { BeforeAdding = () => { if (--left == 0) stop.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => function.Correct(weights, final, stop.Token));
        Assert.Equal(objective, function.EvaluateTerms(weights, new double[function.TermValues.Length]));
        Assert.Equal(excess, function.Excesses(weights)[0]);
        function.Correct(weights, new Whole(), CancellationToken.None);
        Assert.NotEqual(excess, function.Excesses(weights)[0]);
    }

    [Fact]
    public void Run_WithoutConstraints_KeepsTheFirstPlanWhereTheSecondIsWorseInTheFinalDose()
    {
        // A final dose in which only the first plan has all its ions.
        var final = new Whole { Share = asked => asked == 1 ? 1 : 0.5 };
        var corrected = SmallPlan.Optimizer(Influence(1), SmallPlan.Objectives(), SmallPlan.Exact with { FinalDose = final }).Run();
        Assert.Equal(SmallPlan.Optimizer(Influence(1), SmallPlan.Objectives(), SmallPlan.Exact).Run().Ions, corrected.Ions);
        Assert.Equal(3, final.Asked);
    }

    [Fact]
    public void Gradient_OfACorrectedFunction_IsThatOfFiniteDifferences()
    {
        var function = SmallPlan.Function(Influence(5), SmallPlan.Objectives(Limit), new LinearQuadraticRbe());
        double[] weights = [.. Enumerable.Range(0, SmallPlan.Spots).Select(n => 1 + 0.3 * Math.Sin(n))];
        function.Correct(weights, new Whole(), CancellationToken.None);
        var (gradient, scratch) = (new double[weights.Length], new double[weights.Length]);
        function.Evaluate(weights, gradient);
        for (var n = 0; n < weights.Length; n += 5)
        {
            const double Step = 1e-5;
            double At(double delta)
            {
                var moved = (double[])weights.Clone();
                moved[n] += delta;
                return function.Evaluate(moved, scratch);
            }

            // Second differences of a function of some 10⁵ over 10⁻⁵ leave 10⁻⁶ of the gradient.
            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[n], 1e-5 * gradient.Max(Math.Abs));
        }
    }

    private static PlanOptimizationResult Run(int scenarios, OptimizerSettings settings) => SmallPlan.Optimizer(Influence(scenarios), SmallPlan.Objectives(Limit), settings).Run();

    private static ScenarioInfluence Influence(int scenarios) => new([.. Shifts.Take(scenarios).Select(shift => (IReadOnlyList<IDoseInfluence>)[new DenseInfluence(Short(shift), 0.6, 0.24)])], RobustMethod.Expected);

    private static double[,] Short(double shift)
    {
        var matrix = SmallPlan.Matrix(shift);
        for (var i = 0; i < SmallPlan.Voxels; i++)
            for (var j = 0; j < SmallPlan.Spots; j++)
                if (matrix[i, j] < Cut) matrix[i, j] = 0;
        return matrix;
    }

    private static double FinalExcess(PlanOptimizationResult result, int scenarios) => Shifts.Take(scenarios).Max(shift =>
        SmallPlan.Function(new ScenarioInfluence([[SmallPlan.Influence(shift)]], RobustMethod.Expected), SmallPlan.Objectives(Limit)).Excesses(SmallPlan.Weights(result))[0]);

    private sealed class Whole : IFinalDose
    {
        public int Asked { get; private set; }

        public Action? BeforeAdding { get; init; }

        public Func<int, double> Share { get; init; } = _ => 1;

        public void Add(int scenario, int beam, ReadOnlySpan<double> ions, VoxelQuantities result)
        {
            Asked++;
            BeforeAdding?.Invoke();
            SmallPlan.Influence(Shifts[scenario]).Forward([.. ions.ToArray().Select(one => Share(Asked) * one * 1e-6)], result);
        }
    }
}
