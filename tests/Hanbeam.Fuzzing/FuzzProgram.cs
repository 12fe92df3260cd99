using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hanbeam.Fuzzing;

/// <summary>
/// What fuzz.sh beside this file builds, instruments and starts. run TARGET EXECUTIONS SEED FOLDER: in this process; the corpus is FOLDER/TARGET, findings go to
/// FOLDER/TARGET-faults. seeds TARGET FOLDER: writes the seeds, for AFL. pack TARGET FOLDER FILE: the shortest inputs of the folder that together take all its
/// branches, into one file. afl TARGET: started by afl-fuzz.
/// </summary>
internal static class FuzzProgram
{
    // What is kept as tests stays small; the shortest inputs come first.
    private const int MostPackedBytes = 160_000;

    private static int Main(string[] args)
    {
        if (args is not ["afl", ..]) CoverageMap.Attach();
        switch (args)
        {
            case ["run", var name, var executions, var seed, var folder]:
                return Run(FuzzTargets.Find(name), long.Parse(executions, CultureInfo.InvariantCulture), ulong.Parse(seed, CultureInfo.InvariantCulture), folder);
            case ["seeds", var name, var folder]:
                Save(folder, FuzzTargets.Find(name).Seeds());
                return 0;
            case ["pack", var name, var folder, var file]:
                return Pack(FuzzTargets.Find(name), folder, file);
            case ["afl", var name]:
                var target = FuzzTargets.Find(name);
                SharpFuzz.Fuzzer.Run(stream =>
                {
                    using var bytes = new MemoryStream();
                    stream.CopyTo(bytes);
                    target.Execute(bytes.ToArray());
                });
                return 0;
            default:
                Console.Error.WriteLine("usage: Hanbeam.Fuzzing run TARGET EXECUTIONS SEED FOLDER | seeds TARGET FOLDER | pack TARGET FOLDER FILE | afl TARGET");
                return 2;
        }
    }

    private static int Run(FuzzTarget target, long executions, ulong seed, string folder)
    {
        var kept = Path.Combine(folder, target.Name);
        Directory.CreateDirectory(kept);
        var run = new FuzzRun(target, seed, target.Seeds().Concat(Directory.GetFiles(kept).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)));
        var start = Stopwatch.GetTimestamp();
        run.Run(executions, () => run.Faults.Count >= 100);
        Save(kept, run.Found);
        Save(kept + "-faults", run.Faults.Select(fault => fault.Input));
        foreach (var fault in run.Faults.DistinctBy(fault => string.Join('\n', fault.Fault.Split('\n').Take(4)))) Console.Error.WriteLine(fault.Fault);
        var hangs = run.Faults.Count(fault => fault.Fault.StartsWith("hang", StringComparison.Ordinal));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            target = target.Name,
            seed,
            executions = run.Executions,
            seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds),
            crashes = run.Faults.Count - hangs,
            hangs,
            longestSeconds = Math.Round(run.Longest.TotalSeconds, 3),
            peakAllocatedBytes = run.PeakAllocatedBytes,
            branches = run.Branches,
            found = run.Found.Count,
        }));
        return run.Faults.Count == 0 ? 0 : 1;
    }

    private static int Pack(FuzzTarget target, string folder, string file)
    {
        var map = new CoverageMap();
        foreach (var seed in target.Seeds()) TakesNewBranch(seed);
        var kept = Directory.GetFiles(folder).Select(File.ReadAllBytes).OrderBy(bytes => bytes.Length).ThenBy(Convert.ToHexString, StringComparer.Ordinal).Where(TakesNewBranch).ToList();
        while (kept.Sum(input => input.Length) > MostPackedBytes) kept.RemoveAt(kept.Count - 1);
        File.WriteAllBytes(file, FuzzTargets.Join(kept));
        Console.WriteLine($"{kept.Count} inputs, {new FileInfo(file).Length} bytes, {map.Branches} branches");
        return 0;

        bool TakesNewBranch(byte[] input)
        {
            CoverageMap.Clear();
            target.Execute(input);
            return map.IsNew();
        }
    }

    private static void Save(string folder, IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(folder);
        foreach (var input in inputs) File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
    }
}
