using System.Text;
using Hanbeam.App.Output;
using Hanbeam.Centre.Simulation;
using static Hanbeam.App.Centre.CsvText;

namespace Hanbeam.App.Centre;

/// <summary>Fills the folder of a simulated centre (docs/formats/centre-run.md).</summary>
internal static class CentreRunFolder
{
    /// <summary>Writes all files.</summary>
    public static void Write(OutputFolder folder, CentreFile file, CentreRunResult result, CentreRunSummary summary, InputManifest manifest) => folder.Write(() =>
    {
        File.WriteAllBytes(folder.PathOf("centre.yaml"), file.Bytes);
        PlanFolderWriter.WriteJson(folder.PathOf("manifest.json"), manifest);
        PlanFolderWriter.WriteJson(folder.PathOf("summary.json"), summary);
        File.WriteAllText(folder.PathOf("years.csv"), Years(result));
        File.WriteAllText(folder.PathOf("replications.csv"), Replications(result));
        File.WriteAllText(folder.PathOf("weeks.csv"), Weeks(result));
        File.WriteAllText(folder.PathOf("inputs.csv"), Inputs(result.Centre));
        foreach (var (name, plot) in CentrePlots.Of(result, CentreWords.English)) PlotFile.Write(folder.PathOf(name + ".png"), plot);
    });

    private static string Years(CentreRunResult result)
    {
        var text = new StringBuilder("year,metric,unit,p5,p50,p95,mean,standard_error\n");
        foreach (var year in result.Years)
            foreach (var (metric, s) in result.Metrics.Zip(year.Summaries))
                text.AddLine($"{year.Year},{Cell(metric.Key)},{metric.Unit},{Number(s.P5)},{Number(s.P50)},{Number(s.P95)},{Number(s.Mean)},{Number(s.StandardError)}");
        return text.ToString();
    }

    private static string Replications(CentreRunResult result)
    {
        var text = new StringBuilder($"year,replication,{string.Join(',', result.Metrics.Select(metric => Cell(metric.Key)))}\n");
        foreach (var year in result.Years)
            for (var n = 0; n < result.Centre.Replications; n++)
                text.AddLine($"{year.Year},{n + 1},{string.Join(',', year.Samples.Select(sample => Number(sample[n])))}");
        return text.ToString();
    }

    private static string Weeks(CentreRunResult result)
    {
        static string Three(MetricSummary s) => $"{Number(s.P5)},{Number(s.P50)},{Number(s.P95)}";
        var text = new StringBuilder("week,fractions_p5,fractions_p50,fractions_p95,in_course_p5,in_course_p50,in_course_p95,waiting_p5,waiting_p50,waiting_p95\n");
        foreach (var week in result.Weeks) text.AddLine($"{week.Week},{Three(week.Fractions)},{Three(week.InCourse)},{Three(week.Waiting)}");
        return text.ToString();
    }

    private static string Inputs(CentreDescription centre)
    {
        var text = new StringBuilder("input,value,source\n");
        foreach (var input in centre.Inputs) text.AddLine($"{Cell(input.Path)},{Cell(input.Value)},{Cell(input.Source)}");
        return text.ToString();
    }
}
