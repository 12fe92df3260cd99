using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

public sealed class PlanOptimizerTests
{
    private const int Voxels = 60;
    private const double PrescribedGyRbe = 51;
    private static readonly DenseInfluence[] Beams = [DenseInfluence.Row(Voxels, 24, 0.5), DenseInfluence.Row(Voxels, 20, -0.3)];
    private static readonly ObjectiveRegion Target = new([.. Enumerable.Range(20, 20)], [.. Enumerable.Repeat(1.0 / 20, 20)]);
    private static readonly ObjectiveRegion Organ = new([.. Enumerable.Range(0, 15)], [.. Enumerable.Repeat(1.0 / 15, 15)]);
    private static readonly ObjectiveSet Objectives = new(
        [.. Enumerable.Range(0, Voxels)],
        [
            new SquaredDeviationObjective("uniform-dose target", 100, Target, [PrescribedGyRbe], DeviationSide.Both),
            new SquaredDeviationObjective("max-dose organ", 0.05, Organ, [5], DeviationSide.Above),
        ],
        [(Target, PrescribedGyRbe)]);

    [Theory]
    [InlineData(DeliveryScheme.AllBeams, OptimisationMode.Joint)]
    [InlineData(DeliveryScheme.AllBeams, OptimisationMode.Sfud)]
    [InlineData(DeliveryScheme.OneBeamPerFraction, OptimisationMode.Joint)]
    [InlineData(DeliveryScheme.OneBeamPerFraction, OptimisationMode.Sfud)]
    public void Run_AnyScheme_GivesTheTargetItsDose(DeliveryScheme delivery, OptimisationMode mode)
    {
        var result = Run(delivery, mode, WaterWorld.Machine);
        var total = TotalDose(result, delivery);
        // Twenty target voxels under overlapping Gaussians: 3 % is what the fall-off towards the organ leaves at the edge.
        foreach (var position in Target.Positions) Assert.Equal(PrescribedGyRbe, total[position], 0.03 * PrescribedGyRbe);
        Assert.Equal(result.Objective, result.Terms.Sum(term => term.Value), 1e-9 * result.Objective);
    }

    [Theory]
    [InlineData(OptimisationMode.Sfud)]
    [InlineData(OptimisationMode.Joint)]
    public void Run_OneBeamPerFraction_GivesEachBeamAUniformDose(OptimisationMode mode)
    {
        var result = Run(DeliveryScheme.OneBeamPerFraction, mode, WaterWorld.Machine);
        for (var beam = 0; beam < 2; beam++)
        {
            var function = new PlanFunction(Beams, [new FieldGroup([beam], 17)], Objectives, new LinearQuadraticRbe(), new WorkContext(1));
            function.EvaluateTerms([.. result.Ions[beam].Select(ions => ions * 1e-6)], new double[2]);
            foreach (var position in Target.Positions) Assert.Equal(PrescribedGyRbe, function.TotalGyRbe[position], 0.03 * PrescribedGyRbe); // as above
        }
    }

    [Fact]
    public void Run_MachineWithAHighMinimum_DropsOrRaisesEverySpot()
    {
        var machine = WaterWorld.Machine with { MinimumIonsPerSpot = 300_000, MaximumIonsPerSpot = 700_000 };
        var result = Run(DeliveryScheme.AllBeams, OptimisationMode.Joint, machine);
        var ions = result.Ions.SelectMany(beam => beam).ToArray();
        Assert.All(ions, spot => Assert.True(spot == 0 || (spot >= 300_000 && spot <= 700_000 && spot == Math.Round(spot))));
        Assert.Contains(0, ions);
        Assert.True(result.PercentAtMinimum > 0);
        Assert.True(result.Objective >= result.ObjectiveBeforeLimits);
    }

    [Fact]
    public void Run_Cancelled_KeepsTheBestPlanSoFar()
    {
        using var source = new CancellationTokenSource();
        var progress = new StopAt(source, 3);
        var optimizer = new PlanOptimizer(Beams, Objectives, new LinearQuadraticRbe(), WaterWorld.Machine, Long, new WorkContext(1, progress, source.Token));
        var result = optimizer.Run(17, DeliveryScheme.AllBeams, OptimisationMode.Joint);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(3, result.Iterations);
        Assert.Contains(result.Ions.SelectMany(beam => beam), ions => ions > 0);
    }

    [Fact]
    public void Run_CancelledBeforehand_HasNoPlan()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var influence = new CancellingInfluence(Beams[0], source.Token);
        var optimizer = new PlanOptimizer([influence], Objectives, new LinearQuadraticRbe(), WaterWorld.Machine, Long, new WorkContext(1, null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => optimizer.Run(17, DeliveryScheme.AllBeams, OptimisationMode.Joint));
    }

    private static OptimizerSettings Long => new()
    {
        Free = new MinimizationSettings { IterationLimit = 400, RelativeDecrease = 1e-6 },
        Deliverable = new MinimizationSettings { IterationLimit = 200, RelativeDecrease = 1e-6 },
    };

    private static PlanOptimizationResult Run(DeliveryScheme delivery, OptimisationMode mode, Machine machine) =>
        new PlanOptimizer(Beams, Objectives, new LinearQuadraticRbe(), machine, Long, new WorkContext(1)).Run(17, delivery, mode);

    private static double[] TotalDose(PlanOptimizationResult result, DeliveryScheme delivery)
    {
        var function = new PlanFunction(Beams, FieldGroups.Joint(2, 17, delivery), Objectives, new LinearQuadraticRbe(), new WorkContext(1));
        function.EvaluateTerms([.. result.Ions.SelectMany(beam => beam).Select(ions => ions * 1e-6)], new double[2]);
        return function.TotalGyRbe;
    }

    private sealed class StopAt(CancellationTokenSource source, int iteration) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Detail?.StartsWith(FormattableString.Invariant($"iteration {iteration},"), StringComparison.Ordinal) == true) source.Cancel();
        }
    }

    private sealed class CancellingInfluence(DenseInfluence inner, CancellationToken token) : Hanbeam.Dose.Influence.IDoseInfluence
    {
        public int SpotCount => inner.SpotCount;

        public int VoxelCount => inner.VoxelCount;

        public long NonZeros => inner.NonZeros;

        public long Bytes => inner.Bytes;

        public void Forward(ReadOnlySpan<double> weights, Hanbeam.Dose.Influence.VoxelQuantities result)
        {
            token.ThrowIfCancellationRequested();
            inner.Forward(weights, result);
        }

        public void Adjoint(Hanbeam.Dose.Influence.VoxelQuantities voxelGradient, Span<double> spotGradient) => inner.Adjoint(voxelGradient, spotGradient);
    }
}
