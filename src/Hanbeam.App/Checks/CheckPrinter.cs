using System.Globalization;
using Hanbeam.App.Commands;

namespace Hanbeam.App.Checks;

/// <summary>A check in a few lines.</summary>
internal static class CheckPrinter
{
    /// <summary>Prints it.</summary>
    public static void Print(CommandRun run, CheckDocument document)
    {
        foreach (var line in Lines(document)) run.WriteLine(line);
    }

    internal static IEnumerable<string> Lines(CheckDocument document)
    {
        var engine = document.Engine;
        yield return Text($"{document.Plan.Spots} spots recalculated with {engine.Histories} primary ions: uncertainty {engine.UncertaintyPercent:0.00} % ({engine.UncertaintyOver}), {document.Seconds.MonteCarlo:0} s of transport");
        yield return "";
        foreach (var criterion in document.Criteria)
            yield return Text($"  {(criterion.Pass ? "holds" : "FAILS"),-7}{criterion.Name,-62}{criterion.Value,8:0.00}{(criterion.Uncertainty is { } u ? $" ± {(2 * u).ToString("0.00", CultureInfo.InvariantCulture)}" : ""),-7} %   {(criterion.IsLeast ? "at least" : "at most")} {criterion.Limit:0.##} %");
        foreach (var (name, gamma) in document.Gamma.Where(entry => entry.Value.DosePercent < 3))
            yield return Text($"  {"",-7}{"gamma 2 %/2 mm, " + (name.StartsWith("rbe", StringComparison.Ordinal) ? "RBE-weighted dose" : "physical dose"),-62}{gamma.PassPercent,8:0.00}{"",-7} %");
        if (document.Failures.FailingVoxels > 0)
        {
            yield return "";
            yield return Text($"{document.Failures.FailingVoxels} voxels of the physical dose fail at 3 %/2 mm; by what lies there:");
            foreach (var one in document.Failures.Classes.Where(one => one.FailingVoxels > 0))
                yield return Text($"  {one.Class,-13}{one.FailingVoxels,8}   {one.ShareOfFailingPercent,5:0.0} % of the failing, {one.FailPercent,5:0.0} % of all there; mean difference {one.MeanDifferencePercent:+0.0;-0.0} % of the greatest dose");
        }

        yield return "";
        yield return document.Pass ? "verdict: pass" : "verdict: fail";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
