using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>Room for the cells of one run, with two lines more than there may be.</summary>
internal sealed class StoredScratch(int cells)
{
    /// <summary>0, 16, 32, …: where sixteen sums of neighbouring cells begin.</summary>
    public static readonly Vector512<int> Steps = Vector512<int>.Indices * LaneBuffer.Lanes;

    /// <summary>A number of each cell.</summary>
    public LaneBuffer Values { get; } = new(cells + 2 * LaneBuffer.Lanes);

    /// <summary>Where each cell's sums begin.</summary>
    public int[] Places { get; } = new int[cells + 2 * LaneBuffer.Lanes];
}
