using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>Gaussians sampled at equal steps: the separable halves of a pencil beam's lateral profile.</summary>
public static class GaussianProfile
{
    /// <summary>Writes exp(−(first + n·step)² / (2 σ²)).</summary>
    /// <param name="profile">Target.</param>
    /// <param name="first">Distance of the first sample from the centre, mm.</param>
    /// <param name="step">Step, mm.</param>
    /// <param name="sigma">Sigma, mm, positive.</param>
    public static void Fill(Span<float> profile, float first, float step, float sigma)
    {
        var scale = -0.5f / (sigma * sigma);
        var n = 0;
        var offsets = Vector256.Create(first) + step * Vector256.Create(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f);
        ref var target = ref MemoryMarshal.GetReference(profile);
        for (; n <= profile.Length - 8; n += 8)
        {
            var x = offsets + Vector256.Create(n * step);
            Vector256.Exp(scale * x * x).StoreUnsafe(ref target, (nuint)n);
        }

        for (; n < profile.Length; n++) profile[n] = Sample(first + n * step, scale);
    }

    /// <summary>The scalar twin of <see cref="Fill"/>.</summary>
    /// <param name="profile">Target.</param>
    /// <param name="first">Distance of the first sample from the centre, mm.</param>
    /// <param name="step">Step, mm.</param>
    /// <param name="sigma">Sigma, mm, positive.</param>
    public static void FillScalar(Span<float> profile, float first, float step, float sigma)
    {
        var scale = -0.5f / (sigma * sigma);
        for (var n = 0; n < profile.Length; n++) profile[n] = Sample(first + n * step, scale);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sample(float x, float scale) => MathF.Exp(scale * x * x);
}
