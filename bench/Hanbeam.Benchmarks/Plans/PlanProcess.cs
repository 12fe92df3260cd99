using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Hanbeam.Benchmarks.Plans;

/// <summary>The program run as its user runs it: a process of its own, from its start to its end, compilation of its code included.</summary>
internal static partial class PlanProcess
{
    private const int OfChildren = -1;

    // struct rusage: user and system time as seconds and microseconds, then the largest resident set.
    private const int UsageFields = 18;

    /// <summary>Names of the stages in the order of a run.</summary>
    public static readonly string[] Stages = ["start", "import", "influence", "optimise", "evaluate", "export"];

    /// <summary>Makes a plan.</summary>
    /// <param name="program">hanbeam.dll.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The plan folder to make; removed afterwards.</param>
    /// <returns>Wall and processor time, s; wall time of the stages, s; the largest resident set, bytes.</returns>
    public static PlanTimes Plan(string program, string recipe, string folder)
    {
        var (wall, cpu) = Run(program, "plan", recipe, "--out", folder);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json")));
        var seconds = summary.RootElement.GetProperty("seconds");
        double[] stages = [wall - seconds.GetProperty("total").GetDouble(), .. Stages.Skip(1).Select(stage => seconds.GetProperty(stage).GetDouble())];
        var peak = summary.RootElement.GetProperty("peakMemoryBytes").GetInt64();
        var spots = summary.RootElement.GetProperty("spots").GetInt32();
        var iterations = summary.RootElement.GetProperty("optimisation").GetProperty("iterations").GetInt32();
        Directory.Delete(folder, recursive: true);
        return new PlanTimes(wall, cpu, stages, peak, spots, iterations);
    }

    /// <summary>Runs a command; wall and processor time, s.</summary>
    public static (double Wall, double Cpu) Run(string program, params string[] arguments)
    {
        var (before, clock) = (ChildSeconds(), Stopwatch.StartNew());
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = clock.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {said.Result}");
        return (wall, ChildSeconds() - before);
    }

    private static double ChildSeconds()
    {
        var usage = new long[UsageFields];
        if (Usage(OfChildren, usage) != 0) throw new InvalidOperationException("no times of children");
        return usage[0] + usage[2] + 1e-6 * (usage[1] + usage[3]);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int Usage(int who, [In, Out] long[] usage);
}
