namespace Hanbeam.Dose.BeamModels;

/// <summary>Depths at which a pencil beam is tabulated: coarse in the plateau, fine around the peak, coarse in the tail.</summary>
internal static class DepthGrids
{
    /// <summary>Depths of dose and LET, mm.</summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Dose(double peakMm) => Join(peakMm, [(-40, 4), (-14, 2), (-5, 0.5), (3.6, 0.2), (6, 0.6), (16, 2), (EndAfter(peakMm), 8)]);

    /// <summary>Depths of spectra, mm.</summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Spectra(double peakMm) => Join(peakMm, [(-40, 20), (-12, 5), (-4, 1), (3.2, 0.3), (6, 1.4), (30, 6), (EndAfter(peakMm), 20)]);

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
