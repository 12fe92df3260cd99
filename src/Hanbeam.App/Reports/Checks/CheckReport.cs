using System.Globalization;
using Hanbeam.App.Checks;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Reports.Checks;

/// <summary>The page of an independent check: verdict, criteria, where the doses differ and why, pictures of both, histograms, figures.</summary>
internal static class CheckReport
{
    /// <summary>Composes the report.</summary>
    /// <param name="result">The check.</param>
    /// <param name="manifest">What it was made from.</param>
    /// <param name="language">The report's language. Names and the program's warnings stand as they are.</param>
    /// <param name="work">Threads and cancellation for the histograms.</param>
    public static ReportContent Compose(CheckResult result, Manifest manifest, ReportLanguage language, WorkContext work)
    {
        var texts = ReportTexts.Of(language);
        var document = result.Document;
        return new ReportContent($"{texts["check.title"]} · {PatientNames.Shown(result.Doses.Patient.Identity.PatientName)}", language,
        [
            Verdict(document, texts),
            .. Facts(document, texts),
            .. CheckTables.Criteria(document, texts),
            .. CheckTables.Classes(document, texts),
            .. CheckPlanes.Blocks(result, texts),
            .. CheckCurves.Blocks(result, texts, work),
            .. CheckTables.Structures(result, texts),
            .. CheckTables.Regions(document, texts),
            .. Warnings(document, texts),
            .. OriginSection.Blocks(manifest, texts),
        ])
        { Subtitle = texts["check.subtitle"] };
    }

    /// <summary>The name of a quantity: <c>physical</c> or <c>rbe</c>.</summary>
    public static string Quantity(string name, ReportTexts texts) => texts[name == "rbe" ? "quantity.RBE-weighted-dose" : "quantity.physical-dose"];

    /// <summary>A criterion in the report's language.</summary>
    public static string Criterion(CriterionEntry criterion, ReportTexts texts) => criterion.Kind switch
    {
        CriterionKind.Uncertainty => texts.Format("check.uncertaintyOf", Quantity(criterion.Quantity!, texts)),
        CriterionKind.Gamma => texts.Format("check.gamma", Quantity(criterion.Quantity!, texts)),
        CriterionKind.GammaHighDose => texts.Format("check.gammaHighDose", Quantity(criterion.Quantity!, texts), GammaParts.HighDosePercent),
        CriterionKind.GammaTarget => texts.Format("check.gammaTarget", Quantity(criterion.Quantity!, texts), criterion.Structure!),
        CriterionKind.Mean => texts.Format("check.mean", criterion.Structure!, Quantity(criterion.Quantity!, texts)),
        _ => texts.Format("check.coverage", criterion.Structure!, Quantity(criterion.Quantity!, texts), criterion.Kind == CriterionKind.D95 ? "D95" : "D98"),
    };

    /// <summary>Where a limit comes from, in the report's language.</summary>
    public static string Source(CriterionEntry criterion, ReportTexts texts) => criterion.Source == CheckCriteria.UserSource ? texts["check.sourceUser"] : criterion.Kind switch
    {
        CriterionKind.Uncertainty => texts["check.sourceUncertainty"],
        CriterionKind.Gamma => texts["check.sourceGamma"],
        CriterionKind.GammaHighDose or CriterionKind.GammaTarget => texts["check.sourcePart"],
        CriterionKind.Mean => texts["check.sourceMean"],
        _ => texts["check.sourceCoverage"],
    };

    /// <summary>A value with twice its standard uncertainty, where it has one.</summary>
    public static string Value(CriterionEntry criterion) => criterion.Uncertainty is { } uncertainty
        ? string.Create(CultureInfo.InvariantCulture, $"{criterion.Value:0.00} ± {2 * uncertainty:0.00}") : criterion.Value.ToString("0.00", CultureInfo.InvariantCulture);

    private static CalloutBlock Verdict(CheckDocument document, ReportTexts texts) => document.Pass
        ? new CalloutBlock(CalloutKind.Note, texts["check.pass"], [texts["check.passMeans"]])
        : new CalloutBlock(CalloutKind.Warning, texts["check.fail"], [.. document.Criteria.Where(criterion => !criterion.Pass).Select(criterion =>
            "• " + texts.Format(criterion.IsLeast ? "check.reasonLeast" : "check.reasonMost", Criterion(criterion, texts), Value(criterion), criterion.Limit))]);

    private static IEnumerable<ReportBlock> Facts(CheckDocument document, ReportTexts texts)
    {
        var (plan, engine) = (document.Plan, document.Engine);
        yield return new FactsBlock(
        [
            (texts["check.plan"], plan.Folder), (texts["plan.machine"], plan.Machine),
            (texts["check.spots"], texts.Format("check.spotsOf", plan.Spots, plan.Beams, plan.IonsPerFraction, plan.Fractions)), (texts["plan.calibration"], plan.Calibration),
            (texts["check.histories"], texts.Format("check.historiesOf", engine.Histories!, engine.Seed!)), (texts["plan.rbeModel"], plan.RbeModel == "physical" ? texts["plan.physicalOnly"] : plan.RbeModel),
            (texts["check.uncertainty"], texts.Format(engine.UncertaintyOver == "targets" ? "check.overTargets" : "check.overHalf", engine.UncertaintyPercent!, engine.UncertaintyVoxels!)),
            (texts["plan.doseGrid"], string.Create(CultureInfo.InvariantCulture, $"{plan.GridSpacingMm[0]:0.###} × {plan.GridSpacingMm[1]:0.###} × {plan.GridSpacingMm[2]:0.###} mm")),
        ]);
    }

    private static IEnumerable<ReportBlock> Warnings(CheckDocument document, ReportTexts texts)
    {
        if (document.Warnings.Count > 0) yield return new CalloutBlock(CalloutKind.Warning, texts["plan.warnings"], [.. document.Warnings.Select(warning => "• " + warning)]);
    }
}
