using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

public sealed class WaterEquivalentDepthTests
{
    // Floats of depths near 100 mm carry 1e-5 mm.
    private const double FloatToleranceMm = 1e-4;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 0)]
    [InlineData(180, 0)]
    [InlineData(270, 0)]
    [InlineData(37, 0)]
    [InlineData(0, 25)]
    [InlineData(141, 338)]
    public void OfVoxels_UniformBox_IsTheRaysLengthToTheSurface(double gantry, double couch)
    {
        var patient = WaterWorld.Box();
        var grid = patient.RelativeStoppingPower.Geometry;
        var frame = new BeamFrame(gantry, couch, new PatientPoint(0, 0, 0));
        int[] voxels = [grid.Index(50, 50, 50), grid.Index(10, 77, 31), grid.Index(99, 0, 42), grid.Index(61, 20, 95)];
        var points = WaterEquivalentDepth.OfVoxels(patient, grid, voxels, frame, WaterWorld.Machine, WorkContext.Default);
        for (var n = 0; n < voxels.Length; n++)
        {
            var center = grid.Center(voxels[n]);
            Assert.Equal(ToSurface(center, frame), points.DepthMm[n], FloatToleranceMm);
        }
    }

    [Fact]
    public void LineIntegral_RandomValues_EqualsFineSampling()
    {
        var grid = new Grid<float>(new GridGeometry(new Vector3d(-7, 3, 1), new Vector3d(1.5, 2, 2.5), 9, 8, 7));
        for (var n = 0; n < grid.Values.Length; n++) grid.Values[n] = n * 2654435761u % 1000 / 1000f;
        var start = new Vector3d(-1.3, 9.1, 6.2);
        var direction = 1 / Math.Sqrt(14) * new Vector3d(1, -2, 3);

        // A midpoint sum of 1 µm steps is wrong by at most a step per border crossed.
        const double Step = 1e-3;
        var expected = 0.0;
        for (var t = Step / 2; t < 60; t += Step) expected += Step * Value(grid, start + t * direction);
        Assert.Equal(expected, WaterEquivalentDepth.LineIntegral(grid, start, direction), 20 * Step);
    }

    [Fact]
    public void OfVoxels_Projection_LandsOnTheRayOfBothVirtualSources()
    {
        var patient = WaterWorld.Box();
        var frame = new BeamFrame(0, 0, new PatientPoint(0, 0, 0));
        var points = WaterEquivalentDepth.OfPoints(patient, 1, _ => new Vector3d(40, 50, 30), frame, WaterWorld.Machine, WorkContext.Default);

        // Gantry 0: Xg = x, Yg = z, Zg = −y; the plane 50 mm below the isocentre is magnified by 1 + 50/SAD.
        Assert.Equal(40 / (1 + 50.0 / 8000), points.XIsoMm[0], FloatToleranceMm);
        Assert.Equal(30 / (1 + 50.0 / 7000), points.YIsoMm[0], FloatToleranceMm);
        Assert.Equal(-50, points.ZgMm[0], FloatToleranceMm);
    }

    private static double ToSurface(Vector3d center, BeamFrame frame)
    {
        var beam = frame.ToBeam(PatientPoint.From(center));
        var xIso = beam.Xg / (1 - beam.Zg / 8000);
        var yIso = beam.Yg / (1 - beam.Zg / 7000);
        var further = frame.ToPatient(new BeamPoint(xIso * (1 - (beam.Zg + 1) / 8000), yIso * (1 - (beam.Zg + 1) / 7000), beam.Zg + 1)).Vector;
        var d = further - center;
        var u = 1 / d.Length * d;
        double Exit(double p, double v) => v == 0 ? double.PositiveInfinity : ((v > 0 ? 100 : -100) - p) / v;
        return Math.Min(Exit(center.X, u.X), Math.Min(Exit(center.Y, u.Y), Exit(center.Z, u.Z)));
    }

    private static double Value(Grid<float> grid, Vector3d p)
    {
        var g = grid.Geometry;
        var i = (int)Math.Floor((p.X - g.LowerCorner.X) / g.Spacing.X);
        var j = (int)Math.Floor((p.Y - g.LowerCorner.Y) / g.Spacing.Y);
        var k = (int)Math.Floor((p.Z - g.LowerCorner.Z) / g.Spacing.Z);
        return (uint)i < g.Nx && (uint)j < g.Ny && (uint)k < g.Nz ? grid[i, j, k] : 0;
    }
}
