using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.Influence;

/// <summary>Calls memory into the caches before it is read: a run of the matrix is too short for the processor to guess what comes next. Does nothing where the processor has no such instruction.</summary>
internal static unsafe class Nearer
{
    /// <summary>How far ahead of reading, bytes: a page, some microseconds of work.</summary>
    public const int Ahead = 4096;

    private const int CacheLine = 64;

    /// <summary>Calls the line that lies <see cref="Ahead"/> bytes further; it may lie outside of anything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CallAhead(ref byte from)
    {
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.AsPointer(ref from) + Ahead);
    }

    /// <summary>Calls all lines.</summary>
    public static void Call(ReadOnlySpan<byte> bytes)
    {
        if (!Sse.IsSupported) return;
        var start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        for (var n = 0; n < bytes.Length; n += CacheLine) Sse.Prefetch1(start + n);
    }
}
