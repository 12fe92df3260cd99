using CsCheck;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Structures;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class DoseVolumeHistogramTests
{
    // Doses are float, and D is read between nodes a ten-thousandth of the range apart.
    private const double OfTheRange = 1e-4;

    private static VoxelMembership Line(params float[] fractions) =>
        new("S", new GridGeometry(default, new Vector3d(10, 10, 10), fractions.Length, 1, 1), [.. Enumerable.Range(0, fractions.Length)], fractions);

    private static Structure Box(double half, double step = 2) =>
        Polygons.Structure([.. Enumerable.Range(0, (int)(2 * half / step)).Select(n => Polygons.Rectangle(-half + (n + 0.5) * step, -half, half, -half, half))]);

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 1)]
    public void Box_InADoseThatRisesAlongAnAxis_IsALine(double x, double y, double z)
    {
        var dose = Doses.Of(Doses.Around(20, 3, 0.7), place => 30 + place.Dot(new Vector3d(x, y, z)));
        var dvh = DoseVolumeHistogram.Create(Box(10), dose);
        Assert.Equal(8, dvh.VolumeCc, 1e-9);
        Assert.Equal((20.0, 40.0, 30.0), (Math.Round(dvh.Min, 4), Math.Round(dvh.Max, 4), Math.Round(dvh.Mean, 4)));
        foreach (var percent in new[] { 99.0, 98, 95, 50, 5, 2, 1 }) Assert.Equal(40 - 0.2 * percent, dvh.DoseAtVolumePercent(percent), 20 * OfTheRange);
        foreach (var gy in new[] { 20.3, 27, 30, 39.9 }) Assert.Equal(5 * (40 - gy), dvh.VolumePercentAtDose(gy), 100 * OfTheRange);
        Assert.Equal((39.6 - 20.4) / 30, dvh.HomogeneityIndex, 1e-3);
        Assert.Equal(20 / Math.Sqrt(12), dvh.StandardDeviation, 1e-3);
    }

    [Fact]
    public void Box_OfOneVoxelOfALinearDose_HasTheDistributionOfASumOfThreeCoordinates()
    {
        // Dose x + y + z over a cube of side 2: the Irwin–Hall distribution, whose upper tail is (3 − t)³/6 of the cube for t = half the dose ≥ 2.
        var dose = Doses.Of(Doses.Around(20, 3, 1.5), place => 10 + place.X + place.Y + place.Z);
        var dvh = DoseVolumeHistogram.Create(Box(1, 0.5), dose);
        for (var t = 2.0; t < 2.9; t += 0.1) Assert.Equal(100 * Math.Pow(3 - t, 3) / 6, dvh.VolumePercentAtDose(10 + 2 * t - 3), 0.1);
        Assert.Equal(50, dvh.VolumePercentAtDose(10), 1e-2);
    }

    [Fact]
    public void UniformDose_IsReceivedByTheWholeVolume()
    {
        var dvh = DoseVolumeHistogram.Create(Line(1, 0.5f, 0.25f), Doses.Physical(Line(1, 1, 1).Geometry, 60, 60, 60));
        Assert.Equal((60.0, 60.0, 60.0, 60.0), (dvh.D98, dvh.D50, dvh.D2, dvh.Mean));
        Assert.Equal((100.0, 0.0), (dvh.VolumePercentAtDose(60), dvh.VolumePercentAtDose(60.001)));
        Assert.Equal((0.0, 60.0, 60.0), (dvh.HomogeneityIndex, dvh.Eud(8), Math.Round(dvh.Eud(-20), 9)));
    }

    [Fact]
    public void Plateau_AtTheHighestDose_IsCountedThere()
    {
        // Centres at 0, 10, 20 mm: constant 20 Gy from 10 mm on to the grid's end at 25 mm, a line below, constant below 0 mm.
        var dvh = DoseVolumeHistogram.Create(Line(1, 1, 1), Doses.Physical(Line(1, 1, 1).Geometry, 10, 20, 20));
        Assert.Equal(50, dvh.VolumePercentAtDose(20), 1e-9);
        Assert.Equal(100, dvh.VolumePercentAtDose(10), 1e-9);
        Assert.Equal(200 / 3.0, dvh.VolumePercentAtDose(15), 1e-2);
        Assert.Equal((0.5 * 10 + 1 * 15 + 1.5 * 20) / 3, dvh.Mean, 1e-9);
    }

    [Fact]
    public void Fractions_WeighTheVoxels()
    {
        var dvh = DoseVolumeHistogram.Create(Line(1, 0.25f), Doses.Physical(Line(1, 1).Geometry, 10, 20));
        Assert.Equal(1.25, dvh.VolumeCc, 1e-9);

        // 10 Gy for half a voxel, then a line to 20 Gy, its first half inside as a whole and the rest by a quarter.
        Assert.Equal((0.5 * 10 + 0.5 * 12.5 + 0.125 * 17.5 + 0.125 * 20) / 1.25, dvh.Mean, 1e-6);
        Assert.Equal(0.25, dvh.VolumeCcAtDose(15), 1e-4);
        Assert.Equal(0.125, dvh.VolumeCcAtDose(20), 1e-9);
    }

    [Fact]
    public void Eud_OfALinearDose_IsThePowerMean()
    {
        var dvh = DoseVolumeHistogram.Create(Box(10), Doses.Of(Doses.Around(20, 3, 0.7), place => 30 + place.X));
        foreach (var a in new[] { -10.0, -2, 0.5, 1, 2, 8, 40 })
            Assert.Equal(Math.Pow((Math.Pow(40, a + 1) - Math.Pow(20, a + 1)) / (20 * (a + 1)), 1 / a), dvh.Eud(a), 1e-3);
        Assert.Equal(40, dvh.Eud(1000), 0.4); // the power mean for a → ∞ is the maximum: 40·(1/(2·1001))^(1/1000) = 39.7
        Assert.Throws<ArgumentOutOfRangeException>(() => dvh.Eud(0));
        Assert.Equal(0, DoseVolumeHistogram.Create(Line(1, 1), Doses.Physical(Line(1, 1).Geometry, 0, 20)).Eud(-5));
    }

    [Fact]
    public void AsPercentOf_AndFor_ScaleTheDose()
    {
        var dose = Doses.Of(Doses.Around(20, 3), place => 30 + place.X) with { Fractions = 10, Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" };
        var dvh = DoseVolumeHistogram.Create(Box(10), dose);
        var percent = dvh.AsPercentOf(60);
        Assert.Equal("%", percent.Unit);
        Assert.Equal(100 * dvh.D95 / 60, percent.D95, 1e-12);
        Assert.Equal(dvh.VolumeCcAtDose(33), percent.VolumeCcAtDose(55), 1e-12);
        var fraction = dvh.For(DoseExtent.PerFraction);
        Assert.Equal((DoseExtent.PerFraction, "Gy(RBE)", "mmkm-qst"), (fraction.Extent, fraction.Unit, fraction.RbeModel));
        Assert.Equal(dvh.D2 / 10, fraction.D2, 1e-12);
        Assert.Equal(dvh.Eud(5) / 10, fraction.Eud(5), 1e-12);
        Assert.Same(dvh, dvh.For(DoseExtent.Total));
        Assert.Throws<InputException>(() => DoseVolumeHistogram.Create(Box(10), dose with { Fractions = null }).For(DoseExtent.PerFraction));
    }

    [Fact]
    public void Histogram_OfAnyDoses_DescendsAndInverts()
    {
        Gen.Select(Gen.Float[0, 70], Gen.Float[0.01f, 1]).Array[1, 40].Sample(
            voxels =>
            {
                var line = Line([.. voxels.Select(v => v.Item2)]);
                var dvh = DoseVolumeHistogram.Create(line, Doses.Physical(line.Geometry, [.. voxels.Select(v => v.Item1)]));
                var previous = double.PositiveInfinity;
                for (var percent = 0.0; percent <= 100; percent += 2.5)
                {
                    var dose = dvh.DoseAtVolumePercent(percent);
                    Assert.InRange(dose, dvh.Min, Math.Min(previous, dvh.Max));
                    previous = dose;
                    if (dose > dvh.Min && dose < dvh.Max) Assert.Equal(percent, dvh.VolumePercentAtDose(dose), 1e-6);
                }

                Assert.InRange(dvh.Mean, dvh.Min, dvh.Max);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Histogram_OfAScaledDose_IsScaled_AndOfShiftedBodyAndDoseTheSame()
    {
        Gen.Select(Gen.Double[0.5, 3], Gen.Double[-7, 7], Gen.Double[-7, 7], Gen.Double[-7, 7]).Sample(
            (scale, dx, dy, dz) =>
            {
                var geometry = Doses.Around(24, 3);
                double Dose(Vector3d place) => 20 + place.X + 0.03 * place.Y * place.Y + Math.Sin(place.Z);
                Contour[] contours = [.. Enumerable.Range(-4, 9).Select(n => Polygons.Circle(2.5 * n, 1, 2, 9 + n / 3.0, 40))];
                var plain = DoseVolumeHistogram.Create(Polygons.Structure(contours), Doses.Of(geometry, Dose));
                var scaled = DoseVolumeHistogram.Create(Polygons.Structure(contours), Doses.Of(geometry, place => scale * Dose(place)));
                var moved = geometry with { Origin = geometry.Origin + new Vector3d(dx, dy, dz) };
                var shifted = DoseVolumeHistogram.Create(
                    Polygons.Structure([.. contours.Select(c => new Contour(c.Z + dz, [.. c.X.Select(x => x + dx)], [.. c.Y.Select(y => y + dy)]))]),
                    Doses.Physical(moved, Doses.Of(geometry, Dose).Values.Values));
                foreach (var percent in new[] { 98.0, 70, 50, 10, 2 })
                {
                    // Rounding of float doses and of coordinates; no more.
                    Assert.Equal(scale * plain.DoseAtVolumePercent(percent), scaled.DoseAtVolumePercent(percent), 1e-4);
                    Assert.Equal(plain.DoseAtVolumePercent(percent), shifted.DoseAtVolumePercent(percent), 1e-4);
                }
            },
            iter: 20,
            threads: 1);
    }

    [Fact]
    public void Histogram_OfAnyContoursAndDose_IsTheSlowOne()
    {
        Gen.Select(Gen.Double[6, 14], Gen.Double[0.2, 0.7], Gen.Double[1.1, 3.2], Gen.Double[0.8, 4], Gen.Double[-3, 3], Gen.Double[-0.2, 0.2]).Sample(
            (radius, hole, step, spacing, shift, wave) =>
            {
                // Outlines with a hole and a second piece, each plane different, in a dose with slopes of up to 3 Gy/mm.
                Contour[] contours =
                [
                    .. Enumerable.Range(0, 6).Select(n => Polygons.Turned(Polygons.Circle(n * step, shift, 1, radius - 0.3 * n, 7 + n), 13 * n)),
                    .. Enumerable.Range(0, 6).Select(n => Polygons.Circle(n * step, shift + 1, 0.5, hole * radius, 23)),
                    .. Enumerable.Range(2, 3).Select(n => Polygons.Rectangle(n * step, 17, 19.5, -3, n)),
                ];
                var dose = Doses.Of(Doses.Around(32, spacing, shift), place => 40 + place.X * (1 + wave * place.Y) + 2 * Math.Sin(place.Z));
                var dvh = DoseVolumeHistogram.Create(Polygons.Structure(contours), dose);
                var slow = SlowHistogram.OfContours(contours, step, 0.2, place => TrilinearResampler.Sample(dose.Values, place)!.Value);
                Assert.Equal(slow.VolumeCc, dvh.VolumeCc, 0.01 * dvh.VolumeCc); // rows 0.2 mm apart on outlines of few corners, 4 mm small at the least
                for (var part = 0.1; part < 0.95; part += 0.1)
                {
                    // Where two pieces leave a gap in dose, D jumps with the lattice's error of volume: V is compared.
                    var gy = dvh.Min + part * (dvh.Max - dvh.Min);
                    Assert.Equal(slow.PercentAtDose(gy), dvh.VolumePercentAtDose(gy), 1.0);
                }
            },
            iter: 8,
            threads: 1);
    }

    [Fact]
    public void Histogram_WithMoreThreads_IsTheSameBits()
    {
        var dose = Doses.Of(Doses.Around(24, 2.5), place => 30 + place.X * Math.Cos(0.1 * place.Y) + place.Z);
        var (one, four) = (DoseVolumeHistogram.Create(Box(15), dose, new WorkContext(1)), DoseVolumeHistogram.Create(Box(15), dose, new WorkContext(4)));
        Assert.Equal(one.Curve(0.05).VolumePercent, four.Curve(0.05).VolumePercent);
        Assert.Equal((one.Mean, one.D95, one.VolumeCc, one.Eud(7)), (four.Mean, four.D95, four.VolumeCc, four.Eud(7)));
    }

    [Fact]
    public void Curve_StartsAtTheWholeVolumeAndEndsAtNone()
    {
        var curve = DoseVolumeHistogram.Create(Line(1, 1, 1, 1), Doses.Physical(Line(1, 1, 1, 1).Geometry, 0.05f, 0.4f, 0.9f, 1f)).Curve(0.1);
        Assert.Equal((100.0, 0.0), (curve.VolumePercent[0], curve.VolumePercent[^1]));
        Assert.Equal(Enumerable.Range(0, 12).Select(n => n * 0.1), curve.Dose);
        Assert.Equal(curve.VolumePercent.OrderDescending(), curve.VolumePercent);
        Assert.Equal([0, 0.1], DoseVolumeHistogram.Create(Line(1), Doses.Physical(Line(1).Geometry, 0)).Curve(0.1).Dose);
    }

    [Fact]
    public void Structure_PartlyOutsideTheDose_SaysHowMuchIsInside()
    {
        // The grid's voxels end at x = 4.5 mm: three quarters of the box, less what is above, are inside.
        var geometry = Doses.Around(30, 3);
        var cut = geometry with { Nx = 12 }; // centres from −30 to 3 mm
        var dvh = DoseVolumeHistogram.Create(Box(10), Doses.Of(cut, place => 40 + place.X));
        Assert.Equal((72.5, 5.8, 8.0), (Math.Round(dvh.CoveredPercent, 6), Math.Round(dvh.VolumeCc, 6), Math.Round(dvh.StructureVolumeCc, 6)));
        Assert.Contains("72.5 % of structure 'S' lies inside the dose grid", Assert.Single(dvh.Warnings), StringComparison.Ordinal);
        Assert.Equal(100, dvh.VolumePercentAtDose(dvh.Min));
        Assert.Empty(DoseVolumeHistogram.Create(Box(10), Doses.Of(geometry, place => 40 + place.X)).Warnings);
    }

    [Fact]
    public void BadInput_IsRefused_NamingTheStructure()
    {
        var geometry = Doses.Around(20, 3);
        var dose = Doses.Of(geometry, _ => 1) with { Source = "dose.dcm" };
        Refused("lies wholly outside the dose grid", Polygons.Structure(Polygons.Rectangle(0, 50, 60, 0, 5)), dose);
        Refused("is empty", Polygons.Structure(), dose);
        Refused("is empty", Polygons.Structure(new Contour(0, [1, 2], [1, 2])), dose);
        var holed = Doses.Of(geometry, place => place.Length < 1 ? double.NaN : 1);
        Refused("not a finite number", Box(4), holed);
        Refused("frame of reference 1.2.3", Box(4) with { FrameOfReferenceUid = "1.2.3" }, dose with { FrameOfReferenceUid = "1.2.4" });
        Assert.Equal(1, DoseVolumeHistogram.Create(Box(4) with { FrameOfReferenceUid = "1.2.3" }, dose).Mean);

        static void Refused(string part, Structure structure, DoseVolume dose)
        {
            var message = Assert.Throws<InputException>(() => DoseVolumeHistogram.Create(structure, dose)).Message;
            Assert.Contains(part, message, StringComparison.Ordinal);
            Assert.Contains("'S'", message, StringComparison.Ordinal);
            Assert.StartsWith(dose.Source.Length > 0 && !message.Contains("empty", StringComparison.Ordinal) ? "dose.dcm: " : "structure", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SinglePlane_IsOneSliceOfTheDoseThick_AndSaysSo()
    {
        var dvh = DoseVolumeHistogram.Create(Polygons.Structure(Polygons.Rectangle(0, -5, 5, -5, 5)), Doses.Of(Doses.Around(20, 3), _ => 1));
        Assert.Equal(0.3, dvh.VolumeCc, 1e-9);
        Assert.Contains("3 mm thick", Assert.Single(dvh.Warnings), StringComparison.Ordinal);
    }
}
