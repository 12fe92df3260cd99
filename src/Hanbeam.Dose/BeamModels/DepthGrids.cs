namespace Hanbeam.Dose.BeamModels;

/// <summary>Depths at which a pencil beam is tabulated: coarse in the plateau, fine around the peak, coarse in the tail.</summary>
internal static class DepthGrids
{
    /// <summary>Depths of dose and LET, mm.</summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Dose(double peakMm) => Join(peakMm, [(-40, 4), (-14, 2), (-5, 0.5), (3.6, 0.2), (6, 0.6), (16, 2), (EndAfter(peakMm), 8)]);

    /// <summary>
    /// Depths of spectra, mm: those of the dose where a widened peak rises and falls; behind it in parts of its depth, because boron and beryllium reach
    /// 1.2 to 1.7 times the range and lithium 2 to 2.3 times.
    /// </summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Spectra(double peakMm)
    {
        var end = EndAfter(peakMm);
        return Join(peakMm,
        [
            (-40, 20), (-12, 5), (-4, 1), (-2.8, 0.6), (-1, 0.2), (1, 0.4), (3.6, 0.2), (6, 0.8),
            (Math.Min(0.75 * peakMm, end), Math.Min(0.045 * peakMm, 8)), (Math.Min(1.5 * peakMm, end), 0.1 * peakMm), (end, 20),
        ]);
    }

    /// <summary>The last depth, mm: 110 mm behind the peak and at least 332 mm, so that tails can be added to one another.</summary>
    public static double End(double peakMm) => peakMm + EndAfter(peakMm);

    private static double EndAfter(double peakMm) => Math.Max(110, 332 - peakMm);

    // Each piece runs from the last one's end to peak + offset in equal steps no longer than asked for.
    private static double[] Join(double peakMm, ReadOnlySpan<(double ToMm, double StepMm)> pieces)
    {
        var depths = new List<double> { 0 };
        foreach (var (to, step) in pieces)
        {
            var from = depths[^1];
            var length = peakMm + to - from;
            if (length <= 1e-6) continue;
            var count = (int)Math.Ceiling(length / step - 1e-9);
            for (var i = 1; i <= count; i++) depths.Add(from + length * i / count);
        }

        return [.. depths.Select(d => Math.Round(d, 3))];
    }
}
