using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

public sealed class SteeringTests
{
    private static readonly OptimizerSettings Usual = new();

    [Fact]
    public void Replay_OfChangesAndAStop_GivesTheSameIons()
    {
        var live = Run(Usual with { Observer = new Script((3, new SteeringEvent(0, 2, 300, false)), (5, new SteeringEvent(0, 1, 40, false)), (9, new SteeringEvent(0, null, null, true))) });
        Assert.Equal([new(3, 2, 300, false), new(5, 1, 40, false), new(9, null, null, true)], live.Steering);
        Assert.Equal(9, live.Iterations);
        Assert.Equal(StopReason.Cancelled, live.StopReason);
        var replay = Run(Usual with { Steering = live.Steering });
        Assert.Equal(live.Ions, replay.Ions);
        Assert.Equal(live.Steering, replay.Steering);
        Assert.Equal([40.0, 300, 10], replay.Terms.Select(term => term.Weight));
    }

    [Theory]
    [InlineData(RobustMethod.Expected)]
    [InlineData(RobustMethod.WorstCase)]
    public void Replay_OfTheUsersStop_GivesTheSameIons(RobustMethod method)
    {
        using var source = new CancellationTokenSource();
        var cancel = new Script(snapshot =>
        {
            if (snapshot.Iteration == 6) source.Cancel();
        });
        var live = Run(Usual with { Observer = cancel }, method, source);
        Assert.Equal([new SteeringEvent(6, null, null, true)], live.Steering);
        Assert.Equal(live.Ions, Run(Usual with { Steering = live.Steering }, method).Ions);
    }

    [Fact]
    public void Run_WithoutSteering_RecordsNothing()
    {
        var result = Run(Usual with { Observer = new PlanSteering(3) });
        Assert.Empty(result.Steering);
        Assert.Equal(Run(Usual).Ions, result.Ions);
    }

    [Fact]
    public void Run_SteeringBehindTheEnd_IsSaid()
    {
        var result = Run(Usual with { Steering = [new SteeringEvent(9999, null, null, true)] });
        Assert.Equal(9999, Assert.Single(result.SteeringUnreached).Iteration);
        Assert.Empty(result.Steering);
    }

    [Fact]
    public void Snapshot_ShowsObjectiveTermsAndHistogram()
    {
        var (seen, stage) = (new List<double>(), "");
        Run(Usual with
        {
            Observer = new Script(snapshot =>
            {
                if (seen.Count > 0 && snapshot.Stage == stage) Assert.True(snapshot.Objective <= seen[^1]); // a pass never rises; the next begins anew, with bounds
                stage = snapshot.Stage;
                seen.Add(snapshot.Objective);
                Assert.Equal(snapshot.Objective, snapshot.Terms.Sum(term => term.Value), 1e-9 * snapshot.Objective);
                Assert.Equal(["target", "left", "right"], snapshot.Structures);
                var percent = snapshot.VolumePercentAt("target", [0, 25, 1000]);
                Assert.Equal(100, percent[0], 1e-9);
                Assert.InRange(percent[1], 50, 100.001);
                Assert.Equal(0, percent[2]);
                Assert.InRange(snapshot.VolumePercentAt("target", [snapshot.DoseAt("target", 95)])[0], 95 - 1e-6, 100); // nineteen of twenty voxels
                Assert.True(snapshot.DoseAt("target", 95) <= snapshot.DoseAt("target", 50) && snapshot.DoseAt("target", 50) <= snapshot.DoseAt("target", 2));
            }),
        });

        Assert.True(seen.Count > 3);
    }

