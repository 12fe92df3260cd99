using System.Runtime.CompilerServices;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Turns of an ion's direction.</summary>
internal static class Directions
{
    /// <summary>Turns by a polar angle about the present direction.</summary>
    public static void Turn(ref Particle ion, double cosTheta, double phi)
    {
        var (sinPhi, cosPhi) = Math.SinCos(phi);
        var sinTheta = Math.Sqrt(Math.Max(0, 1 - cosTheta * cosTheta));
        var (x, y, z) = ((double)ion.Ux, (double)ion.Uy, (double)ion.Uz);
        var sign = Math.CopySign(1, z);
        var a = -1 / (sign + z);
        var b = x * y * a;
        var (p, q) = (sinTheta * cosPhi, sinTheta * sinPhi);
        var ux = cosTheta * x + p * (1 + sign * x * x * a) + q * b;
        var uy = cosTheta * y + p * sign * b + q * (sign + y * y * a);
        var uz = cosTheta * z - p * sign * x - q * y;
        var norm = 1 / Math.Sqrt(ux * ux + uy * uy + uz * uz);
        (ion.Ux, ion.Uy, ion.Uz) = ((float)(norm * ux), (float)(norm * uy), (float)(norm * uz));
    }

    /// <summary>
    /// Adds small angles in two planes through the direction. The planes: the orthonormal basis without branches of [Duff2017, Listing 3].
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float X, float Y, float Z) Bend(float x, float y, float z, float angle1, float angle2)
    {
        var sign = MathF.CopySign(1f, z);
        var a = -1f / (sign + z);
        var b = x * y * a;
        var sx = sign * x;
        var ux = FloatMath.Fma(angle1, FloatMath.Fma(sx * x, a, 1f), FloatMath.Fma(angle2, b, x));
        var uy = FloatMath.Fma(angle1, sign * b, FloatMath.Fma(angle2, FloatMath.Fma(y * y, a, sign), y));
        var uz = FloatMath.Fma(-angle1, sx, FloatMath.Fma(-angle2, y, z));
        var norm = 1f / MathF.Sqrt(FloatMath.Fma(ux, ux, FloatMath.Fma(uy, uy, uz * uz)));
        return (ux * norm, uy * norm, uz * norm);
    }
}
