using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.Vectors;

namespace Hanbeam.Dose.Influence;

/// <summary>One half of a separable window: exp(−d²/2σ²) of sixteen voxels at the nodes of a lattice along one axis.</summary>
internal static class GaussianProfiles
{
    private const int Lanes = LaneBuffer.Lanes;

    /// <summary>Without an end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Profile(LaneBuffer profile, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root)
    {
        // exp(−d²/2σ²) = 2^(−(d·root·√(log2(e)/2))²)
        var scale = root * Vector512.Create(MathF.Sqrt(BrickMath.Log2OfE / 2));
        var offset = (Vector512.Create(origin) - place) * scale;
        var stride = Vector512.Create(step) * scale;
        ref var target = ref profile.First;
        for (var n = first; n < end; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            BrickMath.Exp2(-(d * d)).StoreUnsafe(ref target, (nuint)((n - first) * Lanes));
        }
    }

    /// <summary>With the exponential of the final dose and nothing beyond the cut.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CutProfile(LaneBuffer profile, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root, float largestSquare)
    {
        var (offset, stride) = ((Vector512.Create(origin + first * step) - place) * root, Vector512.Create(step) * root);
        ref var target = ref profile.First;
        for (var n = 0; n < end - first; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            var inside = Vector512.LessThanOrEqual(d * d, Vector512.Create(largestSquare));
            (inside & LaneMath.Exp(Vector512.Create(-0.5f) * d * d)).StoreUnsafe(ref target, (nuint)(n * Lanes));
        }
    }

    /// <summary>With the exponential of the final dose, and the squares by themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RoundProfile(LaneBuffer profile, LaneBuffer squares, int first, int end, float origin, float step, Vector512<float> place, Vector512<float> root)
    {
        var (offset, stride) = ((Vector512.Create(origin + first * step) - place) * root, Vector512.Create(step) * root);
        for (var n = 0; n < end - first; n++)
        {
            var d = Vector512.FusedMultiplyAdd(Vector512.Create((float)n), stride, offset);
            squares.Store(n * Lanes, d * d);
            profile.Store(n * Lanes, LaneMath.Exp(Vector512.Create(-0.5f) * d * d));
        }
    }
}
