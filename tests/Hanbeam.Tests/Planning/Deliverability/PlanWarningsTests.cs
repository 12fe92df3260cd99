using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Deliverability;

public sealed class PlanWarningsTests
{
    // Voxels of 10 mm around 0: the image runs from -5 to 95 mm.
    private static readonly GridGeometry Image = new(default, new Vector3d(10, 10, 10), 10, 10, 10);

    [Theory]
    [InlineData(-5, 50, 95)]
    [InlineData(50, 0, 50)]
    public void OfIsocenter_WithinTheImage_SaysNothing(double x, double y, double z) => Assert.Empty(PlanWarnings.OfIsocenter(Beam(x, y, z), Image));

    [Theory]
    [InlineData(-5.5, 50, 50)]
    [InlineData(50, 95.5, 50)]
    [InlineData(50, 50, 300)]
    public void OfIsocenter_OutsideTheImage_NamesBoth(double x, double y, double z) =>
        Assert.Contains(FormattableString.Invariant($"the isocentre ({x}, {y}, {z}) mm lies outside the image of the case, which runs from (-5, -5, -5) to (95, 95, 95) mm"),
            Assert.Single(PlanWarnings.OfIsocenter(Beam(x, y, z), Image)));

    private static PlanBeam Beam(double x, double y, double z) => new() { Number = 1, Name = "", GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(x, y, z), Layers = [] };
}
