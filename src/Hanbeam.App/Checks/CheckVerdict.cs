using System.Globalization;

namespace Hanbeam.App.Checks;

/// <summary>The criteria of a check and what came of them.</summary>
internal static class CheckVerdict
{
    // A difference has to keep its limit with this many standard uncertainties on top: then 97.5 of 100 such plans do.
    private const double Deviations = 2;

    private static readonly CheckCriteria Defaults = new();

    /// <summary>Judges.</summary>
    public static IReadOnlyList<CriterionEntry> Of(CheckCriteria criteria, IReadOnlyDictionary<string, GammaEntry> gamma, IReadOnlyDictionary<string, CheckedStructure> structures, CheckedDoses doses)
    {
        var evidence = doses.MonteCarlo;
        var result = new List<CriterionEntry> { Uncertainty("physical", evidence.UncertaintyPercent, criteria.UncertaintyPercent) };
        if (doses.Pairs.Count > 1) result.Add(Uncertainty("rbe", evidence.RbeUncertaintyPercent ?? double.NaN, criteria.UncertaintyPercent));
        foreach (var pair in doses.Pairs)
        {
            var entry = gamma[$"{pair.Name}-3-2"];
            result.Add(Gamma(CriterionKind.Gamma, pair.Name, null, entry.PassPercent, criteria.GammaPassPercent));
            result.Add(Gamma(CriterionKind.GammaHighDose, pair.Name, null, entry.HighDose.PassPercent, criteria.GammaPassPercent));
            foreach (var (target, part) in entry.Targets) result.Add(Gamma(CriterionKind.GammaTarget, pair.Name, target, part.PassPercent, criteria.GammaPassPercent));
        }

        foreach (var target in doses.Targets)
        {
            result.AddRange(OfTarget(target, "physical", structures[target].Physical, criteria));
            if (structures[target].Rbe is { } weighted) result.AddRange(OfTarget(target, "rbe", weighted, criteria));
        }

        return result;
    }

    /// <summary>The criteria of a target's figures.</summary>
    public static IEnumerable<CriterionEntry> OfTarget(string target, string quantity, ComparedDose dose, CheckCriteria criteria)
    {
        CriterionEntry Difference(CriterionKind kind, string name, ComparedFigure figure, FigureNoise noise, double of, double limit, double usual, string source)
        {
            var (value, uncertainty) = (100 * Math.Abs(figure.Difference - noise.Shift) / of, 100 * noise.Uncertainty / of);
            return new CriterionEntry(kind, $"difference of the {name} of {target}, {Words(quantity)}", quantity, target, value, uncertainty, limit, false, Holds(false, value + Deviations * uncertainty, limit), "%", Source(limit, usual, source));
        }

        var noise = dose.Noise ?? throw new ArgumentException("a target's figures come with their noise", nameof(dose));
        yield return Difference(CriterionKind.Mean, "mean", dose.Mean, noise.Mean, dose.Mean.Plan, criteria.MeanPercent, Defaults.MeanPercent, CheckCriteria.MeanSource);
        yield return Difference(CriterionKind.D95, "D95", dose.D95, noise.D95, dose.D50.Plan, criteria.D95Percent, Defaults.D95Percent, CheckCriteria.CoverageSource);
        yield return Difference(CriterionKind.D98, "D98", dose.D98, noise.D98, dose.D50.Plan, criteria.D98Percent, Defaults.D98Percent, CheckCriteria.CoverageSource);
    }

    /// <summary>A criterion that does not hold, as a sentence.</summary>
    public static string Sentence(CriterionEntry criterion) => string.Create(CultureInfo.InvariantCulture,
        $"{char.ToUpperInvariant(criterion.Name[0])}{criterion.Name[1..]}: {criterion.Value:0.##}{(criterion.Uncertainty is { } u ? FormattableString.Invariant($" ± {Deviations * u:0.##}") : "")} {criterion.Unit}, {(criterion.IsLeast ? "at least" : "at most")} {criterion.Limit:0.##} {criterion.Unit} is asked for.");

    /// <summary>Whether a limit is kept; what is no number keeps none.</summary>
    public static bool Holds(bool isLeast, double value, double limit) => isLeast ? value >= limit : value <= limit;

    private static string Source(double limit, double usual, string source) => limit == usual ? source : CheckCriteria.UserSource;

    private static string Words(string quantity) => quantity == "rbe" ? "RBE-weighted dose" : "physical dose";

    private static CriterionEntry Uncertainty(string quantity, double value, double limit) =>
        new(CriterionKind.Uncertainty, $"statistical uncertainty of Monte Carlo, {Words(quantity)}", quantity, null, value, null, limit, false, Holds(false, value, limit), "%", Source(limit, Defaults.UncertaintyPercent, CheckCriteria.UncertaintySource));

    private static CriterionEntry Gamma(CriterionKind kind, string quantity, string? target, double value, double limit)
    {
        var (where, source) = kind switch
        {
            CriterionKind.GammaHighDose => (FormattableString.Invariant($" from {GammaParts.HighDosePercent} % dose on"), CheckCriteria.PartSource),
            CriterionKind.GammaTarget => ($" in {target}", CheckCriteria.PartSource),
            _ => ("", CheckCriteria.GammaSource),
        };
        return new(kind, $"gamma 3 %/2 mm{where}, {Words(quantity)}", quantity, target, value, null, limit, true, Holds(true, value, limit), "%", Source(limit, Defaults.GammaPassPercent, source));
    }
}
