using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Influence;

/// <summary>Floats that begin on a cache line, so that sixteen of them are one line.</summary>
internal readonly struct LaneBuffer
{
    /// <summary>Voxels of a brick and floats of a cache line.</summary>
    public const int Lanes = 16;

    private readonly float[] block;
    private readonly int offset;

    public LaneBuffer(int count)
    {
        // Pinned, so that what is aligned now stays aligned.
        block = GC.AllocateArray<float>(count + Lanes - 1, pinned: true);
        offset = (int)(-(Marshal.UnsafeAddrOfPinnedArrayElement(block, 0) / sizeof(float)) & (Lanes - 1));
        Count = count;
    }

    public int Count { get; }

    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(block), offset);

    public Span<float> Span => block.AsSpan(offset, Count);

    /// <summary>Sixteen floats from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Load(int at) => Vector512.LoadUnsafe(ref First, (nuint)at);

    /// <summary>Writes sixteen floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int at, Vector512<float> values) => values.StoreUnsafe(ref First, (nuint)at);
}
