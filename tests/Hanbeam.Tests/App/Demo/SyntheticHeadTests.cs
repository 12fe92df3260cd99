using Hanbeam.App.Demo;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App.Demo;

public sealed class SyntheticHeadTests
{
    private static readonly PatientCase Head = SyntheticHead.Create();

    [Fact]
    public void Create_Target_HasTheVolumeOfASkullBaseTumour() => Assert.InRange(VolumeCc("PTV"), 60, 100);

    [Fact]
    public void Create_Target_KeepsItsDistanceFromBrainstemAndCord()
    {
        // 6 mm as drawn, less what polygons of 72 points and ellipsoids grown along their axes only lose.
        var target = Points(Head.Structures.Single(structure => structure.Name == "PTV"));
        foreach (var name in new[] { "Brainstem", "SpinalCord" })
        {
            var organ = Points(Head.Structures.Single(structure => structure.Name == name));
            var nearest = target.Min(p => organ.Min(q => Math.Sqrt(Math.Pow(p.X - q.X, 2) + Math.Pow(p.Y - q.Y, 2) + Math.Pow(p.Z - q.Z, 2))));
            Assert.InRange(nearest, 5, 30);
        }
    }

    [Fact]
    public void Create_Ct_HasAirOutsideAndTissueInside()
    {
        var ct = Head.Ct.Hounsfield;
        var middle = ct.Geometry.Nz / 2;
        Assert.Equal(-1000, ct[0, 0, middle]);
        Assert.Contains(900, ct.Values);
        // A head of 152 x 190 mm with half a neck and no shoulders has 3 to 5 litres.
        Assert.InRange(ct.Values.Count(hu => hu > -700) * ct.Geometry.VoxelVolumeMm3 / 1e6, 3, 5);
    }

    [Fact]
    public void Create_Body_EnclosesEveryStructure()
    {
        var body = Head.Structures.Single(structure => structure.IsExternal);
        foreach (var structure in Head.Structures)
        {
            foreach (var contour in structure.Contours)
            {
                var outline = body.Contours.Single(outline => outline.Z == contour.Z);
                // 0.2 mm: the chord of the outline's polygon and the rounding of coordinates.
                for (var i = 0; i < contour.X.Count; i++) Assert.True(IsInside(outline, contour.X[i], contour.Y[i], 0.2), $"{structure.Name} at z = {contour.Z}");
            }
        }
    }

    private static double VolumeCc(string name) => Head.Structures.Single(structure => structure.Name == name).Contours.Sum(AreaMm2) * 2.5 / 1000;

    private static List<(double X, double Y, double Z)> Points(Structure structure) =>
        [.. structure.Contours.SelectMany(contour => contour.X.Zip(contour.Y, (x, y) => (x, y, contour.Z)))];

    private static double AreaMm2(Contour contour)
    {
        var twice = 0.0;
        for (var i = 0; i < contour.X.Count; i++)
        {
            var next = (i + 1) % contour.X.Count;
            twice += contour.X[i] * contour.Y[next] - contour.X[next] * contour.Y[i];
        }

        return Math.Abs(twice) / 2;
    }

    // Whether a point, drawn a little towards the outline's centre, is inside the polygon.
    private static bool IsInside(Contour outline, double x, double y, double slackMm)
    {
        var (centerX, centerY) = (outline.X.Average(), outline.Y.Average());
        var distance = Math.Max(1e-9, Math.Sqrt(Math.Pow(x - centerX, 2) + Math.Pow(y - centerY, 2)));
        (x, y) = (x - slackMm * (x - centerX) / distance, y - slackMm * (y - centerY) / distance);
        var inside = false;
        for (int i = 0, j = outline.X.Count - 1; i < outline.X.Count; j = i++)
        {
            if (outline.Y[i] > y != outline.Y[j] > y && x < (outline.X[j] - outline.X[i]) * (y - outline.Y[i]) / (outline.Y[j] - outline.Y[i]) + outline.X[i]) inside = !inside;
        }

        return inside;
    }
}
