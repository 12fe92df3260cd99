namespace Hanbeam.Centre.Power.Flicker;

/// <summary>
/// A flickermeter [IEC61000, part 4-15, blocks 1 to 5]: voltage samples in, instantaneous flicker sensation out, and from ten minutes of it the
/// short-term severity P_st. Its memory must be filled first: two minutes do. Shown by FlickerOfTheStandardsTables_IsOne_WithinItsTolerance.
/// </summary>
public sealed class FlickerMeter
{
    /// <summary>Samples a second at which the response follows the analog filters within 0.01 %: 120 a period of 50 Hz, 100 of 60 Hz.</summary>
    public const double SampleHz = 6000;

    /// <summary>Time to let pass before the ten minutes.</summary>
    public const double SettlingSeconds = 120;

    /// <summary>The observation time of P_st.</summary>
    public const double ObservationSeconds = 600;

    // The voltage adaptor follows a step from 10 to 90 % in a minute: time constant 60 s / ln 9 [IEC61000, part 4-15, block 1].
    private static readonly double AdaptorSeconds = 60 / Math.Log(9);

    // Well above twice the highest frequency that the low-pass lets through.
    private const int SamplesPerClassified = 30;

    private readonly DigitalSection[] sections;
    private readonly DigitalSection smoothing = new(FlickerFilters.Smoothing, SampleHz);
    private double meanSquare;

    /// <summary>A meter with empty memory.</summary>
    /// <param name="system">Lamp and mains.</param>
    /// <param name="nominalRms">The voltage about which the adaptor starts, rms in the samples' unit.</param>
    public FlickerMeter(FlickerSystem system, double nominalRms)
    {
        system.Check();
        meanSquare = nominalRms * nominalRms;
        sections = [.. FlickerFilters.LowPass(system.MainsHz).Append(FlickerFilters.HighPass).Concat(FlickerFilters.Weighting(system.Lamp)).Select(section => new DigitalSection(section, SampleHz))];
    }

    /// <summary>The instantaneous flicker sensation after one more sample of the voltage.</summary>
    /// <param name="voltage">The sample, <see cref="SampleHz"/> a second.</param>
    public double Next(double voltage)
    {
        var square = voltage * voltage;
        meanSquare += (square - meanSquare) / (AdaptorSeconds * SampleHz);
        var signal = (square / meanSquare) - 1;
        foreach (var section in sections) signal = section.Next(signal);
        return FlickerFilters.Scaling * smoothing.Next(signal * signal);
    }

    /// <summary>Measures a modulated mains voltage of rms 1.</summary>
    /// <param name="system">Lamp and mains.</param>
    /// <param name="relativeChange">What the voltage is above its mean at a time (s) from the start of the ten minutes, as a fraction; also asked for the <see cref="SettlingSeconds"/> before.</param>
    /// <param name="cancellation">Stops it.</param>
    public static FlickerReading Measure(FlickerSystem system, Func<double, double> relativeChange, CancellationToken cancellation = default)
    {
        var meter = new FlickerMeter(system, 1);
        var classified = new double[(int)(ObservationSeconds * SampleHz) / SamplesPerClassified];
        var largest = 0.0;
        var settling = (int)(SettlingSeconds * SampleHz);
        for (var n = -settling; n < classified.Length * SamplesPerClassified; n++)
        {
            if (n % (int)(60 * SampleHz) == 0) cancellation.ThrowIfCancellationRequested();
            var seconds = n / SampleHz;

            // The carrier's phase from whole periods: exact, and the argument stays small.
            var phase = 2 * Math.PI * (((long)n * system.MainsHz) % (long)SampleHz) / SampleHz;
            var flicker = meter.Next(Math.Sqrt(2) * Math.Sin(phase) * (1 + relativeChange(seconds)));
            if (n < 0) continue;
            largest = Math.Max(largest, flicker);
            if (n % SamplesPerClassified == 0) classified[n / SamplesPerClassified] = flicker;
        }

        return new FlickerReading(FlickerClassifier.ShortTermSeverity(classified), largest);
    }
}
