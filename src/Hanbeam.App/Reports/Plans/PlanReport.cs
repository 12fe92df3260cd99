using Hanbeam.App.Output;
using Hanbeam.App.Reports.Evaluations;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;

namespace Hanbeam.App.Reports.Plans;

/// <summary>The physicist's report of a plan or of a forward dose.</summary>
internal static class PlanReport
{
    /// <summary>Composes the report.</summary>
    /// <param name="results">The dose.</param>
    /// <param name="summary">Its figures.</param>
    /// <param name="histograms">Its histograms.</param>
    /// <param name="bands">How they spread over error scenarios, or null.</param>
    /// <param name="manifest">What it was made from.</param>
    /// <param name="language">The report's language. Names and the program's warnings stand as they are.</param>
    public static ReportContent Compose(DoseResults results, PlanSummary summary, DvhDocument histograms, BandDocument? bands, Manifest manifest, ReportLanguage language)
    {
        var texts = ReportTexts.Of(language);
        var dose = new ReportedDose(results);
        return new ReportContent($"{results.Plan.Name} · {PatientNames.Shown(results.Patient.Identity.PatientName)}", language,
        [
            .. IdentitySection.Blocks(results, summary, texts),
            .. Warnings(results.Warnings, texts),
            .. BeamSection.Blocks(summary, texts),
            .. OriginSection.Blocks(manifest, texts),
            .. PlaneSection.ThroughTargets(dose, texts),
            .. GoalsSection.Blocks(summary.Goals, severalDoses: false, texts),
            .. HistogramSection.Blocks(dose, histograms, texts),
            .. MetricSection.Blocks(dose, summary, texts),
            .. RobustnessSection.Blocks(dose, summary, bands, texts),
            .. OptimisationSection.Blocks(summary, texts),
            .. PlaneSection.ThroughSerialOrgans(dose, summary.Goals, texts),
            .. LetSection.Blocks(dose, texts),
        ])
        { Subtitle = texts["plan.subtitle"] };
    }

    /// <summary>The planes of a plan's picture file.</summary>
    public static DoseView View(DoseResults results)
    {
        var dose = new ReportedDose(results);
        return new DoseView(dose.Picture, PlaneSection.Overview(dose), PlaneSection.Number(dose.Reference) + " " + results.MainUnit);
    }

    private static IEnumerable<ReportBlock> Warnings(IReadOnlyList<string> warnings, ReportTexts texts)
    {
        if (warnings.Count > 0) yield return new CalloutBlock(CalloutKind.Warning, texts["plan.warnings"], [.. warnings.Select(warning => "• " + warning)]);
    }
}
