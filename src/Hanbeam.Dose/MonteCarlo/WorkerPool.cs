using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Runs rounds of batches on threads and adds each batch in its turn.</summary>
internal sealed class WorkerPool(RunPlan plan, BatchSums sums, WorkContext work)
{
    private readonly List<BatchWorker> idle = [];

    /// <summary>Runs batches of the given sizes, which follow on those that are in.</summary>
    /// <param name="sizes">Histories of each batch.</param>
    /// <param name="over">Whether no further batch is begun, told how many there are by then.</param>
    /// <param name="done">Told after each.</param>
    public void Run(int[] sizes, Func<int, bool> over, Action done)
    {
        var first = new long[sizes.Length];
        for (var n = 0; n < sizes.Length; n++) first[n] = n == 0 ? sums.Histories : first[n - 1] + sizes[n - 1];
        var (next, turn, before) = (0, 0, sums.Batches);
        var failed = false;
        var gate = new object();

        // The next batch; none where all are begun or the time is over.
        int? Begin()
        {
            lock (gate) return !failed && next < sizes.Length && !over(before + next) ? next++ : null;
        }

        // Whoever takes a batch runs it at once, so the batch whose turn it is is always running: nobody waits for one that has not begun.
        Parallel.For(0, Math.Min(work.Threads, sizes.Length), work.ParallelOptions, _ =>
        {
            var worker = Take();
            try
            {
                while (Begin() is { } n)
                {
                    worker.Run(first[n], sizes[n], work.Cancellation);
                    lock (gate)
                    {
                        while (turn != n && !failed) Monitor.Wait(gate);
                        if (failed) return;
                        sums.Add(worker, sizes[n]);
                        turn++;
                        done();
                        Monitor.PulseAll(gate);
                    }
                }
            }
            catch
            {
                lock (gate)
                {
                    failed = true;
                    Monitor.PulseAll(gate);
                }

                throw;
            }
            finally
            {
                lock (idle) idle.Add(worker);
            }
        });
    }

    private BatchWorker Take()
    {
        lock (idle)
        {
            if (idle.Count == 0) return new BatchWorker(plan);
            var worker = idle[^1];
            idle.RemoveAt(idle.Count - 1);
            return worker;
        }
    }
}
