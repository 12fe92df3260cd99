using System.Text.Json;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Workflow;
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
    public static void WriteFiles(OutputFolder folder, DoseResults results, PlanSummary summary, Manifest manifest, byte[]? recipe, ReportLanguage language, DateTimeOffset stamp)
    {
        var histograms = StructureEvaluator.Histograms(results);
        var bands = results.Robust is null ? null : BandDocument.Of(histograms, results.Robust);
        folder.Write(() =>
        {
            WriteDicom(folder, results, stamp);
            WriteImages(folder, results.Dose);
            if (results.MonteCarlo is { } evidence) WriteStatistics(folder, evidence);
            SpotListFile.Write(folder.PathOf("spots.csv"), results.Plan);
            WriteJson(folder.PathOf("dvh.json"), histograms);
            if (results.Robust is { } robust) MetaImage.Write(folder.PathOf("dose-worst-case.mha"), robust.WorstDose);
            if (bands is not null) WriteJson(folder.PathOf("dvh-bands.json"), bands);
            WriteJson(folder.PathOf("manifest.json"), manifest);
            if (recipe is not null) File.WriteAllBytes(folder.PathOf("recipe.yaml"), recipe);
            ReportPdf.WriteFile(folder.PathOf("report.pdf"), PlanReport.Compose(results, summary, histograms, bands, manifest, language), stamp);
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

    private static void WriteDicom(OutputFolder folder, DoseResults results, DateTimeOffset stamp)
    {
        var uid = RtIonPlanWriter.Write(folder.PathOf("plan.dcm"), results.Plan, results.Model.Machine, results.Patient, stamp, new RtIonPlanSettings { IonsPerMonitorUnit = results.IonsPerMonitorUnit });
        var physical = new RtDoseContent { Type = RtDoseType.Physical, PlanSopInstanceUid = uid };
        RtDoseWriter.Write(folder.PathOf("dose-physical.dcm"), results.Dose.PhysicalGy, physical, results.Patient, stamp);
        RtDoseWriter.Write(folder.PathOf("let.dcm"), results.Dose.LetKeVPerUm, physical with { Type = RtDoseType.Let }, results.Patient, stamp);
        for (var n = 0; n < results.Dose.BeamsGy.Count; n++)
        {
            var beam = physical with { Summation = RtDoseSummation.Beam, BeamNumber = results.Plan.Beams[n].Number, FractionGroupNumber = RtIonPlanWriter.FractionGroupOf(results.Plan, n) };
            RtDoseWriter.Write(folder.PathOf("beams", BeamFolder(n), "dose-physical.dcm"), results.Dose.BeamsGy[n], beam, results.Patient, stamp);
        }

        if (results.Dose.RbeGy is not { } weighted) return;
        var effective = new RtDoseContent { Type = RtDoseType.Effective, RbeModel = results.RbeModel, PlanSopInstanceUid = uid };
        RtDoseWriter.Write(folder.PathOf("dose-rbe.dcm"), weighted, effective, results.Patient, stamp);
    }

    private static void WriteStatistics(OutputFolder folder, MonteCarloEvidence evidence)
    {
        MetaImage.Write(folder.PathOf("uncertainty.mha"), evidence.StandardUncertaintyGy);
        if (evidence.MediumGy is { } medium) MetaImage.Write(folder.PathOf("dose-medium.mha"), medium);
    }

    private static void WriteImages(OutputFolder folder, TotalDose dose)
    {
        void Write(Grid<float>? image, params string[] name)
        {
            if (image is not null) MetaImage.Write(folder.PathOf(name), image);
        }

        Write(dose.PhysicalGy, "dose-physical.mha");
        Write(dose.RbeGy, "dose-rbe.mha");
        Write(dose.LetKeVPerUm, "let.mha");
        Write(dose.AlphaPerGy, "alpha.mha");
        Write(dose.SqrtBetaPerGy, "sqrt-beta.mha");
        for (var n = 0; n < dose.BeamsGy.Count; n++)
            Write(dose.BeamsGy[n], "beams", BeamFolder(n), "dose-physical.mha");
    }

    private static string BeamFolder(int index) => (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
