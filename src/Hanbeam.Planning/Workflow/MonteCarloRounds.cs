using System.Diagnostics;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Workflow;

/// <summary>Runs the beams of a plan in rounds until it is time to stop: a first small round says how many histories the uncertainty asks for.</summary>
internal sealed class MonteCarloRounds
{
    private const string Stage = "Monte Carlo";

    // Enough to see how much the dose varies in the voxels of interest, little against what one per cent takes.
    private const long FirstRound = 200_000;

    // An uncertainty known from few batches is rough, so a round never does more than this many times what is done, and aims a little beyond the goal.
    private const double MostGrowth = 15;
    private const double Surplus = 1.03;
    private const double LeastGrowth = 0.05;
    private const long FewestPerBeam = 200;

    private readonly PlanDoseTask task;
    private readonly MonteCarloStop stop;
    private readonly ulong seed;
    private readonly WorkContext work;
    private readonly MonteCarloBeams beams;
    private readonly BeamTally?[] tallies;
    private readonly double[] shares;
    private readonly int[] inside;
    private readonly int[] targets;
    private readonly int[][] eachTarget;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan processorBefore = Environment.CpuUsage.TotalTime;

    public MonteCarloRounds(PlanDoseTask task, MonteCarloStop stop, ulong seed, bool toMedium, WorkContext work)
    {
        (this.task, this.stop, this.seed, this.work) = (task, stop, seed, work);
        work.Report(Stage, 0, "geometry");
        inside = task.InsideVoxels();
        var isInside = inside.ToHashSet();
        targets = task.Targets is { } wanted ? VoxelsOf(wanted, isInside) : [];
        eachTarget = [.. task.EachTarget.Select(target => VoxelsOf(target, isInside))];
        beams = new MonteCarloBeams(task, targets, eachTarget, toMedium, work);
        tallies = new BeamTally?[task.Plan.Beams.Count];
        var ions = task.Plan.Beams.Select(beam => beam.Particles * task.Plan.FractionsOf(beam)).ToArray();
        shares = [.. ions.Select(count => count / ions.Sum())];
    }

    private long Done => tallies.Sum(tally => tally?.Histories ?? 0);

    /// <summary>Runs until the end.</summary>
    public PlanDose Run()
    {
        MonteCarloStopReason? stopped = null;
        var (interest, percent) = (Array.Empty<int>(), double.PositiveInfinity);
        for (var round = 0; stopped is null; round++)
        {
            RunRound(round, NextRound(percent), percent);
            interest = VoxelsOfInterest();
            percent = PlanUncertainty.RootMeanSquarePercent(task.Plan, tallies!, interest);
            stopped = Stopped(percent);
        }

        return Result(stopped.Value, interest, percent);
    }

    // A goal that is reached counts before the limits.
    private MonteCarloStopReason? Stopped(double percent) =>
        stop.UncertaintyPercent is { } goal && percent <= goal ? MonteCarloStopReason.Uncertainty
        : stop.Histories is { } histories && Done >= histories ? MonteCarloStopReason.Histories
        : stop.Seconds is { } seconds && clock.Elapsed.TotalSeconds >= seconds ? MonteCarloStopReason.Time : null;

    private long NextRound(double percent)
    {
        var done = Done;
        var left = stop.Histories is { } histories ? histories - done : double.PositiveInfinity;
        if (stop is { UncertaintyPercent: null, Seconds: null }) return (long)left;
        if (done == 0) return (long)Math.Min(left, FirstRound);
        var wanted = MostGrowth * done;
        if (stop.UncertaintyPercent is { } goal) wanted = Math.Clamp((Surplus * percent * percent / (goal * goal) - 1) * done, LeastGrowth * done, wanted);
        if (stop.Seconds is { } seconds) wanted = Math.Min(wanted, Math.Max(seconds - clock.Elapsed.TotalSeconds, 0) / clock.Elapsed.TotalSeconds * done);
        return (long)Math.Min(left, Math.Max(wanted, FewestPerBeam * shares.Length));
    }

    private void RunRound(int round, long histories, double percent)
    {
        var (before, started) = (0.0, Done);
        for (var n = 0; n < tallies.Length; n++)
        {
            // Every beam is followed at least once.
            if (round > 0 && TimeLeft() is { Ticks: 0 }) return;

            // Rounded so that the parts add up to the whole.
            var own = Math.Max(FewestPerBeam, (long)Math.Round((before + shares[n]) * histories) - (long)Math.Round(before * histories));
            var from = started + before * histories;
            var progress = new PartOfStage(work.Progress, Stage, part => Fraction(from + part * own, started, percent), part => Detail(from + part * own, percent));
            var tally = beams.Run(n, own, TimeLeft() * (shares[n] / shares[n..].Sum()), RoundSeed(round, n), work with { Progress = progress });
            if (tallies[n] is { } sum) sum.Add(tally);
            else tallies[n] = tally;
            before += shares[n];
            work.Cancellation.ThrowIfCancellationRequested();
        }
    }

