using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.App.Reports.Plots;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Where dose-averaged LET is high: pictures and LET-volume histograms.</summary>
internal static class LetSection
{
    private const float PictureHeight = 150;
    private const float PlotHeight = 190;
    private const double BinKeVPerUm = 0.5;

    // LET means nothing where there is next to no dose: from 1 % of the highest physical dose on it counts.
    private const double LeastDoseShare = 0.01;

    public static IEnumerable<ReportBlock> Blocks(ReportedDose dose, ReportTexts texts)
    {
        var results = dose.Results;
        var leastGy = LeastDoseShare * results.Dose.PhysicalGy.Values.Max();
        if (!(leastGy > 0)) yield break;
        var picture = new DosePicture(results.Patient.Ct.Hounsfield, WhereDosed(results.Dose, leastGy), LetScale.Levels, dose.Drawn);
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts["let.heading"]),
            PlaneSection.Row(picture, PlaneSection.Overview(dose), PictureHeight, texts),
            new LegendBlock([.. LetScale.Levels.Levels.Select(level => new LegendEntry(level.Color, level.Value.ToString("'≥ '0' keV/µm'", CultureInfo.InvariantCulture)))]),
            new ParagraphBlock(texts.Format("let.note", 100 * LeastDoseShare)),
        ]);
        var curves = Curves(dose, leastGy).ToList();
        var plot = new Plot(new PlotAxis(texts["let.axis"]) { Minimum = 0 }, new PlotAxis(texts["dvh.volume"]) { Minimum = 0, Maximum = 100 }, curves);
        if (curves.Count > 0) yield return new TogetherBlock([new HeadingBlock(texts["let.histograms"], Level: 2), new FiguresBlock(PlotHeight, [PlotPainter.Figure(plot)])]);
    }

    private static IEnumerable<LineSeries> Curves(ReportedDose dose, double leastGy)
    {
        var results = dose.Results;
        var let = results.PhysicalVolume with { Values = results.Dose.LetKeVPerUm, Quantity = DoseQuantity.Let };
        foreach (var structure in StructureEvaluator.Evaluated(results).Where(structure => structure.Name != results.Structures.ExternalName))
        {
            DvhCurve curve;
            try
            {
                curve = DoseVolumeHistogram.CreateLet(results.Structures.Body(structure.Name), let, results.PhysicalVolume, leastGy).Curve(BinKeVPerUm);
            }
            catch (InputException)
            {
                continue; // nowhere in the structure is dose enough
            }

            yield return HistogramSection.Line(dose, structure.Name, curve);
        }
    }

    private static Grid<float> WhereDosed(TotalDose dose, double leastGy)
    {
        var (gy, let) = (dose.PhysicalGy.Values, dose.LetKeVPerUm);
        var shown = new Grid<float>(let.Geometry);
        for (var n = 0; n < gy.Length; n++) shown.Values[n] = gy[n] >= leastGy ? let.Values[n] : 0;
        return shown;
    }
}
