using System.Globalization;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Where dose-averaged LET is high.</summary>
internal static class LetSection
{
    private const float Height = 150;

    // LET says nothing where there is hardly any dose: below this share of the reference dose it is not drawn.
    private const double LeastDoseShare = 0.05;

    public static IEnumerable<ReportBlock> Blocks(ReportedDose dose, ReportTexts texts)
    {
        var results = dose.Results;
        var picture = new DosePicture(results.Patient.Ct.Hounsfield, WhereDosed(dose), LetScale.Levels, dose.Drawn);
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts["let.heading"]),
            PlaneSection.Row(picture, PlaneSection.Overview(dose), Height, texts),
            new LegendBlock([.. LetScale.Levels.Levels.Select(level => new LegendEntry(level.Color, level.Value.ToString("'≥ '0' keV/µm'", CultureInfo.InvariantCulture)))]),
            new ParagraphBlock(texts.Format("let.note", 100 * LeastDoseShare)),
        ]);
    }

    private static Grid<float> WhereDosed(ReportedDose dose)
    {
        var (gy, let) = (dose.Results.MainDose.Values, dose.Results.Dose.LetKeVPerUm);
        var shown = new Grid<float>(let.Geometry);
        for (var n = 0; n < gy.Length; n++) shown.Values[n] = gy[n] >= LeastDoseShare * dose.Reference ? let.Values[n] : 0;
        return shown;
    }
}
