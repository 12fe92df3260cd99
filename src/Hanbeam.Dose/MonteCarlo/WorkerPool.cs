using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Runs rounds of batches on threads and adds each batch in its turn.</summary>
internal sealed class WorkerPool(RunPlan plan, BatchSums sums, WorkContext work)
{
    private readonly List<BatchWorker> idle = [];

    /// <summary>Runs batches of the given sizes, which follow on those that are in.</summary>
    /// <param name="sizes">Histories of each batch.</param>
    /// <param name="done">Told after each.</param>
    public void Run(int[] sizes, Action<int> done)
    {
        var first = new long[sizes.Length];
        for (var n = 0; n < sizes.Length; n++) first[n] = n == 0 ? sums.Histories : first[n - 1] + sizes[n - 1];
        var (next, turn) = (-1, 0);
        var failed = false;
        var gate = new object();

        // Whoever takes a batch runs it at once, so the batch whose turn it is is always running: nobody waits for one that has not begun.
        Parallel.For(0, Math.Min(work.Threads, sizes.Length), work.ParallelOptions, _ =>
        {
            var worker = Take();
            try
            {
                for (var n = Interlocked.Increment(ref next); n < sizes.Length; n = Interlocked.Increment(ref next))
                {
                    worker.Run(first[n], sizes[n], work.Cancellation);
                    lock (gate)
                    {
                        while (turn != n && !failed) Monitor.Wait(gate);
                        if (failed) return;
                        sums.Add(worker, sizes[n]);
                        turn++;
                        done(n);
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
