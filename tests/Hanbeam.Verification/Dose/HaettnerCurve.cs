using System.Globalization;
using Hanbeam.Verification.Claims;

namespace Hanbeam.Verification.Dose;

/// <summary>A calculated curve, shifted to the measured peak and scaled to the mean of the points from 2 to 8 cm.</summary>
internal sealed class HaettnerCurve
{
    // Neighbouring values of the table differ by multiples of this: the figure was read in such steps.
    private const double ReadingStep = 0.0366;

    // A point lies on the curve if it agrees within twice its standard uncertainty: 95 % of them do by chance.
    private const double OnCurve = 2;

    private readonly (double Mm, double Value)[] points;
    private readonly double scatter;
    private readonly double[] middles;
    private readonly double[] energy;
    private readonly double carbonAt26Cm;

    /// <param name="energyMeVPerMm">Energy in each of <see cref="Layers"/>, any unit.</param>
    /// <param name="carbonAt26Cm">Carbon ions left at 26 cm.</param>
    public HaettnerCurve(double[] energyMeVPerMm, double carbonAt26Cm)
    {
        points = [.. SharedTable.Read("haettner_400MeVu_bragg_curve.csv").Select(row => (10 * row.Number("depth_cm"), row.Number("rel_ionisation")))];
        this.carbonAt26Cm = carbonAt26Cm;
        scatter = Scatter([.. points.Where(point => point.Mm is > 20 and < 240).Select(point => point.Value)]);
        (middles, energy) = ([.. Layers.Zip(Layers.Skip(1), (from, to) => (from + to) / 2)], energyMeVPerMm);
        ShiftMm = Shifts.MinBy(shift => PeakMisfit(shift, OnCurveWithin));
        (DepthMm, Relative) = Shifted(ShiftMm);
    }

    /// <summary>Edges of layers: 2 mm in the plateau, 0.25 mm around the peak, 2 mm in the tail.</summary>
    public static double[] Layers { get; } = [.. Enumerable.Range(0, 131).Select(n => 2.0 * n), .. Enumerable.Range(1, 88).Select(n => 260 + 0.25 * n), .. Enumerable.Range(1, 39).Select(n => 282 + 2.0 * n)];

    /// <summary>Plane of <see cref="Layers"/> at 26 cm.</summary>
    public const int PlaneAt26Cm = 130;

    public double[] DepthMm { get; }

    public double[] Relative { get; }

    public double ShiftMm { get; }

    public IReadOnlyList<double> PointMm => [.. points.Select(point => point.Mm)];

    public IReadOnlyList<double> PointValue => [.. points.Select(point => point.Value)];

    public double LargestMeanOfThree
    {
        get
        {
            var deviations = Deviations(0, 265, _ => true);
            return Enumerable.Range(0, deviations.Length - 2).Max(n => Math.Abs(deviations.AsSpan(n, 3).ToArray().Average()));
        }
    }

    public double LargestDistanceMm => PeakMisfit(ShiftMm, OnCurveWithin);

    /// <summary>The same where a point lies on the curve within one ionisation, at the shift that is best then.</summary>
    public double LargestDistanceWithin(double ionisation) => Shifts.Min(shift => PeakMisfit(shift, _ => ionisation));

    /// <summary>Standard uncertainty of one measured ionisation: its scatter among its neighbours in the plateau, where the curve is smooth, and the steps that the figure was read in.</summary>
    public double Error(double value) => Math.Sqrt(scatter * scatter * value * value + ReadingStep * ReadingStep / 12);

    /// <summary>Relative scatter of the readings.</summary>
    public double ReadingScatter => scatter;

    public double PlateauRms(Func<int, bool> take) => Math.Sqrt(Deviations(0, 265, take).Average(deviation => deviation * deviation));

    public double Tail(Func<int, bool> take) => Deviations(280, 400, take).Max(Math.Abs);

    public string[] Line(string name) =>
    [
        name, (100 * PlateauRms(_ => true)).ToString("F1", CultureInfo.InvariantCulture), (100 * LargestMeanOfThree).ToString("F1", CultureInfo.InvariantCulture),
        (100 * Tail(_ => true)).ToString("F1", CultureInfo.InvariantCulture), carbonAt26Cm.ToString("F3", CultureInfo.InvariantCulture),
    ];

    private double[] Deviations(double from, double to, Func<int, bool> take) =>
        [.. points.Index().Where(one => one.Item.Mm >= from && one.Item.Mm < to && take(one.Index)).Select(one => At(one.Item.Mm) / one.Item.Value - 1)];

    // The alignments that are allowed, half a millimetre either way.
    private static IEnumerable<double> Shifts => Enumerable.Range(-25, 51).Select(n => 0.02 * n);

    private double OnCurveWithin(double value) => OnCurve * Error(value);

    // Second differences of independent values scatter √6 times as much as these.
    private static double Scatter(double[] values) => Math.Sqrt(Enumerable.Range(1, values.Length - 2).Average(n => Math.Pow((values[n - 1] - 2 * values[n] + values[n + 1]) / values[n], 2)) / 6);

    private double At(double mm) => DepthCurve.At(DepthMm, Relative, mm);

    // The calculated curve moved towards the measured one and scaled to its points from 2 to 8 cm.
    private (double[] DepthMm, double[] Relative) Shifted(double shiftMm)
    {
        double[] moved = [.. middles.Select(mm => mm + shiftMm)];
        var near = points.Where(point => point.Mm is >= 20 and <= 80).ToArray();
        var scale = near.Average(point => point.Value) / near.Average(point => DepthCurve.At(moved, energy, point.Mm));
        return (moved, [.. energy.Select(value => scale * value)]);
    }

    // The one alignment of depth that the issue allows takes all points around the peak. They were read off on a grid of 0.75 mm, so no curve comes closer than 0.37 mm to all.
    private double PeakMisfit(double shiftMm, Func<double, double> within)
    {
        var (depth, relative) = Shifted(shiftMm);
        return points.Where(point => point.Mm is >= 265 and <= 280).Max(point => DistanceMm(point, within(point.Value), depth, relative));
    }

    // To the nearest depth at which the curve has the point's ionisation within its error; 3 mm is far off.
    private static double DistanceMm((double Mm, double Value) point, double within, double[] depth, double[] relative)
    {
        var best = 3.0;
        for (var n = 0; n + 1 < depth.Length; n++)
        {
            if (Math.Abs(depth[n] - point.Mm) > 3) continue;
            if (point.Value < Math.Min(relative[n], relative[n + 1]) - within || point.Value > Math.Max(relative[n], relative[n + 1]) + within) continue;
            var rise = relative[n + 1] - relative[n];
            var share = rise != 0 ? Math.Clamp((point.Value - relative[n]) / rise, 0, 1) : 0;
            best = Math.Min(best, Math.Abs(depth[n] + share * (depth[n + 1] - depth[n]) - point.Mm));
        }

        return best;
    }
}