    // What the time limit leaves, if there is one: a beam gets the part of it that its ions have among those to come.
    private TimeSpan? TimeLeft() => stop.Seconds is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds - clock.Elapsed.TotalSeconds)) : null;

    // How near the end is, whichever of the rules ends it; the uncertainty is that of the histories started with.
    private double Fraction(double histories, long started, double percent)
    {
        var fraction = 0.0;
        if (stop.Histories is { } all) fraction = histories / all;
        if (stop.Seconds is { } seconds) fraction = Math.Max(fraction, clock.Elapsed.TotalSeconds / seconds);
        if (stop.UncertaintyPercent is { } goal && double.IsFinite(percent)) fraction = Math.Max(fraction, histories / (Surplus * percent * percent / (goal * goal) * started));
        return Math.Min(fraction, 1);
    }

    private static string Detail(double histories, double percent) => double.IsFinite(percent)
        ? FormattableString.Invariant($"{histories / 1e6:0.0} million ions, uncertainty {percent:0.00} % before this round")
        : FormattableString.Invariant($"{histories / 1e6:0.0} million ions");

    // Keys of their own for every beam of every round: hashes of the seed, so that neighbouring seeds have no streams in common.
    private ulong RoundSeed(int round, int beam) => CounterRandom.ChildStream(CounterRandom.ChildStream(seed, (uint)round), (uint)beam);

    private int[] VoxelsOfInterest() => targets.Length > 0 ? targets : PlanUncertainty.HalfOfGreatest(task.Plan, tallies!, inside);

    private static int[] VoxelsOf(VoxelMembership wanted, HashSet<int> inside) =>
        [.. wanted.Voxels.Where((voxel, n) => wanted.Fractions[n] >= VoxelMembership.Inside && inside.Contains(voxel))];

    private PlanDose Result(MonteCarloStopReason stopped, int[] interest, double percent)
    {
        var geometry = task.External.Geometry;
        var weighted = task.Rbe is { } rbe ? PlanUncertainty.RbeWeighted(task.Plan, tallies!, rbe, inside, interest, geometry) : default;
        return new PlanDose([.. tallies.Select(tally => Cubes(geometry, tally!))])
        {
            MonteCarlo = new MonteCarloEvidence
            {
                Histories = Done,
                Seed = seed,
                Stopped = stopped,
                StandardUncertaintyGy = PlanUncertainty.Total(task.Plan, tallies!, inside, geometry),
                UncertaintyPercent = percent,
                StandardUncertaintyGyRbe = weighted.Gy,
                RbeUncertaintyPercent = weighted.Gy is null ? null : weighted.Percent,
                SharedIonsFactor = PlanUncertainty.SharedIonsFactor(task.Plan, tallies!, targets),
                SharedIonsFactors = task.EachTarget.Index().ToDictionary(target => target.Item.Name, target => PlanUncertainty.SharedIonsFactorOf(task.Plan, tallies!, target.Index, eachTarget[target.Index])),
                OverTargets = targets.Length > 0,
                VoxelsOfInterest = interest.Length,
                MediumGy = tallies[0]!.MediumDose is null ? null : Medium(geometry),
                Warnings = beams.Warnings,
                Seconds = clock.Elapsed.TotalSeconds,
                ProcessorSeconds = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds,
            },
        };
    }

    private DoseCubes Cubes(GridGeometry geometry, BeamTally tally)
    {
        // A voxel mostly outside the patient gets no dose, as from the pencil beam.
        Grid<float> Inside(float[]? values)
        {
            var grid = new Grid<float>(geometry);
            if (values is not null) foreach (var voxel in inside) grid.Values[voxel] = values[voxel];
            return grid;
        }

        return new DoseCubes(Inside(tally.Dose), Inside(tally.AlphaDose), Inside(tally.SqrtBetaDose), Inside(tally.LetDose));
    }

    private Grid<float> Medium(GridGeometry geometry)
    {
        var medium = new Grid<float>(geometry);
        for (var n = 0; n < tallies.Length; n++)
        {
            var fractions = task.Plan.FractionsOf(task.Plan.Beams[n]);
            foreach (var voxel in inside) medium.Values[voxel] += fractions * tallies[n]!.MediumDose![voxel];
        }

        return medium;
    }
}
