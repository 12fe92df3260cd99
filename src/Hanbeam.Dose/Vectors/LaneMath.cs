using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.Vectors;

/// <summary><see cref="FloatMath"/> for sixteen numbers: the same operations in the same order, so the same bits (LaneMathTests).</summary>
internal static class LaneMath
{
    /// <summary>Natural logarithm of normal positive numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var root = Vector512.Create(FloatMath.RootOfHalfBits);
        var bits = x.AsInt32() - root;
        var exponent = Vector512.ConvertToSingle(bits >> 23);
        var t = ((bits & Vector512.Create(0x7FFFFF)) + root).AsSingle() - Vector512<float>.One;
        var p = Fma(Of(FloatMath.L7), t, Of(FloatMath.L6));
        p = Fma(p, t, Of(FloatMath.L5));
        p = Fma(p, t, Of(FloatMath.L4));
        p = Fma(p, t, Of(FloatMath.L3));
        p = Fma(p, t, Of(FloatMath.L2));
        p = Fma(p, t, Of(FloatMath.L1));
        p = Fma(p, t, Of(FloatMath.L0));
        var square = t * t;
        return Fma(exponent, Of(FloatMath.Ln2), Fma(p * t, square, Fma(Of(-0.5f), square, t)));
    }

    /// <summary>Exponential of numbers that are 0 or negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var y = Vector512.MaxNative(x * FloatMath.Log2OfE, Of(-126f));
        var whole = Vector512.Floor(y + Of(0.5f));
        var t = y - whole;
        var p = Fma(Of(FloatMath.E6), t, Of(FloatMath.E5));
        p = Fma(p, t, Of(FloatMath.E4));
        p = Fma(p, t, Of(FloatMath.E3));
        p = Fma(p, t, Of(FloatMath.E2));
        p = Fma(p, t, Of(FloatMath.E1));
        p = Fma(p, t, Vector512<float>.One);
        return p * ((Vector512.ConvertToInt32Native(whole) + Vector512.Create(127)) << 23).AsSingle();
    }

    /// <summary>Sine and cosine of 2π times numbers from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Sin, Vector512<float> Cos) SinCosTurns(Vector512<float> turns)
    {
        var quarter = Vector512.ConvertToInt32Native(Fma(turns, Of(4f), Of(0.5f)));
        var r = Fma(turns, Of(4f), -Vector512.ConvertToSingle(quarter));
        var square = r * r;
        var s = Fma(Of(FloatMath.S4), square, Of(FloatMath.S3));
        s = Fma(s, square, Of(FloatMath.S2));
        s = Fma(s, square, Of(FloatMath.S1));
        s = Fma(s, square, Of(FloatMath.S0));
        s *= r;
        var c = Fma(Of(FloatMath.C4), square, Of(FloatMath.C3));
        c = Fma(c, square, Of(FloatMath.C2));
        c = Fma(c, square, Of(FloatMath.C1));
        c = Fma(c, square, Vector512<float>.One);
        var odd = Vector512.Equals(quarter & Vector512<int>.One, Vector512<int>.One).AsSingle();

        // Bit 1 of the quarter (plus one for the cosine) is the sign: moved to bit 31.
        var sinSign = (quarter & Vector512.Create(2)) << 30;
        var cosSign = ((quarter + Vector512<int>.One) & Vector512.Create(2)) << 30;
        return ((Vector512.ConditionalSelect(odd, c, s).AsInt32() ^ sinSign).AsSingle(), (Vector512.ConditionalSelect(odd, s, c).AsInt32() ^ cosSign).AsSingle());
    }

    /// <summary>a·b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);

    /// <summary>The number in all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(float value) => Vector512.Create(value);
}
