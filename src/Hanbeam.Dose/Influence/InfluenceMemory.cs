using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Influence;

/// <summary>How much memory a stored operator may take, and what becomes of one that would take more.</summary>
internal static class InfluenceMemory
{
    // Part of the memory left that operators may fill before they are recomputed instead; the rest is for the doses and everything else.
    private const double Share = 0.5;

    /// <summary>Chooses the form of an operator.</summary>
    /// <param name="stage">What the operator is called in messages.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="storedBytes">What storing it takes, bytes, by the width asked for.</param>
    /// <param name="leftBytes">Memory left, bytes.</param>
    /// <returns>Never <see cref="InfluenceKind.Automatic"/>.</returns>
    /// <exception cref="InputException">It was to be stored and there is not so much memory.</exception>
    public static InfluenceKind Choose(string stage, InfluenceKind wanted, long storedBytes, long leftBytes)
    {
        if (wanted == InfluenceKind.Automatic) return storedBytes <= Share * leftBytes ? InfluenceKind.Stored : InfluenceKind.Recomputed;
        if (wanted != InfluenceKind.Recomputed && storedBytes > leftBytes)
            throw new InputException(FormattableString.Invariant($"The {stage} takes about {storedBytes * 1e-9:F1} GB to store and {Math.Max(0, leftBytes) * 1e-9:F1} GB of memory are left: let it be recomputed, or use fewer spots or larger voxels"));
        return wanted;
    }

    /// <summary>Memory that this process may still take, bytes.</summary>
    public static long LeftBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - Environment.WorkingSet;
}
