using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.Influence;

/// <summary>Eight bits: a rounding of at most 1/510 of the largest of sixteen neighbours.</summary>
internal readonly struct ByteMantissa : IMantissa
{
    public static float Levels => byte.MaxValue;

    public static int Size => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref byte from)
    {
        var bytes = Vector128.LoadUnsafe(ref from);
        if (Avx512F.IsSupported) return Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(bytes));
        var (low, high) = Vector128.Widen(bytes);
        return UShortMantissa.Widen(Vector256.Create(low, high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte to, Vector512<float> values)
    {
        var whole = Vector512.ConvertToInt32Native(values + Vector512.Create(0.5f)).AsUInt32();
        if (Avx512F.IsSupported)
        {
            Avx512F.ConvertToVector128Byte(whole).StoreUnsafe(ref to);
        }
        else
        {
            var words = Vector256.Narrow(whole.GetLower(), whole.GetUpper());
            Vector128.Narrow(words.GetLower(), words.GetUpper()).StoreUnsafe(ref to);
        }
    }
}
