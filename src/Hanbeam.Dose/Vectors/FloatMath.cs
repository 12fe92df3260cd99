using System.Runtime.CompilerServices;

namespace Hanbeam.Dose.Vectors;

/// <summary>
/// Elementary functions in single precision by polynomials of our own (interpolation at Chebyshev points; Taylor's series), written with fused multiply-adds so that the
/// lanes' twin gives the same bits. Accuracy: 2·10⁻⁷ relative (logarithm) and absolute (sine and cosine), shown by LaneMathTests.
/// </summary>
internal static class FloatMath
{
    // ln(1 + t) = t − t²/2 + t³·P(t) for t from √½ − 1 to √2 − 1; P interpolates the quotient at eight Chebyshev points (docs/methods/monte-carlo.md).
    internal const float L0 = 0.33333331f, L1 = -0.25000307f, L2 = 0.20001045f, L3 = -0.16641282f, L4 = 0.14214496f, L5 = -0.12998183f, L6 = 0.12622319f, L7 = -0.079027437f;
    internal const float Ln2 = 0.6931472f;

    // The bits of √½.
    internal const int RootOfHalfBits = 0x3F3504F3;

    // sin(πr/2)/r and cos(πr/2) for |r| ≤ ½ in r²: Taylor's coefficients, the next term is below 3·10⁻⁸.
    internal const float S0 = 1.5707964f, S1 = -0.6459641f, S2 = 0.07969263f, S3 = -0.0046817541f, S4 = 0.00016044118f;
    internal const float C1 = -1.2337006f, C2 = 0.25366951f, C3 = -0.020863481f, C4 = 0.00091926028f;

    // 2^t for |t| ≤ ½: Taylor's coefficients (ln 2)ⁿ/n!, the next term is below 1.2·10⁻⁷.
    internal const float Log2OfE = 1.442695f;
    internal const float E1 = 0.6931472f, E2 = 0.24022651f, E3 = 0.05550411f, E4 = 0.009618129f, E5 = 0.0013333558f, E6 = 0.00015403530f;

    /// <summary>Natural logarithm of a normal positive number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x)
    {
        // The mantissa lands between √½ and √2.
        var bits = BitConverter.SingleToInt32Bits(x) - RootOfHalfBits;
        var exponent = (float)(bits >> 23);
        var t = BitConverter.Int32BitsToSingle((bits & 0x7FFFFF) + RootOfHalfBits) - 1f;
        var p = Fma(L7, t, L6);
        p = Fma(p, t, L5);
        p = Fma(p, t, L4);
        p = Fma(p, t, L3);
        p = Fma(p, t, L2);
        p = Fma(p, t, L1);
        p = Fma(p, t, L0);
        var square = t * t;
        return Fma(exponent, Ln2, Fma(p * t, square, Fma(-0.5f, square, t)));
    }

    /// <summary>Sine and cosine of 2π times a number from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Sin, float Cos) SinCosTurns(float turns)
    {
        var quarter = (int)Fma(turns, 4f, 0.5f);
        var r = Fma(turns, 4f, -(float)quarter);
        var square = r * r;
        var s = Fma(S4, square, S3);
        s = Fma(s, square, S2);
        s = Fma(s, square, S1);
        s = Fma(s, square, S0);
        s *= r;
        var c = Fma(C4, square, C3);
        c = Fma(c, square, C2);
        c = Fma(c, square, C1);
        c = Fma(c, square, 1f);
        var (sin, cos) = (quarter & 1) != 0 ? (c, s) : (s, c);
        if ((quarter & 2) != 0) sin = -sin;
        if (((quarter + 1) & 2) != 0) cos = -cos;
        return (sin, cos);
    }

    /// <summary>Exponential of a number that is 0 or negative; 0 below −87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x)
    {
        var y = float.MaxNative(x * Log2OfE, -126f);
        var whole = MathF.Floor(y + 0.5f);
        var t = y - whole;
        var p = Fma(E6, t, E5);
        p = Fma(p, t, E4);
        p = Fma(p, t, E3);
        p = Fma(p, t, E2);
        p = Fma(p, t, E1);
        p = Fma(p, t, 1f);
        return p * BitConverter.Int32BitsToSingle(((int)whole + 127) << 23);
    }

    /// <summary>a·b + c with one rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
}
