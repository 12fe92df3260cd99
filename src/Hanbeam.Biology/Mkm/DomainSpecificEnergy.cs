using Hanbeam.Biology.TrackStructure;
using Hanbeam.Numerics.Integration;

namespace Hanbeam.Biology.Mkm;

/// <summary>Means of the specific energy that single ions leave in a cylindrical domain, over all impact parameters b.</summary>
public static class DomainSpecificEnergy
{
    // Panels that halve towards the domain's edge and double beyond it, 8 nodes each: relative error below 1e-5 (test).
    private static readonly GaussLegendre Rule = new(8);

    /// <summary>
    /// Saturation-corrected dose-mean specific energy of single events, Gy: z*_1D = ∫ z0²[1 − exp(−(z/z0)²)] b db / ∫ z b db [Inaniwa2010].
    /// The denominator is the track's integral over 2π, since a mean over discs keeps the integral over the plane.
    /// </summary>
    /// <param name="track">The track.</param>
    /// <param name="domainRadiusUm">Radius of the domain, µm.</param>
    /// <param name="saturationGy">Saturation parameter z0, Gy; positive infinity gives the dose mean without saturation.</param>
    public static double DoseMeanGy(in RadialDose track, double domainRadiusUm, double saturationGy)
    {
        var copy = track;
        var saturationSquared = saturationGy * saturationGy;
        double Integrand(double b) => Saturated(DiscDose.MeanGy(copy, b, domainRadiusUm), saturationSquared) * b;
        var sum = 0.0;
        var borders = Borders(track, domainRadiusUm);
        for (var n = 0; n + 1 < borders.Count; n++) sum += Rule.Integrate(Integrand, borders[n], borders[n + 1]);
        return sum * 2 * Math.PI / track.IntegralGyUm2;
    }

    /// <summary>Saturation-corrected and plain dose mean of one domain in one pass over its impact parameters, as the two calls of <see cref="DoseMeanGy"/> give them.</summary>
    /// <param name="track">The track.</param>
    /// <param name="domainRadiusUm">Radius of the domain, µm.</param>
    /// <param name="saturationGy">Saturation parameter z0, Gy.</param>
    public static (double SaturatedGy, double PlainGy) DoseMeansGy(in RadialDose track, double domainRadiusUm, double saturationGy)
    {
        // The rule calls its integrand in the same order both times, so the second integral finds each z in turn.
        var copy = track;
        var saturationSquared = saturationGy * saturationGy;
        var found = new Queue<double>();
        double First(double b)
        {
            var z = DiscDose.MeanGy(copy, b, domainRadiusUm);
            found.Enqueue(z);
            return Saturated(z, saturationSquared) * b;
        }

        double Second(double b)
        {
            var z = found.Dequeue();
            return z * z * b;
        }

        double saturated = 0, plain = 0;
        var borders = Borders(track, domainRadiusUm);
        for (var n = 0; n + 1 < borders.Count; n++)
        {
            saturated += Rule.Integrate(First, borders[n], borders[n + 1]);
            plain += Rule.Integrate(Second, borders[n], borders[n + 1]);
        }

        return (saturated * 2 * Math.PI / track.IntegralGyUm2, plain * 2 * Math.PI / track.IntegralGyUm2);
    }

    /// <summary>z0²[1 − exp(−(z/z0)²)]; a series where the exponential would lose digits.</summary>
    private static double Saturated(double z, double saturationSquared)
    {
        var x = z * z / saturationSquared;
        return x < 1e-4 ? z * z * (1 - 0.5 * x) : saturationSquared * (1 - Math.Exp(-x));
    }

    /// <summary>Where z(b) bends: at the domain's edge ± the core and ± the penumbra; between, panels that follow its logarithm.</summary>
    private static List<double> Borders(in RadialDose track, double a)
    {
        var last = track.PenumbraRadiusUm + a;
        var borders = new List<double> { 0, a - track.CoreRadiusUm, a, a + track.CoreRadiusUm, Math.Abs(track.PenumbraRadiusUm - a), last };
        for (var gap = a / 2; gap > track.CoreRadiusUm; gap /= 2)
        {
            borders.Add(a - gap);
            borders.Add(a + gap);
        }

        for (var b = 2 * a; b < last; b *= 2) borders.Add(b);
        borders.RemoveAll(b => b < 0 || b > last);
        borders.Sort();
        return borders;
    }
}
