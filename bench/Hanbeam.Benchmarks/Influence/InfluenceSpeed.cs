using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Optimization;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Benchmarks.Influence;

/// <summary>
/// The table of ratios of the influence: <c>influence [CASE FOLDER] [--twin PROGRAM] [--scipy PYTHON]</c>. Everything takes turns in one run, and of each the least CPU time over the turns counts, for the
/// machine may be shared; with two threads a job takes half of its CPU time where nobody else works.
/// </summary>
internal static class InfluenceSpeed
{
    private const int Turns = 9;

    // Of a turn, as an optimiser repeats them; SciPy's too.
    private const int Repeats = 3;

    // matRad in Octave, non-zeros of an influence per CPU-second: 0.52 M, measured on the machine of the goals.
    private const double MatRadPerSecond = 0.52e6;

    private static readonly SortedDictionary<string, double> Best = new(StringComparer.Ordinal);

    public static int Report(string[] args)
    {
        var work = new WorkContext(2);
        var folder = args.FirstOrDefault(arg => Directory.Exists(arg));
        var problem = InfluenceCase.Read(folder, work);
        Console.WriteLine(FormattableString.Invariant($"{folder ?? "ball in water"}: {problem.Voxels.Voxels.Length} voxels, {problem.Voxels.NodeCount} nodes, {string.Join(" + ", problem.Beams.Select(beam => beam.SpotCount))} spots, {string.Join(" + ", problem.Beams.Select(beam => beam.Layers.Count))} layers"));
        var stored = Build(problem, InfluenceKind.Stored, work);
        var recomputed = Build(problem, InfluenceKind.Recomputed, work);
        var beam = stored[0].CoreBeams[0];
        var core = StoredOperator<ByteMantissa>.Build("core", beam, work);
        var single = StoredOperator<ByteMantissa>.Build("core", beam, new WorkContext(1));
        var (weights, gradient) = (Ones(beam.SpotStart[^1]), new double[beam.SpotStart[^1]]);
        using var twin = Twin(args, beam, weights);
        using var scipy = SciPy(args, beam, core);
        var stream = Stream(core.Bytes);
        var quantities = new VoxelQuantities(stored[0].VoxelCount);
        for (var turn = 0; turn < Turns; turn++)
        {
            Time("stream", () => Sum(stream, 1));
            Time("stream, two threads", () => Sum(stream, 2));
            for (var repeat = 0; repeat < Repeats; repeat++) Product("core", core, weights, quantities, gradient);
            for (var repeat = 0; repeat < Repeats; repeat++) Product("core, one thread", single, weights, quantities, gradient);
            Time("all: objective + gradient, stored", Evaluation(problem, stored, work));
            Time("all: objective + gradient, recomputed", Evaluation(problem, recomputed, work));
            if (turn < 3) Time("all: build, stored", () => Build(problem, InfluenceKind.Stored, work));
            if (turn < 3) Time("all: build, recomputed", () => Build(problem, InfluenceKind.Recomputed, work));
            Kernels(beam, core, weights);
            if (twin is not null) Keep(["twin: build", "twin: forward", "twin: adjoint"], twin.Turn());
            if (scipy is not null) Keep(["SciPy, dose alone", "SciPy, dose, alpha and beta"], scipy.Turn());
        }

        Print(stored, core, scipy, twin);
        return 0;
    }

    private static void Product(string what, IBrickOperator of, double[] weights, VoxelQuantities quantities, double[] gradient)
    {
        Time(what + ": forward", () => of.Forward(weights, quantities));
        Time(what + ": adjoint", () => of.Adjoint(quantities, gradient));
    }

