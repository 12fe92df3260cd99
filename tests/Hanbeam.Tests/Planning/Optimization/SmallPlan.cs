using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Robustness;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Tests.Planning.Optimization;

/// <summary>A target between two organs on a row of voxels, under spots in a row; scenarios are the row displaced. Small enough for oracles.</summary>
internal static class SmallPlan
{
    public const int Voxels = 60;
    public const int Spots = 24;
    public const int Fractions = 10;
    public const double PrescribedGyRbe = 50;

    public static readonly ObjectiveRegion Target = Even(20, 20);
    public static readonly ObjectiveRegion Left = Even(0, 18);
    public static readonly ObjectiveRegion Right = Even(42, 18);

    /// <summary>Spots may have any number of ions.</summary>
    public static Machine Machine => WaterWorld.Machine with { MinimumIonsPerSpot = 1, MaximumIonsPerSpot = 1e12 };

    /// <summary>Settings that go on until nothing changes any more.</summary>
    public static OptimizerSettings Exact => new()
    {
        SmallestDeviation = 0,
        Free = new MinimizationSettings { IterationLimit = 3000, Memory = 20, RelativeDecrease = 1e-9, GradientTolerance = 1e-9 },
        Deliverable = new MinimizationSettings { IterationLimit = 500, Memory = 20, RelativeDecrease = 1e-9, GradientTolerance = 1e-9 },
        RoundsIterationLimit = 40_000,
        RoundLimit = 80,
        RoundIterations = 500,
        ScenarioTolerance = 1e-4,
        ConstraintTolerance = 1e-5,
    };

    public static ObjectiveRegion Even(int from, int count) => new([.. Enumerable.Range(from, count)], [.. Enumerable.Repeat(1.0 / count, count)]);

    /// <summary>The dose of each spot in each voxel, Gy per 10⁶ ions, with the patient displaced.</summary>
    public static double[,] Matrix(double shiftVoxels = 0)
    {
        var matrix = new double[Voxels, Spots];
        for (var i = 0; i < Voxels; i++)
            for (var j = 0; j < Spots; j++)
            {
                var distance = (i + shiftVoxels - 16 - 1.2 * j) / 2.5;
                matrix[i, j] = Math.Exp(-0.5 * distance * distance) + 0.02;
            }

        return matrix;
    }

    public static DenseInfluence Influence(double shiftVoxels = 0) => new(Matrix(shiftVoxels), 0.6, 0.24);

    /// <summary>A beam whose LET differs from spot to spot.</summary>
    public static DenseInfluence[] TwoLets() => [new DenseInfluence(Matrix(), 0.6, 0.24, let: 20), new DenseInfluence(Matrix(0.3), 0.6, 0.24, let: 80)];

    public static ScenarioInfluence Displaced(RobustMethod method, double level = 0.5) =>
        new([[Influence()], [Influence(2)], [Influence(-2)], [Influence(1)], [Influence(-1)]], method, level);

    public static ObjectiveSet Objectives(params IPlanConstraint[] constraints) => new(
        [.. Enumerable.Range(0, Voxels)],
        [
            new SquaredDeviationObjective("uniform-dose target", 100, Target, [PrescribedGyRbe], DeviationSide.Both),
            new SquaredDeviationObjective("max-dose left", 30, Left, [5], DeviationSide.Above),
            new MeanDoseObjective("mean-dose right", 10, Right, 2),
        ],
        [(Target, PrescribedGyRbe)])
    {
        Constraints = constraints,
        Regions = new Dictionary<string, ObjectiveRegion> { ["target"] = Target, ["left"] = Left, ["right"] = Right },
        TargetScale = 100 * PrescribedGyRbe * PrescribedGyRbe,
    };

    public static IRbeModel Physical => new ConstantRbe("physical", 1);

    public static PlanFunction Function(ScenarioInfluence influence, ObjectiveSet objectives, IRbeModel? rbe = null, int threads = 1) =>
        new(influence, FieldGroups.Joint(influence.Nominal.Count, Fractions, DeliveryScheme.AllBeams), objectives, rbe ?? Physical, new WorkContext(threads));

    public static PlanOptimizer Optimizer(ScenarioInfluence influence, ObjectiveSet objectives, OptimizerSettings? settings = null, IRbeModel? rbe = null, WorkContext? work = null) =>
        new(influence, objectives, rbe ?? Physical, Machine, settings ?? Exact, work ?? new WorkContext(1));

    public static PlanOptimizationResult Run(this PlanOptimizer optimizer) => optimizer.Run(Fractions, DeliveryScheme.AllBeams, Hanbeam.Planning.Recipes.OptimisationMode.Joint);

    /// <summary>The weights of a result, 10⁶ ions.</summary>
    public static double[] Weights(PlanOptimizationResult result) => [.. result.Ions.SelectMany(beam => beam).Select(ions => ions * 1e-6)];
}
