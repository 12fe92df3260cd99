namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>
/// Survival after the reference radiation: −ln S = α_x D + β_x D² up to D_t, and a straight line of the slope s_max = α_x + 2 β_x D_t beyond
/// [ScholzKraft1996]. With D_t infinite it is the linear–quadratic curve.
/// </summary>
/// <param name="AlphaPerGy">α_x, 1/Gy, above 0.</param>
/// <param name="BetaPerGy2">β_x, 1/Gy², above 0.</param>
/// <param name="ThresholdGy">D_t, Gy, above 0; positive infinity for none.</param>
public readonly record struct PhotonCurve(double AlphaPerGy, double BetaPerGy2, double ThresholdGy = double.PositiveInfinity)
{
    /// <summary>s_max, 1/Gy.</summary>
    public double LargestSlopePerGy => AlphaPerGy + 2 * BetaPerGy2 * ThresholdGy;

    /// <summary>−ln S.</summary>
    /// <param name="D">Dose, Gy.</param>
    public double Effect(double D) => D <= ThresholdGy
        ? (AlphaPerGy + BetaPerGy2 * D) * D
        : (AlphaPerGy + BetaPerGy2 * ThresholdGy) * ThresholdGy + LargestSlopePerGy * (D - ThresholdGy);

    /// <summary>The dose with a given effect, and its derivative by the effect.</summary>
    /// <param name="effect">−ln S, not negative.</param>
    /// <returns>Dose, Gy, and Gy per unit of effect; both continuous at D_t.</returns>
    public (double DoseGy, double Slope) DoseOf(double effect)
    {
        if (double.IsFinite(ThresholdGy))
        {
            var atThreshold = Effect(ThresholdGy);
            if (effect > atThreshold) return (ThresholdGy + (effect - atThreshold) / LargestSlopePerGy, 1 / LargestSlopePerGy);
        }

        // 2e/(α + root) keeps its digits where the effect is small.
        var root = Math.Sqrt(AlphaPerGy * AlphaPerGy + 4 * BetaPerGy2 * effect);
        return (2 * effect / (AlphaPerGy + root), 1 / root);
    }
}
