using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Hanbeam.Fuzzing;

/// <summary>
/// The branches that an execution went through, as SharpFuzz's instrumentation counts them; without instrumentation it stays empty and nothing is new. Counts
/// differ when they fall into different powers of two, as in AFL.
/// </summary>
internal sealed unsafe class CoverageMap
{
    // The size that the instrumentation counts on.
    private const int Size = 1 << 16;

    // Instrumented code writes here from its first line on, so it stays for the life of the process.
    private static readonly byte* Counts = (byte*)NativeMemory.AllocZeroed(Size);

    private readonly byte[] seen = new byte[Size];

    /// <summary>Different branches seen so far.</summary>
    internal int Branches => Size - seen.AsSpan().Count((byte)0);

    /// <summary>Gives instrumented code a place to count; before that it must not run.</summary>
    internal static void Attach() => Trace.SharedMem = Counts;

    internal static void Clear()
    {
        new Span<byte>(Counts, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether the last execution took a branch, or took it so often, as none before.</summary>
    internal bool IsNew()
    {
        var isNew = false;
        var map = new Span<byte>(Counts, Size);
        for (var at = 0; at < Size; at++)
        {
            var next = map[at..].IndexOfAnyExcept((byte)0);
            if (next < 0) break;
            at += next;
            var bucket = (byte)(1 << (int)Math.Log2(map[at]));
            isNew |= (seen[at] & bucket) == 0;
            seen[at] |= bucket;
        }

        return isNew;
    }
}
