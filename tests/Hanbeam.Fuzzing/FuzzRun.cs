using System.Diagnostics;

namespace Hanbeam.Fuzzing;

/// <summary>Many executions of one target in this process; inputs that take new branches join the corpus.</summary>
internal sealed class FuzzRun
{
    /// <summary>What one execution may take before it counts as a hang.</summary>
    internal static readonly TimeSpan LongestExecution = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What one execution may allocate in all, bytes: inputs have at most 16 kB, of which deflated ones may become 100 times as much and 4 MiB more, and what is
    /// parsed of them takes a small multiple.
    /// </summary>
    internal const long MostAllocatedBytes = 64 << 20;

    private readonly FuzzTarget target;
    private readonly ulong seed;
    private readonly Mutator mutator = new();
    private readonly List<byte[]> corpus;

    internal FuzzRun(FuzzTarget target, ulong seed, IEnumerable<byte[]> corpus)
    {
        this.target = target;
        this.seed = seed;
        this.corpus = [.. corpus];
    }

    /// <summary>Inputs that took new branches, in the order of their finding.</summary>
    internal List<byte[]> Found { get; } = [];

    /// <summary>Inputs with which something went wrong, and what.</summary>
    internal List<(byte[] Input, string Fault)> Faults { get; } = [];

    internal long Executions { get; private set; }

    internal long PeakAllocatedBytes { get; private set; }

    internal TimeSpan Longest { get; private set; }

    internal int Branches { get; private set; }

    /// <summary>Runs the corpus as it is, then inputs made from it.</summary>
    /// <param name="executions">How many, the corpus's own not counted.</param>
    /// <param name="isOver">Ends the run before; asked every thousand executions.</param>
    internal void Run(long executions, Func<bool>? isOver = null)
    {
        var map = new CoverageMap();
        foreach (var input in corpus.ToArray()) Execute(input, map);
        for (var n = 0L; n < executions && !(n % 1000 == 0 && isOver?.Invoke() == true); n++)
        {
            var input = mutator.Make(corpus, seed, (ulong)n);
            if (!Execute(input, map)) continue;
            corpus.Add(input.ToArray());
            Found.Add(corpus[^1]);
        }

        Branches = map.Branches;
    }

    private bool Execute(ReadOnlyMemory<byte> input, CoverageMap map)
    {
        CoverageMap.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var fault = "";
        try
        {
            target.Execute(input);
        }
        catch (Exception error)
        {
            fault = error.ToString();
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Executions++;
        if (elapsed > Longest) Longest = elapsed;
        PeakAllocatedBytes = Math.Max(PeakAllocatedBytes, allocated);
        if (elapsed > LongestExecution) fault = FormattableString.Invariant($"hang: {elapsed.TotalSeconds:0.00} s");
        if (allocated > MostAllocatedBytes) fault = $"allocation: {allocated} bytes";
        if (fault.Length > 0) Faults.Add((input.ToArray(), fault));
        return map.IsNew();
    }
}
