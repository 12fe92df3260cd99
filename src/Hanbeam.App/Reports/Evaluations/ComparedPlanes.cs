using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.App.Reports.Plans;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Reports.Evaluations;

/// <summary>Planes of every dose through the same point, and of the first one through the hottest voxel of each serial organ.</summary>
internal static class ComparedPlanes
{
    private const float OverviewHeight = 150;
    private const float DetailHeight = 130;
    private const double HalfOfHighest = 0.5;

    public static IEnumerable<ReportBlock> Blocks(EvaluationDocument document, IReadOnlyList<EvaluatedDose> doses, PatientCase? patient, ReportTexts texts)
    {
        var shown = doses.Where(dose => dose.Dose.Quantity is DoseQuantity.PhysicalDose or DoseQuantity.RbeWeightedDose).ToList();
        if (patient is null || shown.Count == 0) yield break;
        var drawn = PictureStructure.Of(patient.Structures);
        var planes = PictureFrame.Planes(patient, Middle(shown[0].Dose.Values), PictureFrame.OverviewMm);
        yield return new HeadingBlock(texts["evaluation.planes"]);
        foreach (var dose in shown)
        {
            var reference = Reference(dose);
            yield return new TogetherBlock(
            [
                new HeadingBlock($"{dose.Name}: {texts.Format("evaluation.isodoses", reference, dose.Dose.Unit)}", Level: 2),
                PlaneSection.Row(Picture(patient, dose, drawn), planes, OverviewHeight, texts),
            ]);
        }

        yield return new LegendBlock([.. IsodoseScale.Levels.Reverse().Select(level => new LegendEntry(level.Color, texts.Format("evaluation.isodose", level.Percent)))]);
        yield return new LegendBlock([.. drawn.Select(item => new LegendEntry(item.Color, item.Structure.Name))]);
        foreach (var block in SerialOrganPlanes(document, shown[0], patient, drawn, texts)) yield return block;
    }

    private static IEnumerable<ReportBlock> SerialOrganPlanes(EvaluationDocument document, EvaluatedDose dose, PatientCase patient, IReadOnlyList<PictureStructure> drawn, ReportTexts texts)
    {
        var picture = Picture(patient, dose, drawn);
        var first = true;
        foreach (var item in drawn.Where(item => !item.Structure.IsExternal && SerialOrgans.IsShown(item.Structure.Name, document.Goals)))
        {
            var membership = StructureRasterizer.Rasterize(item.Structure, dose.Dose.Values.Geometry);
            if (membership.Voxels.Length == 0) continue;
            var (point, highest) = PlaneSection.Hottest(membership, dose.Dose.Values.Values);
            ReportBlock[] own =
            [
                new HeadingBlock(texts.Format("planes.organ", item.Structure.Name, highest, dose.Dose.Unit, point.X, point.Y, point.Z), Level: 2),
                PlaneSection.Row(picture, PictureFrame.Planes(patient, point, PictureFrame.DetailMm), DetailHeight, texts, point),
            ];
            yield return new TogetherBlock(first ? [new HeadingBlock($"{texts["planes.organs"]}: {dose.Name}"), new ParagraphBlock(texts["planes.organsRule"]), .. own] : own);
            first = false;
        }
    }

    private static DosePicture Picture(PatientCase patient, EvaluatedDose dose, IReadOnlyList<PictureStructure> drawn) =>
        new(patient.Ct.Hounsfield, dose.Dose.Values, IsodoseScale.Of(Reference(dose)), drawn);

    // The first target's prescription where the dose has one, else its highest value.
    private static double Reference(EvaluatedDose dose) =>
        dose.Structures.FirstOrDefault(structure => dose.Targets.Contains(structure.Name))?.PrescribedDose ?? Math.Max(dose.Dose.Values.Values.Max(), 1e-6);

    // The middle of what receives at least half of the highest dose.
    private static Vector3d Middle(Grid<float> dose)
    {
        var least = HalfOfHighest * dose.Values.Max();
        var (sum, count) = (default(Vector3d), 0);
        for (var n = 0; n < dose.Values.Length; n++)
        {
            if (!(dose.Values[n] >= least)) continue;
            var (i, j, k) = dose.Geometry.Voxel(n);
            sum += dose.Geometry.Center(i, j, k);
            count++;
        }

        return 1.0 / count * sum;
    }
}
