using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Memory that a run takes, bytes: known before anything is allocated.</summary>
internal static class RunMemory
{
    /// <summary>Sums of all batches, their squares, and the result.</summary>
    public static long Shared(ScoringLayout layout) => layout.Cells * ((layout.Stride + 2L) * sizeof(double) + (layout.Stride + 3L) * sizeof(float)) + layout.Places * (long)sizeof(int);

    /// <summary>What each thread scores into.</summary>
    public static long OfThread(ScoringLayout layout) => layout.Numbers * sizeof(float);

    /// <summary>How many threads there is memory for, at most those asked for: results do not depend on it.</summary>
    /// <param name="layout">Cells and numbers.</param>
    /// <param name="threads">Threads asked for.</param>
    /// <param name="available">Bytes that are free.</param>
    /// <exception cref="InputException">Not even one thread has enough.</exception>
    public static int Threads(ScoringLayout layout, int threads, long available)
    {
        const double gigabyte = 1e9;
        var (shared, own) = (Shared(layout), OfThread(layout));
        if (layout.Numbers > Array.MaxLength)
            throw new InputException(FormattableString.Invariant($"The dose grid has {layout.Cells} voxels; a Monte Carlo run that scores {layout.Stride} numbers in each can have at most {Array.MaxLength / layout.Stride - 1}: take a coarser dose grid."));
        if (shared + own > available)
            throw new InputException(FormattableString.Invariant($"A Monte Carlo run on a dose grid of {layout.Cells} voxels needs {(shared + own) / gigabyte:0.0} GB of memory, and {available / gigabyte:0.0} GB are free: take a coarser dose grid."));
        return (int)Math.Min(threads, (available - shared) / own);
    }
}
