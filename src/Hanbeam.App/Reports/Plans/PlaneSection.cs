using System.Globalization;
using Hanbeam.App.Evaluation;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Reports.Pictures;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Reports.Plans;

/// <summary>Pictures of the dose: three planes through the targets and through the hottest voxel of each serial organ.</summary>
internal static class PlaneSection
{
    private const float OverviewHeight = 175;
    private const float DetailHeight = 150;
    private const float LetterSize = 8;

    /// <summary>The planes through the targets' centre, with what the colours mean.</summary>
    public static IEnumerable<ReportBlock> ThroughTargets(ReportedDose dose, ReportTexts texts)
    {
        var results = dose.Results;
        var planes = Overview(dose);
        yield return new TogetherBlock(
        [
            new HeadingBlock(texts[results.Structures.Targets.Voxels.Length > 0 ? "planes.heading" : "planes.headingIsocentre"]),
            Row(dose.Picture, planes, OverviewHeight, texts),
            new LegendBlock([.. IsodoseScale.Levels.Reverse().Select(level => new LegendEntry(level.Color, texts.Format("planes.isodose", level.Percent, level.Percent / 100 * dose.Reference)))]),
            new LegendBlock([.. dose.Drawn.Select(item => new LegendEntry(item.Color, item.Structure.Name))]),
            new ParagraphBlock(texts.Format("planes.isodoses", dose.Reference, results.MainUnit)),
        ]);
    }

    /// <summary>Closer planes through the hottest voxel of each serial organ.</summary>
    public static IEnumerable<ReportBlock> ThroughSerialOrgans(ReportedDose dose, GoalsEntry? goals, ReportTexts texts)
    {
        var results = dose.Results;
        var organs = results.Structures.All.Where(structure => structure.Voxels.Length > 0 && structure.Name != results.Structures.ExternalName && SerialOrgans.IsShown(structure.Name, goals)).ToList();
        for (var n = 0; n < organs.Count; n++)
        {
            var (point, highest) = Hottest(organs[n], results.MainDose.Values);
            var planes = PictureFrame.Planes(results.Patient, point, PictureFrame.DetailMm);
            ReportBlock[] own =
            [
                new HeadingBlock(texts.Format("planes.organ", organs[n].Name, highest, results.MainUnit, point.X, point.Y, point.Z), Level: 2),
                Row(dose.Picture, planes, DetailHeight, texts, point),
            ];
            yield return new TogetherBlock(n > 0 ? own : [new HeadingBlock(texts["planes.organs"]), new ParagraphBlock(texts["planes.organsRule"]), .. own]);
        }
    }

    /// <summary>The three planes through the centre of the targets; a forward dose without any shows the first beam's isocentre.</summary>
    public static IReadOnlyList<PlaneGeometry> Overview(ReportedDose dose)
    {
        var targets = dose.Results.Structures.Targets;
        var through = targets.Voxels.Length == 0 ? dose.Results.Plan.Beams[0].Isocenter.Vector : Centroid(targets);
        return PictureFrame.Planes(dose.Results.Patient, through, PictureFrame.OverviewMm);
    }

    /// <summary>Planes of one picture beside each other, as wide as they are.</summary>
    /// <param name="picture">Draws a plane.</param>
    /// <param name="planes">The planes.</param>
    /// <param name="greatestHeight">How high they may be.</param>
    /// <param name="texts">The report's language.</param>
    /// <param name="marked">A point that is marked in each, or null.</param>
    public static FiguresBlock Row(DosePicture picture, IReadOnlyList<PlaneGeometry> planes, float greatestHeight, ReportTexts texts, Vector3d? marked = null)
    {
        var shares = planes.Select(plane => plane.Width / (float)plane.Height).ToArray();
        var height = Math.Min(greatestHeight, (ReportStyle.ContentWidth - FigureLayout.Gap * (planes.Count - 1)) / shares.Sum());
        return new FiguresBlock(height,
        [
            .. planes.Select((plane, n) => new ReportFigure(shares[n], (canvas, area) => picture.Draw(canvas, area, plane, LetterSize, marked), Caption(plane, texts))),
        ]);
    }

    /// <summary>A dose with two decimals at most.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Caption(PlaneGeometry plane, ReportTexts texts) => texts.Format(plane.Orientation switch
    {
        PlaneOrientation.Axial => "planes.axial",
        PlaneOrientation.Coronal => "planes.coronal",
        _ => "planes.sagittal",
    }, plane.PositionMm);

    /// <summary>The hottest of the voxels that are mostly the organ's; an organ thinner than that has all of its voxels looked at.</summary>
    public static (Vector3d Point, double Highest) Hottest(VoxelMembership organ, float[] dose)
    {
        var own = organ.Voxels.Where((_, n) => organ.Fractions[n] >= 0.5).ToList();
        var voxel = (own.Count > 0 ? own : [.. organ.Voxels]).MaxBy(candidate => dose[candidate]);
        var (i, j, k) = organ.Geometry.Voxel(voxel);
        return (organ.Geometry.Center(i, j, k), dose[voxel]);
    }

    private static Vector3d Centroid(VoxelMembership membership)
    {
        var (sum, volume) = (default(Vector3d), 0.0);
        for (var n = 0; n < membership.Voxels.Length; n++)
        {
            var (i, j, k) = membership.Geometry.Voxel(membership.Voxels[n]);
            sum += membership.Fractions[n] * membership.Geometry.Center(i, j, k);
            volume += membership.Fractions[n];
        }

        return 1 / volume * sum;
    }
}
