using System.Text.Json;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>Fills a plan folder (docs/formats/plan-folder.md).</summary>
internal static class PlanFolderWriter
{
    /// <summary>Writes everything but summary.json, which is last because it holds the time that this takes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="results">The dose.</param>
    /// <param name="summary">Its figures.</param>
    /// <param name="manifest">What it was made from.</param>
    /// <param name="recipe">The recipe's bytes, or null.</param>
    /// <param name="language">Language of the report.</param>
    /// <param name="stamp">Time for DICOM and PDF files.</param>
    /// <param name="work">Threads; files are independent of each other.</param>
    public static void WriteFiles(OutputFolder folder, DoseResults results, PlanSummary summary, Manifest manifest, byte[]? recipe, ReportLanguage language, DateTimeOffset stamp, WorkContext work)
    {
        var histograms = StructureEvaluator.Histograms(results);
        var bands = results.Robust is null ? null : BandDocument.Of(histograms, results.Robust);
        Action[] files =
        [
            () => ReportPdf.WriteFile(folder.PathOf("report.pdf"), PlanReport.Compose(results, summary, histograms, bands, manifest, language), stamp),
            .. Dicom(folder, results, stamp),
            .. Images(folder, results),
            () => SpotListFile.Write(folder.PathOf("spots.csv"), results.Plan),
            () => WriteJson(folder.PathOf("dvh.json"), histograms),
            () => WriteJson(folder.PathOf("manifest.json"), manifest),
        ];
        folder.Write(() =>
        {
            SideBySide.Do(work, files);
            if (bands is not null) WriteJson(folder.PathOf("dvh-bands.json"), bands);
            if (recipe is not null) File.WriteAllBytes(folder.PathOf("recipe.yaml"), recipe);
        });
    }

    /// <summary>Writes summary.json and gives the folder its name.</summary>
    public static void Finish(OutputFolder folder, PlanSummary summary)
    {
        folder.Write(() => WriteJson(folder.PathOf("summary.json"), summary));
        folder.Commit();
    }

    /// <summary>Writes a document as UTF-8 JSON that ends with a line feed.</summary>
    public static void WriteJson<T>(string path, T document) => File.WriteAllText(path, JsonSerializer.Serialize(document, JsonText.Options) + "\n");

    private static IEnumerable<Action> Dicom(OutputFolder folder, DoseResults results, DateTimeOffset stamp)
    {
        var uid = new Lazy<string>(() => RtIonPlanWriter.Write(folder.PathOf("plan.dcm"), results.Plan, results.Model.Machine, results.Patient, stamp, new RtIonPlanSettings { IonsPerMonitorUnit = results.IonsPerMonitorUnit }));
        Action Dose(Grid<float> dose, RtDoseContent content, params string[] name) =>
            () => RtDoseWriter.Write(folder.PathOf(name), dose, content with { PlanSopInstanceUid = uid.Value }, results.Patient, stamp);
        var physical = new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = "" };
        yield return () => _ = uid.Value;
        yield return Dose(results.Dose.PhysicalGy, physical, "dose-physical.dcm");
        yield return Dose(results.Dose.LetKeVPerUm, physical with { Type = RtDoseType.Let }, "let.dcm");
        for (var n = 0; n < results.Dose.BeamsGy.Count; n++)
        {
            var beam = physical with { Summation = RtDoseSummation.Beam, BeamNumber = results.Plan.Beams[n].Number, FractionGroupNumber = RtIonPlanWriter.FractionGroupOf(results.Plan, n) };
            yield return Dose(results.Dose.BeamsGy[n], beam, "beams", BeamFolder(n), "dose-physical.dcm");
        }

        if (results.Dose.RbeGy is { } weighted) yield return Dose(weighted, physical with { Type = RtDoseType.Effective, RbeModel = results.RbeModel }, "dose-rbe.dcm");
    }

    private static IEnumerable<Action> Images(OutputFolder folder, DoseResults results)
    {
        var dose = results.Dose;
        (Grid<float>? Image, string[] Name)[] images =
        [
            (dose.PhysicalGy, ["dose-physical.mha"]), (dose.RbeGy, ["dose-rbe.mha"]), (dose.LetKeVPerUm, ["let.mha"]), (dose.AlphaPerGy, ["alpha.mha"]), (dose.SqrtBetaPerGy, ["sqrt-beta.mha"]),
            .. dose.BeamsGy.Select((beam, n) => ((Grid<float>?)beam, new[] { "beams", BeamFolder(n), "dose-physical.mha" })),
            (results.MonteCarlo?.StandardUncertaintyGy, ["uncertainty.mha"]), (results.MonteCarlo?.MediumGy, ["dose-medium.mha"]), (results.Robust?.WorstDose, ["dose-worst-case.mha"]),
        ];
        return images.Where(entry => entry.Image is not null).Select(entry => (Action)(() => MetaImage.Write(folder.PathOf(entry.Name), entry.Image!)));
    }

    private static string BeamFolder(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
