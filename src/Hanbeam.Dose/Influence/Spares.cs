using System.Collections.Concurrent;

namespace Hanbeam.Dose.Influence;

/// <summary>Scratch that costs to make, pinned buffers above all, kept for the next who needs some. Safe from any thread; what was taken holds what its last user left.</summary>
/// <param name="make">Makes one more where none is left.</param>
internal sealed class Spares<T>(Func<T> make)
{
    private readonly ConcurrentBag<T> kept = [];

    /// <summary>Takes one.</summary>
    public T Take() => kept.TryTake(out var one) ? one : make();

    /// <summary>Gives one back; its giver forgets it.</summary>
    public void Give(T one) => kept.Add(one);
}
