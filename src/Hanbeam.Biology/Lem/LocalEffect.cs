using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.TrackStructure;

namespace Hanbeam.Biology.Lem;

/// <summary>
/// The local effect −ln S_x(D(r)) of a track summed over a ring about its path. The photon curve is a polynomial of D below D_t and straight above, the
/// dose constant in the core and K/r² in the penumbra, so every part has a closed integral.
/// </summary>
public static class LocalEffect
{
    /// <summary>∫ −ln S_x(D(r)) 2πr dr between two radii, µm².</summary>
    /// <param name="track">The track.</param>
    /// <param name="photons">Survival after photons.</param>
    /// <param name="fromUm">Inner radius, µm.</param>
    /// <param name="toUm">Outer radius, µm.</param>
    public static double Integral(in RadialDose track, in PhotonCurve photons, double fromUm, double toUm)
    {
        var (core, k) = (track.CoreRadiusUm, track.PenumbraGyUm2);
        var outer = Math.Min(toUm, core);
        var sum = outer > fromUm ? Math.PI * (outer * outer - fromUm * fromUm) * photons.Effect(track.CoreDoseGy) : 0;

        // Where the penumbra passes D_t.
        var inside = Math.Max(fromUm, core);
        var end = Math.Min(toUm, track.PenumbraRadiusUm);
        if (end <= inside) return sum;
        var edge = Math.Clamp(Math.Sqrt(k / photons.ThresholdGy), inside, end);
        if (edge > inside)
        {
            var threshold = photons.ThresholdGy;
            var intercept = photons.Effect(threshold) - photons.LargestSlopePerGy * threshold;
            sum += intercept * Math.PI * (edge * edge - inside * inside) + photons.LargestSlopePerGy * 2 * Math.PI * k * Math.Log(edge / inside);
        }

        return sum + photons.AlphaPerGy * 2 * Math.PI * k * Math.Log(end / edge) + photons.BetaPerGy2 * Math.PI * k * k * (1 / (edge * edge) - 1 / (end * end));
    }
}
