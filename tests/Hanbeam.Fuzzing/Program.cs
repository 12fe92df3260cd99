using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Hanbeam.Fuzzing;

// fuzz.sh beside this file builds, instruments and starts it:
//   run TARGET EXECUTIONS SEED FOLDER   in this process; the corpus is FOLDER/TARGET, findings go to FOLDER/TARGET-faults
//   seeds TARGET FOLDER                 writes the seeds, for AFL
//   afl TARGET                          started by afl-fuzz
if (args is not ["afl", ..]) CoverageMap.Attach();
switch (args)
{
    case ["run", var name, var executions, var seed, var folder]:
        return Run(FuzzTargets.Find(name), long.Parse(executions, CultureInfo.InvariantCulture), ulong.Parse(seed, CultureInfo.InvariantCulture), folder);
    case ["seeds", var name, var folder]:
        Save(folder, FuzzTargets.Find(name).Seeds());
        return 0;
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
        Console.Error.WriteLine("usage: Hanbeam.Fuzzing run TARGET EXECUTIONS SEED FOLDER | seeds TARGET FOLDER | afl TARGET");
        return 2;
}

static int Run(FuzzTarget target, long executions, ulong seed, string folder)
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

static void Save(string folder, IEnumerable<byte[]> inputs)
{
    Directory.CreateDirectory(folder);
    foreach (var input in inputs) File.WriteAllBytes(Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]), input);
}
