using System.Diagnostics;
using System.Globalization;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Benchmarks.MonteCarlo;

/// <summary>
/// Primaries per CPU-second of the Monte Carlo engine at 290 MeV/u in 2 mm voxels of a made head (skin, skull, brain, an air cavity): scalar and lanes, threads, the
/// share of the parts, and the inner loop alone, in C# and in C++ where the twin's program is given: <c>monte-carlo [HISTORIES] [TWIN]</c>; <c>monte-carlo lanes HISTORIES</c> does the lanes alone, for a profiler. The machine should be idle; CPU time
/// is the process's, and what building the tables takes is left out as the difference of a long and a short run.
/// </summary>
internal static class MonteCarloSpeed
{
    private const double Energy = 290;

    public static int Report(string[] args)
    {
        if (args is ["lanes", var count]) return LanesAlone(int.Parse(count, CultureInfo.InvariantCulture));
        var histories = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400_000;
        var geometry = Head();
        var scalar = PerCpuSecond(geometry, histories / 4, false, 1);
        Print("scalar", scalar);
        var lanes = PerCpuSecond(geometry, histories, true, 1);
        Print("lanes", lanes);
        Print("lanes, two threads (CPU-seconds of both)", PerCpuSecond(geometry, histories, true, 2));
        Shares(geometry, lanes.PerSecond);
        var inner = new InnerLoop();
        Console.WriteLine(FormattableString.Invariant($"inner loop in C#: {inner.Nanoseconds():F1} ns a step of one ion; energy left {inner.DepositedMeV:R} MeV"));
        if (args.Length > 1) Twin(args[1], inner);
        return 0;
    }

    // For a profiler.
    private static int LanesAlone(int histories)
    {
        Print("lanes", PerCpuSecond(Head(), histories, true, 1));
        return 0;
    }

    private static void Print(string what, (double PerSecond, double Speedup) run) =>
        Console.WriteLine(FormattableString.Invariant($"{what}: {run.PerSecond:F0} primaries per CPU-second, {run.Speedup:F2} CPU-seconds a second"));

    private static (double PerSecond, double Speedup) PerCpuSecond(TransportGeometry geometry, int histories, bool lanes, int threads)
    {
        var shortRun = Time(geometry, histories / 8, lanes, threads);
        var longRun = Time(geometry, histories, lanes, threads);
        return ((histories - histories / 8) / (longRun.Cpu - shortRun.Cpu), (longRun.Cpu - shortRun.Cpu) / (longRun.Wall - shortRun.Wall));
    }

    private static (double Cpu, double Wall) Time(TransportGeometry geometry, int histories, bool lanes, int threads)
    {
        var (cpu, wall) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        MonteCarloEngine.Run(geometry, [Source()], new ScoringRequest(), new MonteCarloSettings { Histories = histories, Lanes = lanes }, new WorkContext(threads));
        return ((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, wall.Elapsed.TotalSeconds);
    }

    // Each part timed alone, times how often a primary needs it; the rest is steps with their scoring.
    private static void Shares(TransportGeometry geometry, double perSecond)
    {
        var total = 1e9 / perSecond;
        var plan = new RunPlan(geometry, [Source()], new ScoringRequest(), new MonteCarloSettings { Histories = 1000 }, new WorkContext(1));
        var worker = new BatchWorker(plan);
        worker.Run(0, 2000, default);
        var reactions = worker.Tally.Reactions / 2000.0;
        var products = new ReactionProduct[ReactionGenerator.MaximumProducts];
        var reaction = Nanoseconds(20_000, n =>
        {
            var random = new CounterRandom(3, (ulong)n);
            ReactionGenerator.Sample(n % 2 == 0 ? Ion.Carbon12 : new Ion(2, 4), 150 + n % 100, n % 3 == 0 ? 1 : 8, n % 3 == 0 ? 1 : 16, ref random, products);
        });
        var draw = Nanoseconds(50_000, n => plan.Primaries.Draw(plan.Physics, 1, n, n, 50_000, out _, out _));
        var sums = new BatchSums(plan);
        var batch = Nanoseconds(10, _ => sums.Add(worker, 2000)) / new MonteCarloSettings().BatchHistories;
        Console.WriteLine(FormattableString.Invariant($"share of {total / 1000:F1} µs a primary: reactions {reactions * reaction / total:P0} ({reactions:F2} of {reaction / 1000:F2} µs), source {draw / total:P0}, sums of batches {batch / total:P0}, steps, scoring and events the rest"));
    }

    private static double Nanoseconds(int count, Action<int> action)
    {
        for (var n = 0; n < Math.Max(1, count / 4); n++) action(n);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (var n = 0; n < count; n++) action(n);
        return (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalNanoseconds / count;
    }

    private static void Twin(string program, InnerLoop inner)
    {
        var file = Path.Combine(Path.GetTempPath(), "hanbeam-inner-loop.bin");
        inner.Export(file);
        for (var n = 0; n < 3; n++)
        {
            using var twin = Process.Start(new ProcessStartInfo(program, [file]) { RedirectStandardOutput = true })!;
            Console.Write("inner loop in C++: " + twin.StandardOutput.ReadToEnd());
            twin.WaitForExit();
            Console.WriteLine(FormattableString.Invariant($"inner loop in C#:  {inner.Nanoseconds():F1} ns a step of one ion; energy left {inner.DepositedMeV:R} MeV"));
        }

        File.Delete(file);
    }

    private static BeamSource Source() => BeamSource.Field(Ion.Carbon12, Energy, 50, 50, 0.001, 3, 0.002);

    // An ellipsoid of 170 × 200 mm: 4 mm of skin, 6 mm of bone, brain, and air in a ball of 20 mm radius.
    private static TransportGeometry Head()
    {
        var grid = new GridGeometry(new Vector3d(-99, -99, 1), new Vector3d(2, 2, 2), 100, 100, 100);
        double[] hounsfield = [-950, 0, 40, 1100];
        var materials = hounsfield.Select(StoichiometricCalibration.MaterialOf).ToArray();
        var words = new uint[grid.Count];
        for (var n = 0; n < words.Length; n++)
        {
            var p = grid.Center(n);
            var z = p.Z - 100;
            double Radius(double shrink) => Math.Sqrt(p.X * p.X / ((85 - shrink) * (85 - shrink)) + p.Y * p.Y / ((100 - shrink) * (100 - shrink)) + z * z / ((100 - shrink) * (100 - shrink)));
            var tissue = Radius(0) > 1 ? -1 : Radius(4) > 1 ? 1 : Radius(10) > 1 ? 3 : p.X * p.X + p.Y * p.Y + (z + 30) * (z + 30) < 400 ? 0 : 2;
            words[n] = tissue < 0 ? 0 : TransportGrid.Word(StoichiometricCalibration.DensityGPerCm3(hounsfield[tissue]), tissue);
        }

        return TransportGeometry.OfVoxels(grid, materials, words);
    }
}
