using System.Globalization;
using Hanbeam.App.Evaluation;
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

        foreach (var (name, s) in summary.Structures.Where(entry => entry.Value.V95Percent is not null)) run.WriteLine(TargetLine(name, s, summary.RbeModel));
        if (summary.Goals is { } goals) foreach (var line in EvaluationPrinter.Verdicts(goals, 1)) run.WriteLine(line);
        foreach (var point in summary.Points ?? [])
            run.WriteLine(Text($"({point.XMm}, {point.YMm}, {point.ZMm}) mm: {point.DoseGy:0.0000} Gy") + (point.UncertaintyGy is { } uncertainty ? Text($" ± {uncertainty:0.0000}") : "") + (point.DoseGyRbe is { } weighted ? Text($", {weighted:0.0000} Gy(RBE)") : ""));
        if (summary.Engine is { Histories: { } histories } engine)
            run.WriteLine(Text($"Monte Carlo: {histories} primary ions, uncertainty {engine.UncertaintyPercent:0.00} % (root mean square over {engine.UncertaintyVoxels} voxels: {engine.UncertaintyOver}), stopped by {engine.StoppedBy}"));
        run.WriteLine(Text($"{summary.Beams.Count} beams, {summary.Spots} spots, {summary.Beams.Sum(beam => beam.DeliverySeconds):0} s of beam time per fraction; made in {summary.Seconds.Total:0.0} s"));
        run.WriteLine($"written to {folder}");
    }

    /// <summary>The line of a target: in Gy(RBE), or in Gy where the dose is physical.</summary>
    internal static string TargetLine(string name, StructureSummary s, string rbeModel)
    {
        var unit = s.D95GyRbe is null ? "Gy" : "Gy(RBE)";
        return Text($"{name}: D95 {s.D95GyRbe ?? s.D95Gy:0.00}, D98 {s.D98GyRbe ?? s.D98Gy:0.00}, D2 {s.D2GyRbe ?? s.D2Gy:0.00} {unit} ({rbeModel}); V95 {s.V95Percent:0.0} %; conformity {s.PaddickConformity95:0.00}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
