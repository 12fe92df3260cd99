using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Dose;

/// <summary>Where beams come from and where spots go in the body (+x left, +y posterior, +z head).</summary>
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

    // Prone, gantry 0 (above) shoots into the back; the side that faces gantry 90 is the left of who lies HFS or FFP, the right of the others; at couch 90, gantry 90
    // the source is beyond the end of the table that is away from the gantry at couch 0: feet of who lies head first.
    [Theory]
    [InlineData(PatientPosition.HFS, 0, 0, 0, -1, 0)]
    [InlineData(PatientPosition.HFP, 0, 0, 0, 1, 0)]
    [InlineData(PatientPosition.FFS, 0, 0, 0, -1, 0)]
    [InlineData(PatientPosition.FFP, 0, 0, 0, 1, 0)]
    [InlineData(PatientPosition.HFS, 90, 0, 1, 0, 0)]
    [InlineData(PatientPosition.HFP, 90, 0, -1, 0, 0)]
    [InlineData(PatientPosition.FFS, 90, 0, -1, 0, 0)]
    [InlineData(PatientPosition.FFP, 90, 0, 1, 0, 0)]
    [InlineData(PatientPosition.HFS, 90, 90, 0, 0, -1)]
    [InlineData(PatientPosition.HFP, 90, 90, 0, 0, -1)]
    [InlineData(PatientPosition.FFS, 90, 90, 0, 0, 1)]
    [InlineData(PatientPosition.FFP, 90, 90, 0, 0, 1)]
    public void TowardsSource_HoweverThePatientLies_IsOnTheSideThatFacesIt(PatientPosition position, double gantry, double couch, double x, double y, double z)
    {
        var axis = new BeamFrame(gantry, couch, new PatientPoint(1, 2, 3), position).TowardsSource;
        Assert.Equal(new Vector3d(x, y, z), new Vector3d(axis.X + 0.0, axis.Y + 0.0, axis.Z + 0.0));
    }

    // The object stays on the table as it is, and only its body coordinates turn with the position: the machine gives the same dose in the room.
    [Theory]
    [InlineData(PatientPosition.HFP, true, true, false)]
    [InlineData(PatientPosition.FFS, true, false, true)]
    [InlineData(PatientPosition.FFP, false, true, true)]
    public void Dose_SameObjectInAnotherPosition_SameDoseInTheRoom(PatientPosition position, bool flipX, bool flipY, bool flipZ)
    {
        var supine = Heterogeneous(turned: false);
        var n = supine.RelativeStoppingPower.Geometry.Nx;
        int Body(int cell, bool flip) => flip ? n - 1 - cell : cell;
        var lying = supine with { RelativeStoppingPower = new Grid<float>(supine.RelativeStoppingPower.Geometry) };
        for (var voxel = 0; voxel < n * n * n; voxel++)
        {
            var (i, j, k) = supine.RelativeStoppingPower.Geometry.Voxel(voxel);
            lying.RelativeStoppingPower[Body(i, flipX), Body(j, flipY), Body(k, flipZ)] = supine.RelativeStoppingPower[i, j, k];
        }

        var beam = WaterWorld.Beam(70, 25, WaterWorld.Layer(200, (0, 0, 1e6), (8, 4, 2e6), (-12, 8, 3e6))) with { Isocenter = new PatientPoint(6, -4, 10) };
        var (iso, turned) = (beam.Isocenter, beam with { Position = position });
        var (a, b) = (Calculate(supine, beam), Calculate(lying, turned with { Isocenter = new PatientPoint(flipX ? -iso.X : iso.X, flipY ? -iso.Y : iso.Y, flipZ ? -iso.Z : iso.Z) }));
        var maximum = a.Values.Max();
        Assert.True(maximum > 0);

        // Floats of other places, so other roundings.
        for (var voxel = 0; voxel < n * n * n; voxel++)
        {
            var (i, j, k) = a.Geometry.Voxel(voxel);
            Assert.Equal(a[i, j, k], b[Body(i, flipX), Body(j, flipY), Body(k, flipZ)], 1e-5 * maximum);
        }
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
