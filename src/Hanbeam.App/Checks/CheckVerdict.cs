using System.Globalization;

namespace Hanbeam.App.Checks;

/// <summary>The criteria of a check and what came of them.</summary>
internal static class CheckVerdict
{
    private static readonly CheckCriteria Defaults = new();

    /// <summary>Judges.</summary>
    public static IReadOnlyList<CriterionEntry> Of(CheckCriteria criteria, IReadOnlyDictionary<string, GammaEntry> gamma, IReadOnlyDictionary<string, CheckedStructure> structures, CheckedDoses doses)
    {
        var result = new List<CriterionEntry> { Uncertainty(doses.MonteCarlo.UncertaintyPercent, criteria.UncertaintyPercent) };
        foreach (var pair in doses.Pairs)
            result.Add(Gamma(pair.Name, gamma[$"{pair.Name}-3-2"].PassPercent, criteria.GammaPassPercent));
        foreach (var target in doses.Targets)
        {
            var structure = structures[target];
            result.Add(Mean(target, "physical", structure.Physical, criteria));
            if (structure.Rbe is { } weighted) result.Add(Mean(target, "rbe", weighted, criteria));
        }

        return result;
    }

    /// <summary>A criterion that does not hold, as a sentence.</summary>
    public static string Sentence(CriterionEntry criterion) => string.Create(CultureInfo.InvariantCulture,
        $"{char.ToUpperInvariant(criterion.Name[0])}{criterion.Name[1..]}: {criterion.Value:0.##} {criterion.Unit}, {(criterion.IsLeast ? "at least" : "at most")} {criterion.Limit:0.##} {criterion.Unit} is asked for.");

    /// <summary>Whether a limit is kept; what is no number keeps none.</summary>
    public static bool Holds(bool isLeast, double value, double limit) => isLeast ? value >= limit : value <= limit;

    private static string Source(double limit, double usual, string source) => limit == usual ? source : CheckCriteria.UserSource;

    private static string Words(string quantity) => quantity == "rbe" ? "RBE-weighted dose" : "physical dose";

    private static CriterionEntry Uncertainty(double value, double limit) =>
        new(CriterionKind.Uncertainty, "statistical uncertainty of Monte Carlo", null, null, value, limit, false, Holds(false, value, limit), "%", Source(limit, Defaults.UncertaintyPercent, CheckCriteria.UncertaintySource));

    private static CriterionEntry Gamma(string quantity, double value, double limit) =>
        new(CriterionKind.Gamma, $"gamma 3 %/2 mm, {Words(quantity)}", quantity, null, value, limit, true, Holds(true, value, limit), "%", Source(limit, Defaults.GammaPassPercent, CheckCriteria.GammaSource));

    private static CriterionEntry Mean(string target, string quantity, ComparedDose dose, CheckCriteria criteria)
    {
        var value = 100 * Math.Abs(dose.Mean.Difference) / dose.Mean.Plan;
        return new CriterionEntry(CriterionKind.Mean, $"difference of the mean {Words(quantity)} of {target}", quantity, target, value, criteria.MeanPercent, false, Holds(false, value, criteria.MeanPercent), "%", Source(criteria.MeanPercent, Defaults.MeanPercent, CheckCriteria.MeanSource));
    }
}
