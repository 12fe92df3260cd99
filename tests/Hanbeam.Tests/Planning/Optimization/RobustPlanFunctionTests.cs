using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Robustness;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

public sealed class RobustPlanFunctionTests
{
    public static TheoryData<RobustMethod> Methods => [.. Enum.GetValues<RobustMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Gradient_OverScenarios_EqualsFiniteDifferences(RobustMethod method) =>
        CheckGradient(SmallPlan.Function(SmallPlan.Displaced(method), SmallPlan.Objectives(), new LinearQuadraticRbe()), true);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Gradient_WithConstraints_EqualsFiniteDifferences(RobustMethod method) =>
        CheckGradient(SmallPlan.Function(SmallPlan.Displaced(method), SmallPlan.Objectives(AllConstraints()), new LinearQuadraticRbe()), true);

    [Theory]
    [InlineData(DeviationSide.Above, 40)]
    [InlineData(DeviationSide.Below, 70)]
    public void Gradient_OfLet_EqualsFiniteDifferences(DeviationSide side, double limit)
    {
        var objectives = new ObjectiveSet([.. Enumerable.Range(0, SmallPlan.Voxels)], [new LetObjective("let", 3, SmallPlan.Target, limit, 1, side)], [(SmallPlan.Target, 50)])
        {
            Constraints = [new VoxelConstraint("max-let left", SmallPlan.Left, [30], lower: false, 0, 1)],
        };
        CheckGradient(SmallPlan.Function(new ScenarioInfluence([SmallPlan.TwoLets()], RobustMethod.Expected), objectives, new LinearQuadraticRbe()), false);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Evaluate_WithMoreThreads_GivesTheSameBits(RobustMethod method)
    {
        double[][] gradients = [.. new[] { 1, 2, 4 }.Select(threads =>
        {
            var function = SmallPlan.Function(SmallPlan.Displaced(method), SmallPlan.Objectives(AllConstraints()), new LinearQuadraticRbe(), threads);
            var weights = Weights(function);
            function.Prepare(weights);
            var gradient = new double[weights.Length + 1];
            gradient[^1] = function.Evaluate(weights, gradient.AsSpan(0, weights.Length));
            return gradient;
        })];
        Assert.Equal(gradients[0], gradients[1]);
        Assert.Equal(gradients[0], gradients[2]);
    }

    [Fact]
    public void Objective_ByMethod_IsOrdered()
    {
        double Value(RobustMethod method)
        {
            var function = SmallPlan.Function(SmallPlan.Displaced(method), SmallPlan.Objectives());
            return function.EvaluateTerms(Weights(function), new double[3]);
        }

        // The mean over all ≤ over the worst half ≤ the worst ≤ the worst of each voxel at once.
        double[] values = [Value(RobustMethod.Expected), Value(RobustMethod.ConditionalValueAtRisk), Value(RobustMethod.WorstCase), Value(RobustMethod.VoxelWise)];
        Assert.Equal(values.Order(), values);
        Assert.Equal(4, values.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Objective_WithScenariosInAnotherOrder_IsTheSame(RobustMethod method)
    {
        var straight = SmallPlan.Displaced(method);
        var turned = straight with { Scenarios = [straight.Scenarios[0], .. straight.Scenarios.Skip(1).Reverse()] };
        double Value(ScenarioInfluence influence)
        {
            var function = SmallPlan.Function(influence, SmallPlan.Objectives());
            return function.EvaluateTerms(Weights(function), new double[3]);
        }

        // Only the order of summation over scenarios differs.
        Assert.Equal(Value(straight), Value(turned), 1e-12 * Value(straight));
    }

    [Fact]
    public void TotalDose_OfTwiceTheWeights_IsTwice()
    {
        var function = SmallPlan.Function(SmallPlan.Displaced(RobustMethod.WorstCase), SmallPlan.Objectives());
        var weights = Weights(function);
        function.EvaluateTerms(weights, new double[3]);
        var once = (double[])function.TotalGyRbe.Clone();
        function.EvaluateTerms([.. weights.Select(weight => 2 * weight)], new double[3]);
        for (var n = 0; n < once.Length; n++) Assert.Equal(2 * once[n], function.TotalGyRbe[n], 1e-12 * once[n]);
    }

    private static double[] Weights(PlanFunction function) => [.. Enumerable.Range(0, function.SpotCount).Select(n => 0.9 + 0.4 * Math.Sin(1.7 * n))];

    private static IPlanConstraint[] AllConstraints() =>
    [
        new VoxelConstraint("min-dose target", SmallPlan.Target, [52], lower: true),
        new VoxelConstraint("max-dvh left", SmallPlan.Left, [3], lower: false, 0.3),
        new MeanConstraint("mean-dose right", SmallPlan.Right, 1),
        new MeanConstraint("eud right", SmallPlan.Right, 2, 6),
        new MeanConstraint("eud target", SmallPlan.Target, 60, -8),
    ];

    private static void CheckGradient(PlanFunction function, bool smoothed)
    {
        var weights = Weights(function);
        if (smoothed) function.Prepare(weights);
        var gradient = new double[weights.Length];
        Assert.NotEqual(0, function.Evaluate(weights, gradient));
        for (var n = 0; n < weights.Length; n++)
        {
            double At(double shift)
            {
                double[] moved = [.. weights];
                moved[n] += shift;
                return function.Evaluate(moved, new double[weights.Length]);
            }

            // Central differences over 10⁻⁶; squares of one side have a kink in their second derivative, so a coarser step errs more.
            var difference = (At(1e-6) - At(-1e-6)) / 2e-6;
            Assert.Equal(difference, gradient[n], 1e-4 * Math.Max(1, gradient.Max(Math.Abs)));
        }
    }
}
