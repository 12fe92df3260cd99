using Hanbeam.App.Checks;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.App.Reports.Checks;

/// <summary>The plan's dose, that of Monte Carlo and their difference in planes through the spot where they differ most.</summary>
internal static class CheckPlanes
{
    private const float Height = 165;

    public static IEnumerable<ReportBlock> Blocks(CheckResult result, ReportTexts texts)
    {
        var (doses, worst) = (result.Doses, result.Failures.WorstMm);
        var pair = doses.Pairs[^1];
        var reference = doses.Targets.Count > 0 ? Reference(result, pair.Name) : pair.GreatestPlanned;
        var drawn = PictureStructure.Of(doses.Patient.Structures);
        var planes = PictureFrame.Planes(doses.Patient, worst, PictureFrame.OverviewMm);
        var quantity = CheckReport.Quantity(pair.Name, texts);
        PictureStructure[] few = [.. drawn.Where(item => item.Structure.IsExternal || doses.Targets.Contains(item.Structure.Name))];
        DosePicture Dose(Grid<float> map, ColorScale scale, IReadOnlyList<PictureStructure> outlines) => new(doses.Patient.Ct.Hounsfield, map, scale, outlines);
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts.Format("check.planes", worst.X, worst.Y, worst.Z)),
            new ParagraphBlock(texts.Format("check.planesNote", quantity, reference, pair.Planned.Unit, result.Failures.WorstDifferencePercent)),
            new HeadingBlock(texts["check.ofPlan"], Level: 2),
            PlaneSection.Row(Dose(pair.Planned.Values, IsodoseScale.Of(reference), drawn), planes, Height, texts, worst),
            new HeadingBlock(texts["check.ofMonteCarlo"], Level: 2),
            PlaneSection.Row(Dose(pair.Calculated.Values, IsodoseScale.Of(reference), drawn), planes, Height, texts, worst),
            new HeadingBlock(texts["check.difference"], Level: 2),
            PlaneSection.Row(Dose(result.Differences[pair.Name], DifferenceScale.Of(reference), few), planes, Height, texts, worst),
            new LegendBlock([.. IsodoseScale.Levels.Reverse().Select(level => new LegendEntry(level.Color, texts.Format("evaluation.isodose", level.Percent)))]),
            new LegendBlock([.. DifferenceScale.Steps.Reverse().Select(step => new LegendEntry(step.Above, texts.Format("check.above", step.Percent))),
                .. DifferenceScale.Steps.Select(step => new LegendEntry(step.Below, texts.Format("check.below", step.Percent)))]),
            new LegendBlock([.. drawn.Select(item => new LegendEntry(item.Color, item.Structure.Name))]),
        ]);
    }

    private static double Reference(CheckResult result, string pair)
    {
        var target = result.Document.Structures[result.Doses.Targets[0]];
        return (pair == "rbe" ? target.Rbe! : target.Physical).ReferenceDose;
    }
}
