using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Checks;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Checks;

/// <summary>A phantom with an air cavity and a bone, and one beam from above onto a column of ±20 mm whose dose ends around y = 42 mm.</summary>
public sealed class VoxelPlacesTests
{
    private readonly PatientModel patient;
    private readonly Grid<float> dose;

    public VoxelPlacesTests()
    {
        var phantom = new PhantomCase();
        phantom.Fill(-1000, -20, 0, -40, -24, -20, 20);
        phantom.Fill(900, 8, 20, 10, 26, -20, 20); // relative stopping power 1.3 in the phantom's calibration
        patient = phantom.Build();
        dose = new Grid<float>(phantom.Geometry);
        for (var n = 0; n < dose.Values.Length; n++)
        {
            var point = phantom.Geometry.Center(n);
            if (Math.Abs(point.X) < 20 && Math.Abs(point.Z) < 20 && Math.Abs(point.Y) < 60) dose.Values[n] = (float)Math.Clamp((48 - point.Y) / 12, 0, 1);
        }
    }

    [Theory]
    [InlineData(2, -58, 2, FailureClass.Surface)] // 4 mm below the first voxel outside
    [InlineData(-10, -30, 2, FailureClass.Air)] // in the cavity
    [InlineData(-10, -10, 2, FailureClass.InField)] // behind its middle, which all rays pass
    [InlineData(2, 2, 2, FailureClass.RangeMixing)] // behind the cavity's edge: a ray 5 mm to the right misses 16 mm of air
    [InlineData(14, 14, 2, FailureClass.Bone)]
    [InlineData(42, 2, 2, FailureClass.Halo)] // beside the column
    [InlineData(14, 42, 2, FailureClass.SteepDose)] // where the dose falls by 8 % per mm
    [InlineData(14, -30, 2, FailureClass.InField)]
    public void Of_Voxel_IsWhereThePhantomHasIt(double x, double y, double z, FailureClass expected)
    {
        var places = new VoxelPlaces(Plan(), patient, WaterWorld.Machine, dose, [dose], PhantomCase.Structures(patient).External, new PlaceRules(), WorkContext.Default);
        Assert.Equal(expected, places.Of([Voxel(x, y, z)])[0]);
    }

    [Fact]
    public void Of_PatientWithoutAirOrBone_HasNeither()
    {
        var water = new PhantomCase().Build();
        int[] voxels = [.. Enumerable.Range(0, dose.Values.Length).Where(n => dose.Values[n] > 0)];
        var places = new VoxelPlaces(Plan(), water, WaterWorld.Machine, dose, [dose], PhantomCase.Structures(water).External, new PlaceRules(), WorkContext.Default).Of(voxels);
        Assert.DoesNotContain(FailureClass.Air, places);
        Assert.DoesNotContain(FailureClass.Bone, places);
        Assert.DoesNotContain(FailureClass.RangeMixing, places);
        Assert.Contains(FailureClass.InField, places);
    }

    private static Plan Plan() => new()
    {
        Name = "", MachineName = "", Fractions = 1, Beams = [new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(0, 0, 0), Layers = [] }],
    };

    private int Voxel(double x, double y, double z) => Enumerable.Range(0, dose.Geometry.Count).Single(n => (dose.Geometry.Center(n) - new Vector3d(x, y, z)).Length < 1e-6);
}
