using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>Three Gaussians about an axis, the narrowest first, and the share that each has of their dose.</summary>
/// <param name="Shares">They add to 1.</param>
/// <param name="SigmasMm">Sigmas, mm.</param>
internal sealed record LateralMixture(double[] Shares, double[] SigmasMm)
{
    /// <summary>How many.</summary>
    public const int Count = 3;

    // Neighbouring sigmas, ln of their ratio: far enough apart to be two, and no more than shows in rings.
    private const double LeastStep = 0.4;
    private const double MostStep = 3;

    // Where the rings do not tell how far apart sigmas are, a factor of three; a deviation of 1 counts as a thousandth of the dose does.
    private const double UsualStep = 1.1;
    private const double StepWeight = 0.003;

    // None is left without dose, so that its width stays defined.
    private const double LeastPart = 0.02;

    // Below this share of the dose what lies outside a radius counts by its difference only.
    private const double LeastOutside = 0.05;

    // Between differences (0) and ratios (1) of what lies outside: tried on beams of 80, 200 and 280 mm, where 3/4 has the least errors between 3 and 50 mm.
    private const double Power = 0.75;

    /// <summary>
    /// Fits shares and sigmas: least squares of the share outside each radius over a power of it, so that what lies far outside counts though it is little.
    /// </summary>
    /// <param name="outerMm">Outer radius of each ring, in equal ratios.</param>
    /// <param name="dose">Dose times area of each ring, with a sum above 0.</param>
    public static LateralMixture Fit(double[] outerMm, double[] dose)
    {
        var inside = Inside(dose);
        double[] shares = [0.4, 0.4, 0.2];
        var (low, high) = (Math.Log(outerMm[0] / 10), Math.Log(outerMm[^1]));
        // Half of a Gaussian's dose is within 1.177 sigma.
        double[] logs = [.. shares.Select((share, i) => Math.Log(LateralFit.Radius(outerMm, inside, shares[..i].Sum() + 0.5 * share) / 1.177))];
        double[] start = [.. Parts(shares), logs[0], .. Enumerable.Range(1, Count - 1).Select(i => Math.Clamp(logs[i] - logs[i - 1], LeastStep, MostStep))];
        double[] lower = [.. Enumerable.Repeat(LeastPart, Count - 1), low, .. Enumerable.Repeat(LeastStep, Count - 1)];
        double[] upper = [.. Enumerable.Repeat(1 - LeastPart, Count - 1), high, .. Enumerable.Repeat(MostStep, Count - 1)];
        var fit = LevenbergMarquardt.Minimise((p, r) =>
        {
            Of(p).Residuals(outerMm, inside, r);
            for (var i = 1; i < Count; i++) r[outerMm.Length + i - 1] = StepWeight * (p[Count - 1 + i] - UsualStep);
        }, outerMm.Length + Count - 1, start, [.. start.Select(_ => 0.01)], lower, upper);
        return Of(fit.Parameters);

        LateralMixture Of(double[] p)
        {
            var sigmas = new double[Count];
            var log = 0.0;
            for (var i = 0; i < Count; i++) sigmas[i] = Math.Exp(log += p[Count - 1 + i]);
            return new LateralMixture(SharesOf(p.AsSpan(0, Count - 1)), sigmas);
        }
    }

    /// <summary>Fits the shares alone, by the same measure.</summary>
    /// <param name="outerMm">Outer radius of each ring.</param>
    /// <param name="dose">Dose times area of each ring, with a sum above 0.</param>
    /// <param name="sigmasMm">Sigmas, mm.</param>
    /// <param name="start">Shares to start from.</param>
    public static LateralMixture WithSigmas(double[] outerMm, double[] dose, double[] sigmasMm, double[] start)
    {
        var inside = Inside(dose);
        var parts = Parts(start);
        var fit = LevenbergMarquardt.Minimise((p, r) => new LateralMixture(SharesOf(p), sigmasMm).Residuals(outerMm, inside, r),
            outerMm.Length, parts, [.. parts.Select(_ => 0.01)], [.. parts.Select(_ => LeastPart)], [.. parts.Select(_ => 1 - LeastPart)]);
        return new LateralMixture(SharesOf(fit.Parameters), sigmasMm);
    }

    /// <summary>Share of the dose beyond a radius.</summary>
    public double Outside(double radiusMm)
    {
        var sum = 0.0;
        for (var i = 0; i < Shares.Length; i++) sum += Shares[i] * Math.Exp(-radiusMm * radiusMm / (2 * SigmasMm[i] * SigmasMm[i]));
        return sum;
    }

    // Dose that rings owe to others may be negative in the first of them.
    private static double[] Inside(double[] dose) => [.. LateralFit.Cumulative(dose).Select(share => Math.Clamp(share, 0, 1))];

    private void Residuals(double[] outerMm, double[] inside, double[] r)
    {
        for (var k = 0; k < outerMm.Length; k++) r[k] = (Outside(outerMm[k]) - (1 - inside[k])) / Math.Pow(Math.Max(LeastOutside, 1 - inside[k]), Power);
    }

    // What each takes of the dose that narrower ones leave: any values from 0 to 1 make shares that add to 1.
    private static double[] Parts(double[] shares) => [.. shares.SkipLast(1).Select((share, i) => Math.Clamp(share / Math.Max(1e-9, 1 - shares[..i].Sum()), LeastPart, 1 - LeastPart))];

    private static double[] SharesOf(ReadOnlySpan<double> parts)
    {
        var shares = new double[parts.Length + 1];
        var left = 1.0;
        for (var i = 0; i < parts.Length; i++)
        {
            shares[i] = left * parts[i];
            left -= shares[i];
        }

        shares[^1] = left;
        return shares;
    }
}
