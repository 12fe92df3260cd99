using System.Globalization;
using Hanbeam.Centre.Power.Flicker;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Centre;

public sealed class Flicker_OfTheStandardsTables_IsOne_WithinItsTolerance
{
    private const string Oracle = "Test tables of IEC 61000-4-15, edition 2, as quoted by the verification script of a public implementation [IEC61000; QwtbFlicker2018]";

    // Changes per minute and relative change, %: Table 5. The last row is 33.3 Hz on mains of 50 Hz and 40 Hz on mains of 60 Hz.
    private static readonly (Lamp Lamp, int MainsHz, double[] PerMinute, double[] Percent)[] Rectangular =
    [
        (Lamp.Volt230, 50, [1, 2, 7, 39, 110, 1620, 4000], [2.715, 2.191, 1.450, 0.894, 0.722, 0.407, 2.343]),
        (Lamp.Volt230, 60, [1, 2, 7, 39, 110, 1620, 4800], [2.719, 2.194, 1.450, 0.895, 0.723, 0.409, 3.263]),
        (Lamp.Volt120, 60, [1, 2, 7, 39, 110, 1620, 4800], [3.181, 2.564, 1.694, 1.040, 0.844, 0.548, 4.837]),
        (Lamp.Volt120, 50, [1, 2, 7, 39, 110, 1620, 4000], [3.178, 2.561, 1.694, 1.045, 0.844, 0.545, 3.426]),
    ];

    // Frequency, Hz, and relative change, %: some of each of Tables 1a and 1b.
    private static readonly double[] SineHz = [0.5, 1, 2, 4, 6, 8.8, 12, 16, 20, 25, 100 / 3.0];

    private static readonly (Lamp Lamp, int MainsHz, double[] Percent)[] Sinusoidal =
    [
        (Lamp.Volt230, 50, [2.325, 1.397, 0.879, 0.497, 0.325, 0.250, 0.314, 0.486, 0.704, 1.037, 2.128]),
        (Lamp.Volt120, 60, [2.453, 1.465, 0.942, 0.570, 0.393, 0.321, 0.417, 0.660, 0.977, 1.464, 2.570]),
    ];

    [Fact]
    public void Severity_OfRectangularModulation_IsOneInBothLampsAndMains()
    {
        var claim = Claim.Of(this, "The flickermeter shows P_st = 1 for every rectangular modulation of the standard's Table 5, for lamps of 230 V and 120 V on mains of 50 Hz and 60 Hz.", Oracle);
        var rows = new List<string[]>();
        foreach (var (lamp, mains, perMinute, percent) in Rectangular)
        {
            var severities = perMinute.Zip(percent, (changes, change) => Severity(new FlickerSystem(lamp, mains), changes, change / 100)).ToArray();
            claim.Within($"P_st, {Name(lamp)}, {mains} Hz, farthest from 1", severities.MaxBy(one => Math.Abs(one - 1)), 1, 0.05, "", "the standard's own tolerance for Table 5");
            for (var n = 0; n < severities.Length; n++) rows.Add([Name(lamp), $"{mains}", $"{perMinute[n]}", Text(percent[n], "0.000"), Text(severities[n], "0.0000")]);
        }

        claim.Table("Rectangular modulation", ["lamp", "mains (Hz)", "changes per minute", "change (%)", "P_st"], rows).Conclude();
    }

    [Fact]
    public void Sensation_OfSinusoidalModulation_IsOneAtThePerceptionThreshold()
    {
        var claim = Claim.Of(this, "The flickermeter's largest instantaneous sensation is 1 for the sinusoidal modulations of the standard's Tables 1a and 1b.", Oracle);
        foreach (var (lamp, mains, percent) in Sinusoidal)
        {
            var sensations = SineHz.Zip(percent, (hertz, change) => FlickerMeter.Measure(
                new FlickerSystem(lamp, mains), seconds => change / 200 * Math.Sin(2 * Math.PI * hertz * seconds), TestContext.Current.CancellationToken).LargestSensation).ToArray();
            claim.Within($"largest sensation, {Name(lamp)}, {mains} Hz, farthest from 1", sensations.MaxBy(one => Math.Abs(one - 1)), 1, 0.08, "", "the standard's own tolerance for Table 1 in edition 2");
            claim.Figure($"Sensation at the threshold, {Name(lamp)}, {mains} Hz", "frequency (Hz)", "largest sensation", ("Hanbeam", SineHz, sensations, false));
        }

        claim.Conclude();
    }

    private static double Severity(FlickerSystem system, double changesPerMinute, double change) => FlickerMeter.Measure(system, seconds =>
    {
        // Two changes a period; the phase is 0 at the start of the ten minutes, as the table's note asks.
        var periods = seconds * changesPerMinute / 120;
        return periods - Math.Floor(periods) < 0.5 ? change / 2 : -change / 2;
    }, TestContext.Current.CancellationToken).ShortTermSeverity;

    private static string Name(Lamp lamp) => lamp == Lamp.Volt230 ? "230 V lamp" : "120 V lamp";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
