namespace Hanbeam.Benchmarks.Plans;

/// <summary>
/// The table of whole plans: <c>plans [NAME …] [--turns N]</c>, names being box, pt_112, robust-9 and robust-21; needs the shared data (HANBEAM_SHARED or ../shared). The plans take turns; medians count.
/// </summary>
internal static class PlanSpeed
{
    // matRad 3.2.2 in Octave on the machine of the goals, quiet: influence and optimisation of the same box, s (its README beside the reference data).
    private const double MatRadSeconds = 75.5 + 128;

    public static int Report(string[] args)
    {
        var repository = Repository();
        var shared = Environment.GetEnvironmentVariable("HANBEAM_SHARED") ?? Path.Combine(repository, "..", "shared");
        var program = Path.Combine(repository, "src", "Hanbeam.App", "bin", "Release", "net10.0", "hanbeam.dll");
        var at = Array.IndexOf(args, "--turns");
        var turns = at < 0 ? 3 : int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture);
        string[] names = at < 0 ? args : args[..at];
        var folder = Directory.CreateTempSubdirectory("hanbeam-plans-").FullName;
        try
        {
            var matRad = Path.Combine(shared, "reference", "matrad");
            PlanCase[] all = [PlanCases.Box(matRad, folder), .. PlanCases.HeadAndNeck(repository, Path.Combine(shared, "cases"), folder)];
            PlanCase[] wanted = names.Length == 0 ? all : [.. names.Select(name => all.FirstOrDefault(one => one.Name == name) ?? throw new ArgumentException($"no plan {name}"))];
            var import = PlanProcess.Run(program, "machine", "import-matrad", Path.Combine(matRad, "mat", "carbon_Generic.mat"), "--out", Path.Combine(folder, PlanCases.BoxMachine));
            Console.WriteLine(FormattableString.Invariant($"machine import-matrad: {import.Wall:F2} s wall, {import.Cpu:F2} CPU-s; not among the times below"));
            Print(wanted, Times(wanted, program, folder, turns));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static List<PlanTimes>[] Times(PlanCase[] cases, string program, string folder, int turns)
    {
        var times = cases.Select(_ => new List<PlanTimes>()).ToArray();
        for (var turn = 0; turn < turns; turn++)
        {
            for (var n = 0; n < cases.Length; n++)
            {
                var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
                var taken = PlanProcess.Plan(program, cases[n].Recipe, Path.Combine(folder, "plan"));
                times[n].Add(taken);
                Console.WriteLine(FormattableString.Invariant($"turn {turn + 1}, load {load} before: {cases[n].Name} {taken.Wall:F2} s wall, {taken.Cpu:F2} CPU-s"));
            }
        }

        return times;
    }

    private static void Print(PlanCase[] cases, List<PlanTimes>[] times)
    {
        Console.WriteLine(FormattableString.Invariant($"\nThe whole process as a user starts it, its start and the compilation of its code (JIT) included; {Environment.ProcessorCount} processors; medians.\n"));
        Console.WriteLine($"| plan | spots | iterations | wall s | least | goal | CPU-s | {string.Join(" | ", PlanProcess.Stages)} | peak MB |\n|---|---|---|---|---|---|---|{string.Concat(PlanProcess.Stages.Select(_ => "---|"))}---|");
        for (var n = 0; n < cases.Length; n++)
        {
            var taken = times[n];
            double Of(Func<PlanTimes, double> figure) => Median(taken.Select(figure));
            var goal = cases[n].GoalSeconds is { } seconds ? FormattableString.Invariant($"< {seconds}") : "–";
            var stages = string.Join(" | ", PlanProcess.Stages.Select((_, stage) => FormattableString.Invariant($"{Of(time => time.Stages[stage]):F2}")));
            Console.WriteLine(FormattableString.Invariant($"| {cases[n].Title} | {taken[0].Spots} | {taken[0].Iterations} | {Of(time => time.Wall):F2} | {taken.Min(time => time.Wall):F2} | {goal} | {Of(time => time.Cpu):F2} | {stages} | {Of(time => time.PeakBytes) * 1e-6:F0} |"));
            if (cases[n].Name == "box") Console.WriteLine(FormattableString.Invariant($"| matRad in Octave, influence and optimisation alone | | | {MatRadSeconds} | | | {MatRadSeconds / Of(time => time.Wall):F0} times ours |"));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }

    private static string Repository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Hanbeam.slnx"))) return folder;
        throw new InvalidOperationException("run from a checkout");
    }
}
