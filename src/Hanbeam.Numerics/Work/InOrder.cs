using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Hanbeam.Numerics.Work;

/// <summary>Parallel loops of which, if several bodies fail, the first in order is told, whatever the number of threads.</summary>
public static class InOrder
{
    /// <summary>Does 0, 1, 2 and so on, several at once. After a failure none behind it is begun; all before it are done, for one of them may fail too.</summary>
    /// <param name="count">How many.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="body">What is done with each number.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void For(int count, WorkContext work, Action<int> body)
    {
        var gate = new Lock();
        var (lowest, first) = (int.MaxValue, default(ExceptionDispatchInfo));
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), work.ParallelOptions, n =>
        {
            if (n > Volatile.Read(ref lowest)) return;
            try
            {
                body(n);
            }
            catch (Exception fault)
            {
                lock (gate)
                {
                    if (n < lowest) (lowest, first) = (n, ExceptionDispatchInfo.Capture(CauseOf(fault)));
                }
            }
        });
        first?.Throw();
    }

    /// <summary>What a failure is about: parallel loops wrap what their bodies throw. Of several causes the user's fault is told before ours, and both before a stop.</summary>
    /// <param name="failure">What was thrown.</param>
    public static Exception CauseOf(Exception failure)
    {
        if (failure is not AggregateException aggregate) return failure;
        var all = aggregate.Flatten().InnerExceptions;
        return all.FirstOrDefault(cause => cause is InputException) ?? all.FirstOrDefault(cause => cause is not OperationCanceledException) ?? all.FirstOrDefault() ?? failure;
    }
}
