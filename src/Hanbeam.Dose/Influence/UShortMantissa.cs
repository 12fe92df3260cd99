using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.Influence;

/// <summary>Sixteen bits: as good as single precision for an optimiser.</summary>
internal readonly struct UShortMantissa : IMantissa
{
    public static float Levels => ushort.MaxValue;

    public static int Size => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref byte from) => Widen(Vector256.LoadUnsafe(ref Unsafe.As<byte, ushort>(ref from)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte to, Vector512<float> values)
    {
        var whole = Vector512.ConvertToInt32Native(values + Vector512.Create(0.5f)).AsUInt32();
        Vector256.Narrow(whole.GetLower(), whole.GetUpper()).StoreUnsafe(ref Unsafe.As<byte, ushort>(ref to));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Widen(Vector256<ushort> words)
    {
        if (Avx512F.IsSupported) return Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(words));
        var (low, high) = Vector256.Widen(words);
        return Vector512.ConvertToSingle(Vector512.Create(low, high).AsInt32());
    }
}
