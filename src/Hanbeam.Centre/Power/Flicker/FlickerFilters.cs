using System.Numerics;

namespace Hanbeam.Centre.Power.Flicker;

/// <summary>
/// The filters of the flickermeter [IEC61000, part 4-15, blocks 3 and 4]. Their constants are those that public implementations of the standard
/// quote alike [QwtbFlicker2018; Hioki3196].
/// </summary>
public static class FlickerFilters
{
    /// <summary>Where the standard's reference point lies: 8.8 Hz, at which a sinusoidal change of 0.250 % (peak to peak) is just perceived with the lamp of 230 V, 50 Hz [QwtbFlicker2018, Table 1].</summary>
    public const double ReferenceHz = 8.8;

    /// <summary>The reference change of voltage, peak to peak over mean.</summary>
    public const double ReferenceChange = 0.00250;

    private const double SmoothingSeconds = 0.3;
    private const double HighPassHz = 0.05;
    private const int LowPassOrder = 6;

    /// <summary>Smoothing of the squared signal: first order, 300 ms.</summary>
    public static AnalogSection Smoothing { get; } = new(0, 0, 1, 0, SmoothingSeconds, 1);

    /// <summary>Removes the mean: first order, 0.05 Hz.</summary>
    public static AnalogSection HighPass { get; } = new(0, 1, 0, 0, 1, 2 * Math.PI * HighPassHz);

    /// <summary>Removes twice the mains frequency: Butterworth of sixth order, 35 Hz on mains of 50 Hz and 42 Hz on those of 60 Hz.</summary>
    public static IReadOnlyList<AnalogSection> LowPass(int mainsHz)
    {
        var w = 2 * Math.PI * (mainsHz == 50 ? 35 : 42);

        // Pairs of poles of the Butterworth circle: s² + 2 sin((2k+1)π/2n) w s + w².
        return [.. Enumerable.Range(0, LowPassOrder / 2).Select(k => new AnalogSection(0, 0, w * w, 1, 2 * w * Math.Sin(((2 * k) + 1) * Math.PI / (2 * LowPassOrder)), w * w))];
    }

    /// <summary>Lamp, eye and brain: k ω₁ s / (s² + 2 λ s + ω₁²) times (1 + s/ω₂) / ((1 + s/ω₃)(1 + s/ω₄)).</summary>
    public static IReadOnlyList<AnalogSection> Weighting(Lamp lamp) => lamp == Lamp.Volt230
        ? Weighting(1.74802, 4.05981, 9.15494, 2.27979, 1.22535, 21.9)
        : Weighting(1.6357, 4.167375, 9.077169, 2.939902, 1.394468, 17.31512);

    /// <summary>
    /// The factor that makes the reference point's largest instantaneous flicker 1. With the mean square of the voltage at 1, a change d gives
    /// d sin ωt after the demodulator, a = d|H| after block 3 and a²/2 (1 − cos 2ωt) after squaring, whose ripple the smoothing lets through
    /// with its gain at 2ω. The factor belongs to block 4 and is the same for every lamp.
    /// </summary>
    public static double Scaling { get; } = 1 / (Math.Pow(ReferenceChange * Gain(new FlickerSystem(Lamp.Volt230, 50), ReferenceHz), 2) / 2 * (1 + Smoothing.At(2 * ReferenceHz).Magnitude));

    /// <summary>Gain of block 3 at a frequency of modulation, Hz.</summary>
    public static double Gain(FlickerSystem system, double hertz) =>
        LowPass(system.MainsHz).Concat(Weighting(system.Lamp)).Aggregate(HighPass.At(hertz), (product, section) => product * section.At(hertz), Complex.Abs);

    private static AnalogSection[] Weighting(double k, double lambdaHz, double f1, double f2, double f3, double f4)
    {
        const double turn = 2 * Math.PI;
        return
        [
            new(0, k * turn * f1, 0, 1, 2 * turn * lambdaHz, Math.Pow(turn * f1, 2)),
            new(0, 1 / (turn * f2), 1, 1 / (turn * f3 * turn * f4), (1 / (turn * f3)) + (1 / (turn * f4)), 1),
        ];
    }
}
