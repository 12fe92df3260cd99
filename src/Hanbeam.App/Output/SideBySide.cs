using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Output;

/// <summary>Things that have nothing to do with each other, several at once where there are threads, the first ones first.</summary>
internal static class SideBySide
{
    /// <summary>Does them; of several that fail the first in the list is told.</summary>
    public static void Do(WorkContext work, params Action[] things)
    {
        var faults = new ExceptionDispatchInfo?[things.Length];
        Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, things.Length), EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = work.Threads }, n =>
        {
            try
            {
                if (Array.TrueForAll(faults, fault => fault is null)) things[n]();
            }
            catch (Exception fault)
            {
                faults[n] = ExceptionDispatchInfo.Capture(fault);
            }
        });
        Array.Find(faults, fault => fault is not null)?.Throw();
    }
}
