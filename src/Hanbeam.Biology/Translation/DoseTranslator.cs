using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.Translation;

/// <summary>
/// Carries the dose of a fraction from one RBE model to another. At a point whose radiation quality is known a dose in the first model belongs to one
/// physical dose, and that to one dose in the second. Over a region the answer is the mean and a band, for the factor depends on quality and on dose: it is a
/// curve, not a number [Fossati2012], [Zhang2020]. Works in both directions and for any two models.
/// </summary>
public sealed class DoseTranslator
{
    // Share of the region on either side of the band.
    private const double Tail = 0.05;

    private readonly IRbeModel from;
    private readonly IRbeModel to;

    /// <summary>Makes a translator.</summary>
    /// <param name="from">The model of the doses that are given.</param>
    /// <param name="to">The model of the doses that are asked for.</param>
    public DoseTranslator(IRbeModel from, IRbeModel to) => (this.from, this.to) = (from, to);

    /// <summary>Translates a dose over a region.</summary>
    /// <param name="fractionGyRbe">Dose of one fraction in the first model, Gy(RBE), above 0.</param>
    /// <param name="region">The region's points.</param>
    /// <exception cref="InputException">The dose is not above 0, or the region has no weight.</exception>
    public TranslatedDose Translate(double fractionGyRbe, IReadOnlyList<RadiationQuality> region)
    {
        if (!(fractionGyRbe > 0) || !double.IsFinite(fractionGyRbe)) throw new InputException(FormattableString.Invariant($"the dose of a fraction is {fractionGyRbe} Gy(RBE), but must be above 0"));
        var total = region.Sum(point => point.Weight);
        if (!(total > 0)) throw new InputException("no dose can be translated for a region without dose");
        var values = new (double GyRbe, double Weight)[region.Count];
        double mean = 0, physical = 0, let = 0;
        for (var n = 0; n < region.Count; n++)
        {
            var point = region[n];
            var dose = PhysicalGy(from, point.FromAlpha, point.FromSqrtBeta, fractionGyRbe);
            values[n] = (to.Evaluate(dose, point.ToAlpha * dose, point.ToSqrtBeta * dose).GyRbe, point.Weight);
            mean += point.Weight * values[n].GyRbe / total;
            physical += point.Weight * dose / total;
            let += point.Weight * point.LetKeVPerUm / total;
        }

        Array.Sort(values, (a, b) => a.GyRbe.CompareTo(b.GyRbe));
        return new TranslatedDose(fractionGyRbe, mean, Quantile(values, Tail * total), Quantile(values, (1 - Tail) * total), physical, let);
    }

    /// <summary>The physical dose that has a given RBE-weighted dose where the radiation's coefficients are known, Gy.</summary>
    /// <param name="model">The model.</param>
    /// <param name="alpha">Dose-mean alpha, 1/Gy.</param>
    /// <param name="sqrtBeta">Dose-mean sqrt(beta), 1/Gy.</param>
    /// <param name="gyRbe">The RBE-weighted dose of one fraction, Gy(RBE).</param>
    public static double PhysicalGy(IRbeModel model, double alpha, double sqrtBeta, double gyRbe)
    {
        // RBE-weighted dose grows with dose in every model: Newton's steps, kept within a bracket that bisection closes.
        var (low, high) = (0.0, gyRbe);
        while (Weighted(high).GyRbe < gyRbe) (low, high) = (high, 2 * high);
        var dose = 0.5 * (low + high);
        for (var n = 0; n < 200 && high - low > 1e-14 * high; n++)
        {
            var value = Weighted(dose);
            var excess = value.GyRbe - gyRbe;
            if (excess > 0) high = dose;
            else low = dose;
            var next = dose - excess / (value.ByDose + alpha * value.ByAlphaDose + sqrtBeta * value.BySqrtBetaDose);
            if (Math.Abs(next - dose) <= 1e-14 * dose) return next;
            dose = next > low && next < high ? next : 0.5 * (low + high);
        }

        return dose;

        RbeWeightedDose Weighted(double d) => model.Evaluate(d, alpha * d, sqrtBeta * d);
    }

    private static double Quantile((double GyRbe, double Weight)[] sorted, double weight)
    {
        var sum = 0.0;
        foreach (var (value, share) in sorted)
        {
            sum += share;
            if (sum >= weight) return value;
        }

        return sorted[^1].GyRbe;
    }
}
