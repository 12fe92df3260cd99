using System.Globalization;
using Hanbeam.App.Output;

namespace Hanbeam.App.Commands;

/// <summary>Says in a few lines what a plan or dose came to.</summary>
internal static class ResultPrinter
{
    /// <summary>Prints the summary as JSON or as lines; warnings go to standard error.</summary>
    public static void Print(CommandRun run, string folder, PlanSummary summary)
    {
        foreach (var warning in summary.Warnings) run.Warn(warning);
        if (run.Json)
        {
            run.WriteJson(summary);
            return;
        }

        foreach (var (name, s) in summary.Structures.Where(entry => entry.Value.V95Percent is not null))
            run.WriteLine(Text($"{name}: D95 {s.D95GyRbe:0.00}, D98 {s.D98GyRbe:0.00}, D2 {s.D2GyRbe:0.00} Gy(RBE) ({summary.RbeModel}); V95 {s.V95Percent:0.0} %; conformity {s.PaddickConformity95:0.00}"));
        foreach (var point in summary.Points ?? [])
            run.WriteLine(Text($"({point.XMm}, {point.YMm}, {point.ZMm}) mm: {point.DoseGy:0.0000} Gy") + (point.DoseGyRbe is { } weighted ? Text($", {weighted:0.0000} Gy(RBE)") : ""));
        run.WriteLine(Text($"{summary.Beams.Count} beams, {summary.Spots} spots, {summary.Beams.Sum(beam => beam.DeliverySeconds):0} s of beam time per fraction; made in {summary.Seconds.Total:0.0} s"));
        run.WriteLine($"written to {folder}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
