using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Hanbeam.Tests.Planning.Optimization;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Planning.Constraints;

public sealed class ConstraintTests
{
    public static TheoryData<string> Kinds => ["max-dose", "min-dose", "mean-dose", "max-dvh", "min-dvh", "eud-high", "eud-low", "max-let"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_AConstraintThatBinds_IsMet_AndCostsObjective(string kind)
    {
        var free = Run(SmallPlan.Objectives());
        var lower = kind is "min-dose" or "min-dvh" or "eud-low";
        var reached = lower ? 50 - Excess(free, Make(kind, 50)) : 50 + Excess(free, Make(kind, 50));
        var constraint = Make(kind, (lower ? 1.01 : 0.9) * reached); // a little harder than the plan without it
        Assert.True(Excess(free, constraint) > 0.1);
        var result = Run(SmallPlan.Objectives(constraint));
        Assert.True(Assert.Single(result.Constraints).Met, FormattableString.Invariant($"{result.Constraints[0].Excess}"));
        Assert.InRange(Excess(result, constraint), double.NegativeInfinity, 0.002 * Math.Max(5, constraint.Limit)); // the optimiser's tolerance
        Assert.True(result.Objective > free.Objective);
        Assert.Equal(StopReason.Converged, result.StopReason);
    }

    [Fact]
    public void Run_InScenarios_MeetsAConstraintInEach()
    {
        var constraint = new VoxelConstraint("max-dose left", SmallPlan.Left, [30], lower: false);
        foreach (var method in Enum.GetValues<RobustMethod>())
        {
            var result = SmallPlan.Optimizer(SmallPlan.Displaced(method), SmallPlan.Objectives(constraint), new OptimizerSettings()).Run();
            Assert.True(result.Constraints[0].Met, method.ToString());
            foreach (var shift in new[] { 0, 2, -2, 1, -1 }) Assert.InRange(Excess(result, constraint, shift), double.NegativeInfinity, 0.002 * 30);
        }
    }

    [Fact]
    public void Run_ConstraintsThatCannotBothHold_NamesBothWithTheExcess()
    {
        // No spot is narrow enough to give the last target voxel 60 and the next one, an organ's, 5.
        var organ = SmallPlan.Even(40, 18);
        var result = Run(SmallPlan.Objectives(new VoxelConstraint("min-dose target", SmallPlan.Target, [60], lower: true), new VoxelConstraint("max-dose organ", organ, [5], lower: false)));
        Assert.Equal(StopReason.ConstraintsNotMet, result.StopReason);
        string[] warnings = [.. PlanWarnings.OfConstraints([.. result.Constraints.Select(outcome =>
            new ConstraintVerdict(outcome.Label, outcome.Limit, outcome.Unit, outcome.Excess, outcome.Excess, "nominal", outcome.Excess, outcome.Met, outcome.Met))])];
        Assert.Equal(2, warnings.Length);
        Assert.Contains("The constraint min-dose target 60 Gy(RBE) is broken by", warnings[0], StringComparison.Ordinal);
        Assert.Contains("it could not be met together with max-dose organ", warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("min-dose", 60, null, "max-dose", 50, null, true)]
    [InlineData("min-dose", 50, null, "max-dose", 60, null, false)]
    [InlineData("min-dose", 60, null, "max-dvh", 50, 60.0, false)] // half of ORGAN is TARGET, and more than half may be above 50
    [InlineData("min-dose", 60, null, "max-dvh", 50, 40.0, true)]
    [InlineData("min-dvh", 60, 40.0, "max-dose", 50, null, false)] // 40 % of TARGET find room outside ORGAN
    [InlineData("min-dvh", 60, 60.0, "max-dose", 50, null, true)]
    [InlineData("min-dose", 60, null, "mean-dose", 29, null, true)] // half of ORGAN at 60 makes a mean of 30
    [InlineData("min-dose", 60, null, "mean-dose", 31, null, false)]
    public void Refuse_PairsOnTheirFace_WithOverlapAndDifference(string low, double lowDose, double? lowVolume, string high, double highDose, double? highVolume, bool refused)
    {
        GoalTerm[] constraints =
        [
            new() { Structure = "TARGET", Type = low, DoseGyRbe = lowDose, VolumePercent = lowVolume },
            new() { Structure = "ORGAN", Type = high, DoseGyRbe = highDose, VolumePercent = highVolume },
        ];
        var structures = Structures();
        if (!refused)
        {
            ConstraintConflicts.Refuse("r.yaml", structures, constraints);
            return;
        }

        var error = Assert.Throws<InputException>(() => ConstraintConflicts.Refuse("r.yaml", structures, constraints));
        Assert.StartsWith($"r.yaml: the constraints {low} TARGET {lowDose} Gy(RBE) and {high} ORGAN {highDose} Gy(RBE) contradict each other by", error.Message, StringComparison.Ordinal);
        Assert.Contains("in the 1.56 cm³ that the two structures share", error.Message, StringComparison.Ordinal);
    }

    // Two blocks of 8 × 5 × 5 voxels of 2.5 mm, half of each in the other.
    private static PlanningStructures Structures()
    {
        var grid = new GridGeometry(default, new Vector3d(2.5, 2.5, 2.5), 20, 5, 5);
        Structure Block(string name, int from)
        {
            var mask = new Grid<float>(grid);
            for (var n = 0; n < mask.Values.Length; n++) mask.Values[n] = grid.Voxel(n).I >= from && grid.Voxel(n).I < from + 8 ? 1 : 0;
            return new Structure { Name = name, Type = "ORGAN", Mask = mask };
        }

        var patient = new PatientCase
        {
            Source = "blocks", Kind = CaseKind.Masks, Ct = new CtImage(new Grid<float>(grid), PatientPosition.HFS), Identity = new StudyIdentity(),
            Structures = [Block("TARGET", 0), Block("ORGAN", 4)],
        };
        return PlanningStructures.Build(patient, grid, [], ["TARGET"], new WorkContext(1));
    }

    private static IPlanConstraint Make(string kind, double limit) => kind switch
    {
        "max-dose" => new VoxelConstraint(kind, SmallPlan.Left, [limit], lower: false),
        "min-dose" => new VoxelConstraint(kind, SmallPlan.Target, [limit], lower: true),
        "mean-dose" => new MeanConstraint(kind, SmallPlan.Right, limit),
        "max-dvh" => new VoxelConstraint(kind, SmallPlan.Left, [limit], lower: false, 0.12),
        "min-dvh" => new VoxelConstraint(kind, SmallPlan.Target, [limit], lower: true, 0.3),
        "eud-high" => new MeanConstraint(kind, SmallPlan.Left, limit, 8),
        "eud-low" => new MeanConstraint(kind, SmallPlan.Target, limit, -10),
        _ => new VoxelConstraint(kind, SmallPlan.Left, [limit], lower: false, 0, 1),
    };

    private static ScenarioInfluence Influence(int shift = 0) =>
        new([[new DenseInfluence(SmallPlan.Matrix(shift), 0.6, 0.24, let: 20), new DenseInfluence(SmallPlan.Matrix(shift + 0.5), 0.6, 0.24, let: 80)]], RobustMethod.Expected);

    private static PlanOptimizationResult Run(ObjectiveSet objectives) => SmallPlan.Optimizer(Influence(), objectives, new OptimizerSettings { Free = SmallPlan.Exact.Free, SmallestDeviation = 0 }).Run();

    private static double Excess(PlanOptimizationResult result, IPlanConstraint constraint, int shift = 0)
    {
        var influence = result.Ions.Count == 2 ? Influence(shift) : new ScenarioInfluence([[SmallPlan.Influence(shift)]], RobustMethod.Expected);
        return SmallPlan.Function(influence, SmallPlan.Objectives(constraint)).Excesses(SmallPlan.Weights(result))[0];
    }
}
