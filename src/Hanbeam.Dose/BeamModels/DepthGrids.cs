namespace Hanbeam.Dose.BeamModels;

/// <summary>Depths at which a pencil beam is tabulated: coarse in the plateau, fine around the peak, coarse in the tail.</summary>
internal static class DepthGrids
{
    /// <summary>Depths of dose and LET, mm.</summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Dose(double peakMm) => Join(peakMm, [(-40, 4), (-14, 2), (-5, 0.5), (3.6, 0.2), (6, 0.6), (16, 2), (EndAfter(peakMm), 8)]);

    /// <summary>
    /// Depths behind the peak at which spectra are simulated and tabulated, in parts of the range (layers of the simulation end there): close enough that what a straight line between them makes of
    /// boron and beryllium, which reach 1.2 to 1.7 times the range, and of lithium, 2 to 2.3 times, is 1 to 2 % of LET.
    /// </summary>
    public static IReadOnlyList<double> Tail { get; } =
    [
        1.0375, 1.065, 1.095, 1.125, 1.155, 1.185, 1.22, 1.26, 1.3, 1.34, 1.38, 1.42, 1.46, 1.5, 1.58, 1.7, 1.9, 2.1, 2.4, 2.8, 3.3, 4.2, 5.5, 7.5, 11, 18, 35, 80,
    ];

    /// <summary>
    /// Depths of spectra, mm: those of the dose where a widened peak rises and falls; in front in steps of a third of what is left to it at most, so that sums of
    /// S² (residual range to the power −0.87) between them err by 1 to 2 %; behind it <see cref="Tail"/>.
    /// </summary>
    /// <param name="peakMm">Depth of the middle of the peak.</param>
    public static double[] Spectra(double peakMm)
    {
        var near = Join(peakMm, [(-90, 30), (-60, 15), (-40, 10), (-12, 5), (-4, 1), (-2.8, 0.6), (-1, 0.2), (1, 0.4), (3.6, 0.2), (6, 0.8)]);
        var end = End(peakMm);
        var tail = Tail.Select(scaled => Math.Round(scaled * peakMm, 3)).Where(depth => depth > near[^1] + 0.3 && depth < end - 0.3); // no two depths at one place
        return [.. near, .. tail, Math.Round(end, 3)];
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
