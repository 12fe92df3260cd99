using Hanbeam.App.Output;
using Hanbeam.App.Reports.Checks;
using Hanbeam.App.Reports.Layout;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Checks;

/// <summary>Fills the folder of a check (docs/formats/check.md).</summary>
internal static class CheckWriter
{
    /// <summary>Writes everything but check.json, which is last because it holds the time that this takes.</summary>
    public static void Write(OutputFolder folder, CheckResult result, Manifest manifest, ReportLanguage language, DateTimeOffset timestamp, WorkContext work) => folder.Write(() =>
    {
        var dose = result.Doses.Dose;
        Image("dose-physical.mha", dose.PhysicalGy);
        Image("dose-rbe.mha", dose.RbeGy);
        Image("let.mha", dose.LetKeVPerUm);
        Image("uncertainty.mha", result.Doses.MonteCarlo.StandardUncertaintyGy);
        Image("failures.mha", result.Failures.Map);
        foreach (var (name, map) in result.GammaMaps) Image($"gamma-{name}.mha", map);
        foreach (var (name, map) in result.Differences) Image($"difference-{name}.mha", map);
        PlanFolderWriter.WriteJson(folder.PathOf("manifest.json"), manifest);
        ReportPdf.WriteFile(folder.PathOf("report.pdf"), CheckReport.Compose(result, manifest, language, work), timestamp);

        void Image(string name, Grid<float>? values)
        {
            if (values is not null) MetaImage.Write(folder.PathOf(name), values);
        }
    });

    /// <summary>Writes check.json and gives the folder its name.</summary>
    public static void Finish(OutputFolder folder, CheckDocument document)
    {
        folder.Write(() => PlanFolderWriter.WriteJson(folder.PathOf("check.json"), document));
        folder.Commit();
    }
}
