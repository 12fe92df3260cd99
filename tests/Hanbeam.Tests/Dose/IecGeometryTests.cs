using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

/// <summary>Where beams come from and where spots go, for a patient lying head first supine (+x left, +y posterior, +z head).</summary>
public sealed class IecGeometryTests
{
    // Gantry 0 shoots from above (anterior), 90 from the patient's left, 180 from below, 270 from the right; turning the couch by +90 at gantry 90
    // puts the patient's feet towards the gantry's +Xg side: the source is then at the feet (C maps +x onto −z).
    [Theory]
    [InlineData(0, 0, 0, -1, 0)]
    [InlineData(90, 0, 1, 0, 0)]
    [InlineData(180, 0, 0, 1, 0)]
    [InlineData(270, 0, -1, 0, 0)]
    [InlineData(0, 90, 0, -1, 0)]
    [InlineData(90, 90, 0, 0, -1)]
    [InlineData(180, 90, 0, 1, 0)]
    [InlineData(270, 90, 0, 0, 1)]
    [InlineData(90, 180, -1, 0, 0)]
    [InlineData(90, 270, 0, 0, 1)]
    [InlineData(270, 270, 0, 0, -1)]
    [InlineData(0, 180, 0, -1, 0)]
    public void TowardsSource_HeadFirstSupine_IsWhereIec61217Says(double gantry, double couch, double x, double y, double z)
    {
        var axis = new BeamFrame(gantry, couch, new PatientPoint(1, 2, 3)).TowardsSource;
        Assert.Equal(new Vector3d(x, y, z), new Vector3d(axis.X + 0.0, axis.Y + 0.0, axis.Z + 0.0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 0)]
    [InlineData(180, 0)]
    [InlineData(270, 0)]
    [InlineData(90, 90)]
    [InlineData(270, 270)]
    [InlineData(0, 90)]
    public void Dose_OneSpot_EntersOnTheSourceSideAndStopsAtItsRange(double gantry, double couch)
    {
        var patient = WaterWorld.Box(100, 4);
        var beam = WaterWorld.Beam(gantry, couch, WaterWorld.Layer(200, (0, 0, 1e6)));
        var dose = Calculate(patient, beam);
        var towards = beam.Frame.TowardsSource;
        double At(double depth) => Sample(dose, (100 - depth) * towards);
        Assert.True(At(78) > 1.2 * At(10));
        Assert.True(At(90) < 0.3 * At(78));
    }

    [Theory]
    [InlineData(0, 0, 20, 0, 0)]
    [InlineData(90, 0, 0, 20, 0)]
    [InlineData(0, 90, 0, 0, -20)]
    public void Dose_SpotAtPlusXg_LiesWhereTheFrameSays(double gantry, double couch, double x, double y, double z)
    {
        var patient = WaterWorld.Box(100, 4);
        var dose = Calculate(patient, WaterWorld.Beam(gantry, couch, WaterWorld.Layer(200, (20, 0, 1e6))));
        Assert.True(Sample(dose, new Vector3d(x, y, z)) > 20 * Sample(dose, new Vector3d(-x, -y, -z)));
    }

    // Turning patient and beam by 90° maps voxels on voxels, so only the order of float sums and the two source distances could differ; the couch turn keeps both.
    [Fact]
    public void Dose_PatientAndBeamTurnedTogether_SameDose()
    {
        var patient = Heterogeneous(turned: false);
        var turned = Heterogeneous(turned: true);
        var layer = WaterWorld.Layer(200, (0, 0, 1e6), (8, 4, 2e6), (-12, 8, 3e6));
        var a = Calculate(patient, WaterWorld.Beam(90, 0, layer));
        var b = Calculate(turned, WaterWorld.Beam(90, 90, layer));
        var n = a.Geometry.Nx;
        var maximum = a.Values.Max();
        for (var k = 0; k < n; k++)
            for (var j = 0; j < n; j++)
                for (var i = 0; i < n; i++)
                    Assert.Equal(a[i, j, k], b[k, j, n - 1 - i], 1e-5 * maximum);
    }

    private static PatientModel Heterogeneous(bool turned)
    {
        var patient = WaterWorld.Box(60, 4);
        var rsp = new Grid<float>(patient.RelativeStoppingPower.Geometry);
        var n = rsp.Geometry.Nx;
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var i = 0; i < n; i++)
                {
                    var value = i > 2 * n / 3 && j > n / 2 ? 1.6f : k < n / 4 ? 0.3f : 1f;
                    if (turned) rsp[k, j, n - 1 - i] = value;
                    else rsp[i, j, k] = value;
                }
            }
        }

        return patient with { RelativeStoppingPower = rsp };
    }

    private static Grid<float> Calculate(PatientModel patient, PlanBeam beam)
    {
        var grid = patient.RelativeStoppingPower.Geometry;
        return PencilBeamEngine.Calculate(WaterWorld.Model, beam, patient, grid, WaterWorld.AllVoxels(grid), null, WorkContext.Default).Dose;
    }

    private static double Sample(Grid<float> dose, Vector3d p)
    {
        var g = dose.Geometry;
        int Cell(double value, double origin, double spacing) => (int)Math.Floor((value - origin) / spacing + 0.5);
        return dose[Cell(p.X, g.Origin.X, g.Spacing.X), Cell(p.Y, g.Origin.Y, g.Spacing.Y), Cell(p.Z, g.Origin.Z, g.Spacing.Z)];
    }
}
