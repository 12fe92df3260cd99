using CsCheck;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Structures;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class DoseVolumeHistogramTests
{
    private static VoxelMembership Line(params float[] fractions) =>
        new("S", new GridGeometry(default, new Vector3d(10, 10, 10), fractions.Length, 1, 1), [.. Enumerable.Range(0, fractions.Length)], fractions);

    /// <summary>A ball of contours 1 mm apart on a grid of its own spacing, with a dose of 10 Gy + 0.2 Gy/mm along an oblique axis.</summary>
    private static (VoxelMembership Ball, float[] Dose) BallInALinearDose(double radius, double spacing)
    {
        var geometry = new GridGeometry(new Vector3d(-30.3, -29.9, -31), new Vector3d(spacing, spacing, spacing), (int)(62 / spacing), (int)(62 / spacing), (int)(62 / spacing));

        // The radius of each slice's circle keeps the slab's volume exact: mean of r² − z² over the slab.
        const double step = 1;
        var contours = new List<Contour>();
        for (var z = -radius + 0.5 * step; z < radius; z += step)
            contours.Add(Polygons.Circle(z, 0, 0, Math.Sqrt(radius * radius - z * z - step * step / 12), 720));
        var axis = 1 / Math.Sqrt(6) * new Vector3d(1, Math.Sqrt(2), Math.Sqrt(3));
        var dose = new float[geometry.Count];
        for (var n = 0; n < dose.Length; n++)
        {
            var (i, j, k) = geometry.Voxel(n);
            dose[n] = (float)(10 + 0.2 * geometry.Center(i, j, k).Dot(axis));
        }

        return (StructureRasterizer.Rasterize(Polygons.Structure(contours), geometry), dose);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    [InlineData(10, 2)]
    public void Ball_InALinearDose_HasTheAnalyticHistogram(double radius, double spacing)
    {
        var (ball, dose) = BallInALinearDose(radius, spacing);
        var dvh = DoseVolumeHistogram.Create(ball, dose);
        Assert.Equal(4 / 3.0 * Math.PI * Math.Pow(radius, 3) / 1000, dvh.VolumeCc, dvh.VolumeCc * 1e-3);
        Assert.Equal(10, dvh.Mean, 0.01 * 0.2 * spacing);

        // Volume beyond the plane at t: the cap π/3·(R − t)²(2R + t). A border voxel carries the dose of its centre, not of its inside, which
        // blurs the ball by part of a voxel: second order in spacing over radius.
        for (var t = -0.8 * radius; t < 0.81 * radius; t += 0.2 * radius)
        {
            var cap = 100 * Math.PI / 3 * Math.Pow(radius - t, 2) * (2 * radius + t) / (4 / 3.0 * Math.PI * Math.Pow(radius, 3));
            Assert.Equal(cap, dvh.VolumePercentAtDose(10 + 0.2 * t), 100.0 * spacing * spacing / (radius * radius));
            Assert.Equal(10 + 0.2 * t, dvh.DoseAtVolumePercent(cap), 0.2 * 0.5 * spacing);
        }
    }

    [Fact]
    public void Slab_InALinearDose_IsExact()
    {
        var slab = Line(Enumerable.Repeat(1f, 100).ToArray());
        var dose = Enumerable.Range(0, 100).Select(n => n + 0.5f).ToArray();
        var dvh = DoseVolumeHistogram.Create(slab, dose);
        foreach (var percent in new[] { 98.0, 95, 50, 2, 0.5 }) Assert.Equal(100 - percent, dvh.DoseAtVolumePercent(percent), 1e-9);
        foreach (var d in new[] { 0.6, 7.3, 50, 99.4 }) Assert.Equal(100 - d, dvh.VolumePercentAtDose(d), 1e-9);
        Assert.Equal((0.5, 99.5, 50.0, 100.0), (dvh.Min, dvh.Max, dvh.Mean, dvh.VolumeCc));
        Assert.Equal(30, dvh.DoseAtVolumeCc(70), 1e-9);
        Assert.Equal(0.5, dvh.DoseAtVolumeCc(1000));
        Assert.Equal((98 - 2) / 50.0, dvh.HomogeneityIndex, 1e-9);
    }

    [Fact]
    public void UniformDose_IsReceivedByTheWholeVolume()
    {
        var dvh = DoseVolumeHistogram.Create(Line(1, 0.5f, 0.25f), [60, 60, 60]);
        Assert.Equal((60.0, 60.0, 60.0, 60.0), (dvh.D98, dvh.D50, dvh.D2, dvh.Mean));
        Assert.Equal(100, dvh.VolumePercentAtDose(60));
        Assert.Equal(0, dvh.VolumePercentAtDose(60.001));
        Assert.Equal(0, dvh.HomogeneityIndex);
    }

    [Fact]
    public void Fractions_WeighTheVoxels()
    {
        var dvh = DoseVolumeHistogram.Create(Line(1, 0.25f), [10, 20]);
        Assert.Equal(1.25, dvh.VolumeCc, 1e-12);
        Assert.Equal(12, dvh.Mean, 1e-12);

        // Middle of the hotter voxel's volume is at 0.125 cm³, of the colder at 0.75: half-way between them 15.
        Assert.Equal(15, dvh.DoseAtVolumeCc(0.4375), 1e-12);
        Assert.Equal(0.4375, dvh.VolumeCcAtDose(15), 1e-12);
    }

    [Fact]
    public void Histogram_OfAnyDoses_DescendsAndInverts()
    {
        Gen.Select(Gen.Float[0, 70], Gen.Float[0.01f, 1]).Array[1, 60].Sample(
            voxels =>
            {
                var dvh = DoseVolumeHistogram.Create(Line([.. voxels.Select(v => v.Item2)]), [.. voxels.Select(v => v.Item1)]);
                var previous = double.PositiveInfinity;
                for (var percent = 0.0; percent <= 100; percent += 2.5)
                {
                    var dose = dvh.DoseAtVolumePercent(percent);
                    Assert.InRange(dose, dvh.Min, Math.Min(previous, dvh.Max));
                    previous = dose;
                    if (dose > dvh.Min && dose < dvh.Max)
                        Assert.InRange(percent, dvh.VolumePercentAtDose(dose + 1e-9) - 1e-4, dvh.VolumePercentAtDose(dose - 1e-9) + 1e-4); // ties make a step
                }
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void Curve_StartsAtTheWholeVolumeAndEndsAtNone()
    {
        var curve = DoseVolumeHistogram.Create(Line(1, 1, 1, 1), [0.05f, 0.4f, 0.9f, 1f]).Curve(0.1);
        Assert.Equal(100, curve.VolumePercent[0]);
        Assert.Equal(0, curve.VolumePercent[^1]);
        Assert.Equal(Enumerable.Range(0, 12).Select(n => n * 0.1), curve.Dose);
        Assert.Equal(curve.VolumePercent.OrderDescending(), curve.VolumePercent);
        Assert.Equal([0, 0.1], DoseVolumeHistogram.Create(Line(1), [0]).Curve(0.1).Dose);
    }

    [Fact]
    public void NoVolume_OrNotANumber_IsRefused()
    {
        var empty = new VoxelMembership("Chiasm", Line(1).Geometry, [], []);
        Assert.Contains("Chiasm", Assert.Throws<InputException>(() => DoseVolumeHistogram.Create(empty, [1])).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => DoseVolumeHistogram.Create(Line(1, 1), [1, float.NaN]));
    }
}