    private static BeamInfluence[] Build(InfluenceCase problem, InfluenceKind kind, WorkContext work) =>
        [.. problem.Beams.Select(beam => BeamInfluence.Build(problem.Model, beam, problem.Patient, problem.Voxels, problem.Effect, work, kind))];

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1.0);
        return ones;
    }

    private static Action Evaluation(InfluenceCase problem, BeamInfluence[] beams, WorkContext work)
    {
        var function = new PlanFunction(beams, FieldGroups.Joint(beams.Length, 16, DeliveryScheme.AllBeams), problem.Objectives, problem.Rbe, work);
        var (weights, gradient) = (Ones(function.SpotCount), new double[function.SpotCount]);
        return () => function.Evaluate(weights, gradient);
    }

    private static Worker? Twin(string[] args, BrickBeam beam, double[] weights)
    {
        var at = Array.IndexOf(args, "--twin");
        if (at < 0) return null;
        var file = Path.Combine(Path.GetTempPath(), "hanbeam-influence-twin.bin");
        InfluenceExport.ForTwin(file, beam, beam.Scatter(weights));
        return new Worker(args[at + 1], file);
    }

    private static Worker? SciPy(string[] args, BrickBeam beam, StoredOperator<ByteMantissa> core)
    {
        if (!args.Contains("--scipy")) return null;
        var file = Path.Combine(Path.GetTempPath(), "hanbeam-influence-matrix");
        InfluenceExport.ForSciPy(file, beam, core);
        return new Worker(args[Array.IndexOf(args, "--scipy") + 1], "bench/InfluenceTwin/csc.py", file);
    }

    // The kernels alone on one thread, as the twin does them.
    private static void Kernels(BrickBeam beam, StoredOperator<ByteMantissa> core, double[] weights)
    {
        Time("kernel: build", () =>
        {
            var builder = new StoredRunBuilder<ByteMantissa>(beam);
            foreach (var layer in beam.Layers)
                for (var run = 0; run < core.Runs[0].Length; run++)
                    builder.Build(layer, run * StoredOperator<ByteMantissa>.BricksPerRun, Math.Min(beam.Bricks.Count, (run + 1) * StoredOperator<ByteMantissa>.BricksPerRun));
        });
        var (nodes, sums) = (beam.Scatter(weights), new BrickQuantities(beam.Bricks.Count));
        var scratch = core.Scratches.Take();
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            Time("kernel: forward", () => Forward(beam, core.Runs, nodes, sums, scratch));
            Time("kernel: adjoint", () => Adjoint(beam, core.Runs, nodes, sums, scratch));
        }

        core.Scratches.Give(scratch);
    }

    private static void Forward(BrickBeam beam, StoredRun[][] runs, float[][] nodes, BrickQuantities sums, StoredScratch scratch)
    {
        for (var run = 0; run < runs[0].Length; run++)
        {
            for (var layer = 0; layer < nodes.Length; layer++)
            {
                if (layer + 1 < nodes.Length) runs[layer + 1][run].Prefetch();
                StoredProducts<ByteMantissa>.Forward(runs[layer][run], beam.Layers[layer], nodes[layer], sums, scratch);
            }
        }
    }

    private static void Adjoint(BrickBeam beam, StoredRun[][] runs, float[][] nodes, BrickQuantities sums, StoredScratch scratch)
    {
        var zero = new bool[beam.Bricks.Count];
        for (var layer = 0; layer < nodes.Length; layer++)
        {
            var target = beam.Layers[layer].Lattice.Sums.Take();
            target.Span.Clear();
            for (var run = 0; run < runs[layer].Length; run++)
            {
                if (run + 1 < runs[layer].Length) runs[layer][run + 1].Prefetch();
                StoredProducts<ByteMantissa>.Adjoint(runs[layer][run], beam.Layers[layer], sums, zero, target, scratch);
            }

            beam.Layers[layer].Lattice.Sums.Give(target);
        }
    }

    private static byte[][] Stream(long bytes) =>
        [.. Enumerable.Range(0, 64).Select(_ =>
        {
            var part = GC.AllocateUninitializedArray<byte>((int)(bytes / 64 / 256 * 256), pinned: true);
            part.AsSpan().Fill(1);
            return part;
        })];

    private static void Sum(byte[][] parts, int threads) =>
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, n => GC.KeepAlive(Sum(parts[n])));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(byte[] part)
    {
        var (a, b) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var values = MemoryMarshal.Cast<byte, Vector512<ulong>>(part);
        for (var n = 0; n < values.Length; n += 4)
        {
            a += values[n] + values[n + 2];
            b += values[n + 1] + values[n + 3];
        }

        return Vector512.Sum(a + b);
    }

    private static void Time(string what, Action action)
    {
        var (cpu, wall) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        action();
        Keep([what, what + " (wall)"], [(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds, wall.Elapsed.TotalMilliseconds]);
    }

    private static void Keep(string[] names, double[] values)
    {
        for (var n = 0; n < names.Length; n++) Best[names[n]] = Math.Min(values[n], Best.GetValueOrDefault(names[n], double.PositiveInfinity));
    }

    private static void Print(BeamInfluence[] all, StoredOperator<ByteMantissa> core, Worker? scipy, Worker? twin)
    {
        foreach (var (what, milliseconds) in Best) Console.WriteLine(FormattableString.Invariant($"{what,-48} {milliseconds,9:F1} ms"));
        void Ratio(string what, double value, string goal) => Console.WriteLine(FormattableString.Invariant($"{what,-64} {value,8:F2}   goal {goal}"));
        var nonZeros = all.Sum(beam => beam.NonZeros);
        var building = Best["all: build, stored"] - Best["all: build, recomputed"];
        Console.WriteLine(FormattableString.Invariant($"{nonZeros * 1e-6:F1} M non-zeros, {all.Sum(beam => beam.Bytes) * 1e-6:F1} MB; core of beam 1: {core.NonZeros * 1e-6:F1} M, {core.Bytes * 1e-6:F1} MB"));
        Ratio("bytes per non-zero", all.Sum(beam => beam.Bytes) / (double)nonZeros, "≤ 2");
        Ratio("build, M non-zeros per CPU-second (matrix alone)", nonZeros / building * 1e-3, "≥ 260");
        Ratio("build with rays and tables against matRad in Octave", nonZeros / Best["all: build, stored"] * 1e3 / MatRadPerSecond, "≥ 500");
        Ratio("forward against the read stream, one thread each", Best["stream"] / Best["kernel: forward"], "≥ 0.7");
        var evaluation = (Best["core, one thread: forward"] + Best["core, one thread: adjoint"]) / 2;
        Ratio("two threads' CPU time against one thread's, forward and adjoint", (Best["core: forward"] + Best["core: adjoint"]) / 2 / evaluation, "1");
        if (scipy is not null)
        {
            Console.WriteLine(FormattableString.Invariant($"SciPy's non-zeros, numbers of one pair added, and sum of its dose: {scipy.Greeting}"));
            Ratio("SciPy with one matrix, against half of one thread's time", Best["SciPy, dose alone"] / evaluation, "≥ 15");
            Ratio("SciPy with three matrices, against half of one thread's time", Best["SciPy, dose, alpha and beta"] / evaluation, "–");
        }

        if (twin is null) return;
        foreach (var part in new[] { "build", "forward", "adjoint" }) Ratio($"C# against C++: {part}", Best["kernel: " + part] / Best["twin: " + part], "≤ 1.15");
        var answer = twin.Turn();
        Console.WriteLine(FormattableString.Invariant($"non-zeros of the twin: {answer[3]:F0}, ours {core.NonZeros}"));
    }
}
