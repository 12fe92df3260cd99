using System.Text;
using Hanbeam.App.Output;
using Hanbeam.Centre.Simulation;
using static Hanbeam.App.Centre.CsvText;

namespace Hanbeam.App.Centre;

/// <summary>Fills the folder of compared centres (docs/formats/centre-run.md).</summary>
internal static class CentreCompareFolder
{
    /// <summary>Writes all files.</summary>
    public static void Write(OutputFolder folder, CentreComparison comparison, InputManifest manifest) => folder.Write(() =>
    {
        PlanFolderWriter.WriteJson(folder.PathOf("manifest.json"), manifest);
        PlanFolderWriter.WriteJson(folder.PathOf("summary.json"), CentreCompareSummary.Of(comparison));
        File.WriteAllText(folder.PathOf("differences.csv"), Differences(comparison));
        foreach (var (name, plot) in CentrePlots.Of(comparison, CentreWords.English)) PlotFile.Write(folder.PathOf(name + ".png"), plot);
    });

    private static string Differences(CentreComparison comparison)
    {
        var text = new StringBuilder("centre,year,metric,unit,first_mean,mean,difference,low95,high95,p5,p95\n");
        for (var other = 1; other < comparison.Results.Count; other++)
            foreach (var year in comparison.Results[0].Years)
                foreach (var metric in comparison.Metrics)
                {
                    var d = comparison[other, year.Year, metric.Key];
                    text.AddLine($"{Cell(comparison.Results[other].Centre.Name)},{year.Year},{Cell(metric.Key)},{metric.Unit},{Number(d.First.Mean)},{Number(d.Other.Mean)},{Number(d.Mean)},{Number(d.Low)},{Number(d.High)},{Number(d.P5)},{Number(d.P95)}");
                }

        return text.ToString();
    }
}
