using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Influence;

/// <summary>How much memory a stored operator may take, and what becomes of one that would take more.</summary>
internal static class InfluenceMemory
{
    /// <summary>What an operator may take to be stored when nothing is asked for, bytes. It looks at the case alone: the two forms round differently, and a plan must be the same on any machine.</summary>
    public const long MostStored = 2_000_000_000;

    /// <summary>Chooses the form of an operator.</summary>
    /// <param name="stage">What the operator is called in messages.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="storedBytes">What storing it takes, bytes, by the width asked for.</param>
    /// <param name="leftBytes">Memory left, bytes.</param>
    /// <returns>Never <see cref="InfluenceKind.Automatic"/>.</returns>
    /// <exception cref="InputException">It is to be stored and there is not so much memory.</exception>
    public static InfluenceKind Choose(string stage, InfluenceKind wanted, long storedBytes, long leftBytes)
    {
        var kind = wanted != InfluenceKind.Automatic ? wanted : storedBytes <= MostStored ? InfluenceKind.Stored : InfluenceKind.Recomputed;
        if (kind != InfluenceKind.Recomputed && storedBytes > leftBytes)
            throw new InputException(FormattableString.Invariant($"The {stage} takes about {storedBytes * 1e-9:F1} GB to store and {Math.Max(0, leftBytes) * 1e-9:F1} GB of memory are left: set influence: recomputed in the recipe, or use fewer spots or larger voxels"));
        return kind;
    }

    /// <summary>Memory left for something of a size, bytes: what is surely free where that suffices, for to count exactly takes a collection of all that nobody holds any more.</summary>
    /// <param name="neededBytes">The size.</param>
    public static long LeftBytes(long neededBytes)
    {
        var surely = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
        return surely > neededBytes ? surely : FreeMemory.Bytes();
    }
}
