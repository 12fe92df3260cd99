using System.Diagnostics;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Optimization;

namespace Hanbeam.Benchmarks.Influence;

/// <summary>Build, forward and adjoint product of the influence, and one evaluation of objective and gradient: <c>influence [CASE FOLDER]</c>.</summary>
internal static class InfluenceSpeed
{
    public static int Report(string[] args)
    {
        var work = new WorkContext(2);
        var problem = InfluenceCase.Read(args.Length > 0 ? args[0] : null, work);
        Console.WriteLine(FormattableString.Invariant($"{problem.Voxels.Voxels.Length} voxels, {problem.Voxels.NodeCount} nodes, {string.Join(" + ", problem.Beams.Select(beam => beam.SpotCount))} spots, {string.Join(" + ", problem.Beams.Select(beam => beam.Layers.Count))} layers"));
        Stream(280);
        foreach (var kind in args.Length > 1 ? [Enum.Parse<InfluenceKind>(args[1])] : new[] { InfluenceKind.Recomputed, InfluenceKind.Stored, InfluenceKind.StoredWide }) Run(problem, kind, work);
        return 0;
    }

    private static void Run(InfluenceCase problem, InfluenceKind kind, WorkContext work)
    {
        Console.WriteLine(kind);
        BeamInfluence[] beams = [];
        Time("build", 2, () => beams = [.. problem.Beams.Select(beam => BeamInfluence.Build(problem.Model, beam, problem.Patient, problem.Voxels, problem.Effect, work, kind))]);
        Console.WriteLine(FormattableString.Invariant($"{beams.Sum(b => b.NonZeros) * 1e-6:F1} M non-zeros, {beams.Sum(b => b.Bytes) * 1e-6:F1} MB"));
        var weights = beams.Select(beam => { var w = new double[beam.SpotCount]; Array.Fill(w, 1.0); return w; }).ToArray();
        var q = new VoxelQuantities(problem.Voxels.Voxels.Length);
        Time("forward", 40, () => { q.Clear(); for (var b = 0; b < beams.Length; b++) beams[b].Forward(weights[b], q); });
        var g = beams.Select(beam => new double[beam.SpotCount]).ToArray();
        Time("adjoint", 40, () => { for (var b = 0; b < beams.Length; b++) beams[b].Adjoint(q, g[b]); });
        var function = new PlanFunction(beams, FieldGroups.Joint(beams.Length, 16, Hanbeam.Treatment.Plans.DeliveryScheme.AllBeams), problem.Objectives, problem.Rbe, work);
        var all = weights.SelectMany(w => w).ToArray();
        var gradient = new double[all.Length];
        Time("objective + gradient", 40, () => function.Evaluate(all, gradient));
    }

    private static void Stream(int megabytes)
    {
        var parts = Enumerable.Range(0, 64).Select(_ => { var part = GC.AllocateUninitializedArray<byte>(megabytes << 14, pinned: true); part.AsSpan().Fill(1); return part; }).ToArray();
        var sums = new ulong[64];
        Time("read stream", 40, () => Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 2 }, n => sums[n] = Sum(parts[n])));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private static ulong Sum(byte[] part)
    {
        var (a, b) = (System.Runtime.Intrinsics.Vector512<ulong>.Zero, System.Runtime.Intrinsics.Vector512<ulong>.Zero);
        var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, System.Runtime.Intrinsics.Vector512<ulong>>(part);
        for (var n = 0; n < values.Length; n += 4)
        {
            a += values[n];
            b += values[n + 1];
            a += values[n + 2];
            b += values[n + 3];
        }

        return System.Runtime.Intrinsics.Vector512.Sum(a + b);
    }

    private static void Time(string what, int repeats, Action action)
    {
        var (bestCpu, bestWall) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var n = 0; n < repeats; n++)
        {
            var (cpu, wall) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
            action();
            bestCpu = Math.Min(bestCpu, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds);
            bestWall = Math.Min(bestWall, wall.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{what}: {bestCpu:F1} CPU-ms, {bestWall:F1} ms wall"));
    }
}
