namespace Hanbeam.Numerics.Work;

/// <summary>
/// What long work is handed: how many threads it may use, where it reports progress, and how it learns that it should stop.
/// Results never depend on <see cref="Threads"/>.
/// </summary>
/// <param name="Threads">Number of worker threads, at least 1.</param>
/// <param name="Progress">Receives progress; may be called from any thread.</param>
/// <param name="Cancellation">Set by Ctrl-C.</param>
public sealed record WorkContext(int Threads, IProgress<WorkProgress>? Progress = null, CancellationToken Cancellation = default)
{
    /// <summary>A context with all processors, no progress and no cancellation.</summary>
    public static WorkContext Default { get; } = new(Environment.ProcessorCount);

    /// <summary>The options for <see cref="Parallel"/> loops.</summary>
    public ParallelOptions ParallelOptions => new() { MaxDegreeOfParallelism = Threads, CancellationToken = Cancellation };

    /// <summary>Reports progress.</summary>
    /// <param name="stage">What is being done, in a few words.</param>
    /// <param name="fraction">Fraction done, 0 to 1.</param>
    /// <param name="detail">A short addition such as the objective's value.</param>
    public void Report(string stage, double fraction, string? detail = null) =>
        Progress?.Report(new WorkProgress(stage, fraction, detail));
}