    [Fact]
    public async Task Pause_HoldsTheOptimiser_UntilItIsResumed()
    {
        using var shown = new SemaphoreSlim(0);
        using var steering = new PlanSteering(3, _ => shown.Release());
        steering.Pause();
        var token = TestContext.Current.CancellationToken;
        var run = Task.Run(() => Run(Usual with { Observer = steering }), token);
        await shown.WaitAsync(token);
        Assert.True(steering.IsPaused);
        Assert.False(run.IsCompleted);
        steering.ChangeWeight(3, 77);
        steering.Resume();
        var result = await run;
        Assert.Equal(new SteeringEvent(1, 3, 77, false), Assert.Single(result.Steering));
        Assert.Equal(Run(Usual with { Steering = result.Steering }).Ions, result.Ions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pause_ThenAStop_EndsTheRun(bool byTheSteering)
    {
        using var shown = new SemaphoreSlim(0);
        using var steering = new PlanSteering(3, _ => shown.Release());
        using var source = new CancellationTokenSource();
        steering.Pause();
        var token = TestContext.Current.CancellationToken;
        var run = Task.Run(() => Run(Usual with { Observer = steering }, source: source), token);
        await shown.WaitAsync(token);
        if (byTheSteering) steering.Stop();
        else await source.CancelAsync();
        var result = await run.WaitAsync(token);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(1, result.Iterations);
        Assert.Equal([new SteeringEvent(1, null, null, true)], result.Steering);
        Assert.Equal(result.Ions, Run(Usual with { Steering = result.Steering }).Ions);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(4, 1.0)]
    [InlineData(1, -1.0)]
    [InlineData(1, double.NaN)]
    public void ChangeWeight_ThatCannotBe_IsRefusedWhereItIsGiven(int objective, double weight)
    {
        using var steering = new PlanSteering(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => steering.ChangeWeight(objective, weight));
        var result = Run(Usual with { Observer = steering });
        Assert.Empty(result.Steering);
        Assert.Equal(Run(Usual).Ions, result.Ions);
    }

    [Fact]
    public void AnObserversChange_ThatCannotBe_IsLeftOutAndNamed()
    {
        var result = Run(Usual with { Observer = new Script((2, new SteeringEvent(0, 4, 1, false))) });
        Assert.Equal(new SteeringEvent(2, 4, 1, false), Assert.Single(result.SteeringRefused));
        Assert.Empty(result.Steering);
        Assert.Equal(Run(Usual).Ions, result.Ions);
    }

    [Fact]
    public void Cancel_IsHeardBetweenTwoOperators()
    {
        using var source = new CancellationTokenSource();
        var (first, second) = (new Counting(SmallPlan.Influence()), new Counting(SmallPlan.Influence(2)));
        var influence = new ScenarioInfluence([[first], [second]], RobustMethod.Expected);
        var seen = 0;
        first.Forwarding = () =>
        {
            if (seen == 0 || source.IsCancellationRequested) return;
            source.Cancel();
            Assert.Equal(seen, second.Forwards);
        };
        var look = new Script(snapshot =>
        {
            if (snapshot.Iteration == 3) seen = second.Forwards;
        });
        var work = new WorkContext(1, null, source.Token);
        var result = SmallPlan.Optimizer(influence, SmallPlan.Objectives(), Usual with { Observer = look }, new LinearQuadraticRbe(), work).Run();
        Assert.Equal(3, result.Iterations);
        Assert.Equal(StopReason.Cancelled, result.StopReason);
        Assert.Equal(seen + Finishing, second.Forwards);
    }

    // The finished plan's terms before and after, and its constraints.
    private const int Finishing = 3;

    private static PlanOptimizationResult Run(OptimizerSettings settings, RobustMethod method = RobustMethod.Expected, CancellationTokenSource? source = null)
    {
        var influence = method == RobustMethod.Expected ? new ScenarioInfluence([[SmallPlan.Influence()]], method) : SmallPlan.Displaced(method);
        return SmallPlan.Optimizer(influence, SmallPlan.Objectives(), settings, new LinearQuadraticRbe(), new WorkContext(1, null, source?.Token ?? TestContext.Current.CancellationToken)).Run();
    }

    private sealed class Counting(IDoseInfluence inner) : IDoseInfluence
    {
        public int Forwards { get; private set; }

        public Action? Forwarding { get; set; }

        public int SpotCount => inner.SpotCount;

        public int VoxelCount => inner.VoxelCount;

        public long NonZeros => inner.NonZeros;

        public long Bytes => inner.Bytes;

        public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
        {
            Forwards++;
            Forwarding?.Invoke();
            inner.Forward(weights, result);
        }

        public void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient) => inner.Adjoint(voxelGradient, spotGradient);
    }

    private sealed class Script(Action<PlanSnapshot> look, params (int Iteration, SteeringEvent Change)[] changes) : IPlanObserver
    {
        public Script(params (int Iteration, SteeringEvent Change)[] changes)
            : this(_ => { }, changes)
        {
        }

        public IReadOnlyList<SteeringEvent> AfterIteration(PlanSnapshot snapshot, CancellationToken cancellation)
        {
            look(snapshot);
            return [.. changes.Where(entry => entry.Iteration == snapshot.Iteration).Select(entry => entry.Change)];
        }
    }
}
