using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Tests.Treatment.Evaluation;

/// <summary>A histogram by brute force: points of a fine lattice, inside or outside, each with its dose. Shares no code with Hanbeam's.</summary>
internal sealed class SlowHistogram
{
    private const int Bins = 50_000;
    private readonly double[] atLeast = new double[Bins + 1];
    private readonly double min;
    private readonly double step;

    private SlowHistogram(List<double> doses, double pointMm3)
    {
        min = doses.Min();
        step = Math.Max(1e-12, (doses.Max() - min) / Bins);
        foreach (var dose in doses) atLeast[Math.Min(Bins - 1, (int)((dose - min) / step))]++;
        for (var n = Bins - 1; n >= 0; n--) atLeast[n] += atLeast[n + 1];
        (VolumeCc, Mean) = (doses.Count * pointMm3 / 1000, doses.Average());
    }

    public double VolumeCc { get; }

    public double Mean { get; }

    /// <summary>A body given by a function that is above 0 inside, sampled in a box.</summary>
    public static SlowHistogram OfBody(Func<Vector3d, double> inside, Vector3d lower, Vector3d upper, double sampleMm, Func<Vector3d, double> dose)
    {
        List<double> doses = [];
        foreach (var z in Middles(lower.Z, upper.Z, sampleMm))
            foreach (var y in Middles(lower.Y, upper.Y, sampleMm))
                foreach (var x in Middles(lower.X, upper.X, sampleMm))
                    if (inside(new Vector3d(x, y, z)) > 0) doses.Add(dose(new Vector3d(x, y, z)));
        return new SlowHistogram(doses, sampleMm * sampleMm * sampleMm);
    }

    /// <summary>Contours on planes of equal steps, each plane half a step thick to both sides, inside by the even–odd rule.</summary>
    public static SlowHistogram OfContours(IReadOnlyList<Contour> contours, double stepMm, double sampleMm, Func<Vector3d, double> dose)
    {
        List<double> doses = [];
        var layers = (int)Math.Ceiling(stepMm / sampleMm);
        foreach (var plane in contours.GroupBy(contour => contour.Z))
        {
            var (x0, x1) = (plane.Min(c => c.X.Min()), plane.Max(c => c.X.Max()));
            foreach (var y in Middles(plane.Min(c => c.Y.Min()), plane.Max(c => c.Y.Max()), sampleMm))
            {
                var crossings = plane.SelectMany(contour => Crossings(contour, y)).ToArray();
                foreach (var x in Middles(x0, x1, sampleMm))
                {
                    if (crossings.Count(crossing => crossing < x) % 2 == 0) continue;
                    for (var n = 0; n < layers; n++) doses.Add(dose(new Vector3d(x, y, plane.Key + ((n + 0.5) / layers - 0.5) * stepMm)));
                }
            }
        }

        return new SlowHistogram(doses, sampleMm * sampleMm * stepMm / layers);
    }

    public double DoseAtPercent(double percent)
    {
        var wanted = percent / 100 * atLeast[0];
        var n = 0;
        while (n < Bins && atLeast[n + 1] >= wanted) n++;
        return min + step * (n + (atLeast[n] > atLeast[n + 1] ? (atLeast[n] - wanted) / (atLeast[n] - atLeast[n + 1]) : 0));
    }

    public double PercentAtDose(double dose)
    {
        var at = Math.Clamp((dose - min) / step, 0, Bins - 1e-6);
        var n = (int)at;
        return 100 * (atLeast[n] + (at - n) * (atLeast[n + 1] - atLeast[n])) / atLeast[0];
    }

    private static IEnumerable<double> Crossings(Contour contour, double y)
    {
        for (var n = 0; n < contour.X.Count; n++)
        {
            var m = (n + 1) % contour.X.Count;
            var (y0, y1) = (contour.Y[n], contour.Y[m]);
            if (y0 <= y != y1 <= y) yield return contour.X[n] + (y - y0) / (y1 - y0) * (contour.X[m] - contour.X[n]);
        }
    }

    // A lattice of whole steps whose phase is none of the bodies' or grids'.
    private static IEnumerable<double> Middles(double lower, double upper, double step)
    {
        const double phase = 0.618;
        for (var n = (long)Math.Floor(lower / step - phase); (n + phase) * step < upper; n++)
            if ((n + phase) * step > lower) yield return (n + phase) * step;
    }
}
