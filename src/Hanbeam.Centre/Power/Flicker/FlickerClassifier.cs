namespace Hanbeam.Centre.Power.Flicker;

/// <summary>
/// Block 5: P_st from how long each level of flicker is exceeded,
/// P_st² = 0.0314 P0.1 + 0.0525 P1s + 0.0657 P3s + 0.28 P10s + 0.08 P50s, with P1s = mean(P0.7, P1, P1.5), P3s = mean(P2.2, P3, P4),
/// P10s = mean(P6, P8, P10, P13, P17), P50s = mean(P30, P50, P80) [Hioki3196]. The samples are ranked, where instruments count classes:
/// ranking is what classes tend to as they become fine.
/// </summary>
public static class FlickerClassifier
{
    /// <summary>The short-term severity.</summary>
    /// <param name="sensation">Instantaneous flicker sensation over ten minutes, evenly sampled; at least one sample.</param>
    public static double ShortTermSeverity(IReadOnlyCollection<double> sensation)
    {
        var ranked = sensation.OrderDescending().ToArray();
        return Math.Sqrt(
            (0.0314 * Exceeded(ranked, 0.1)) +
            (0.0525 * Mean(ranked, 0.7, 1, 1.5)) +
            (0.0657 * Mean(ranked, 2.2, 3, 4)) +
            (0.28 * Mean(ranked, 6, 8, 10, 13, 17)) +
            (0.08 * Mean(ranked, 30, 50, 80)));
    }

    private static double Mean(double[] ranked, params double[] percents) => percents.Average(percent => Exceeded(ranked, percent));

    /// <summary>The level exceeded for so many per cent of the time, between two samples where it falls between them.</summary>
    private static double Exceeded(double[] ranked, double percent)
    {
        var at = Math.Clamp((percent / 100 * ranked.Length) - 0.5, 0, ranked.Length - 1);
        var n = Math.Min((int)at, ranked.Length - 1);
        var next = Math.Min(n + 1, ranked.Length - 1);
        return ranked[n] + ((at - n) * (ranked[next] - ranked[n]));
    }
}
