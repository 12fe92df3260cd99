using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>The report of an evaluation: one dose or several side by side, judged by the same goals.</summary>
internal static class EvaluationReport
{
    /// <summary>Composes the report.</summary>
    /// <param name="document">The figures and verdicts.</param>
    /// <param name="doses">The doses they are about, in the same order.</param>
    /// <param name="patient">The case of a plan folder among them; without one there are no pictures.</param>
    /// <param name="language">The report's language. Names and the program's warnings stand as they are.</param>
    public static ReportContent Compose(EvaluationDocument document, IReadOnlyList<EvaluatedDose> doses, PatientCase? patient, ReportLanguage language)
    {
        var texts = ReportTexts.Of(language);
        var colors = new StructureColors(document.Structures.Keys, patient);
        var title = patient is null ? texts["evaluation.title"] : $"{texts["evaluation.title"]} · {Plans.PatientNames.Shown(patient.Identity.PatientName)}";
        return new ReportContent(title, language,
        [
            .. DosesSection.Blocks(document, texts),
            .. Warnings(document, texts),
            .. GoalsSection.Blocks(document.Goals, document.Doses.Count > 1, texts),
            .. ComparedPlanes.Blocks(document, doses, patient, texts),
            .. CurvesSection.Blocks(document, colors, texts),
            .. FiguresSection.Blocks(document, colors, texts),
        ])
        { Subtitle = texts["evaluation.subtitle"] };
    }

    private static IEnumerable<ReportBlock> Warnings(EvaluationDocument document, ReportTexts texts)
    {
        if (document.Warnings.Count > 0) yield return new CalloutBlock(CalloutKind.Warning, texts["plan.warnings"], [.. document.Warnings.Select(warning => "• " + warning)]);
    }
}
