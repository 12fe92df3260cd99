namespace Hanbeam.Numerics.Work;

/// <summary>Memory that this process may still take. What is computed must not depend on it: it only decides how many threads work, and whether a task is refused.</summary>
public static class FreeMemory
{
    /// <summary>Bytes that are free for this process: what the machine or its container has, less what is in use. Arrays that nobody holds any more are collected first, so that they count as free.</summary>
    /// <returns>Bytes, never negative.</returns>
    public static long Bytes()
    {
        var live = GC.GetTotalMemory(forceFullCollection: true);
        var info = GC.GetGCMemoryInfo();
        return Of(info.TotalAvailableMemoryBytes, live, info.TotalCommittedBytes, Environment.WorkingSet);
    }

    /// <summary>What is free of all, bytes: less the arrays that are held, and less what lies outside the heap that the collector has.</summary>
    internal static long Of(long total, long live, long committed, long workingSet) => Math.Max(0, total - live - Math.Max(0, workingSet - committed));
}
