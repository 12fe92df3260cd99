using Hanbeam.App.Reports.Pictures;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Pictures;

public sealed class StructureSectionTests
{
    // A box x 2…12, y 0…20, z slices 0, 3, 6, 9 with a hole x 5…8, y 5…10 in every slice.
    private static readonly Structure Box = new()
    {
        Name = "box",
        Contours = [.. new double[] { 0, 3, 6, 9 }.SelectMany(z => new[] { Rectangle(z, 2, 0, 12, 20), Rectangle(z, 5, 5, 8, 10) })],
    };

    public static TheoryData<int, double> Planes => new()
    {
        // Coverage of a plane in mm²: the box's section less the hole's, in slabs of 3 mm.
        { (int)PlaneOrientation.Axial, 10 * 20 - 3 * 5 },
        { (int)PlaneOrientation.Coronal, 12 * (10 - 3) },
        { (int)PlaneOrientation.Sagittal, 12 * (20 - 5) },
    };

    [Theory]
    [MemberData(nameof(Planes))]
    public void Cut_BoxWithAHole_CoversItsSection(int orientation, double areaMm2)
    {
        var plane = PlaneGeometry.Covering((PlaneOrientation)orientation, new Vector3d(6, 7, 3), new Vector3d(-5, -5, -5.2), new Vector3d(20, 25, 14.8), 1);
        var raster = StructureSection.Cut(Box, plane);

        // Rows and columns of 1 mm fit the edges, so only rounding is left.
        Assert.Equal(areaMm2, raster.Values.Sum(value => (double)value), 1e-3);
    }

    [Fact]
    public void Cut_PlaneBesideTheStructure_IsEmpty()
    {
        var plane = PlaneGeometry.Covering(PlaneOrientation.Axial, new Vector3d(0, 0, 11), new Vector3d(-5, -5, -5.2), new Vector3d(20, 25, 14.8), 1);
        Assert.All(StructureSection.Cut(Box, plane).Values, value => Assert.Equal(0, value));
    }

    private static Contour Rectangle(double z, double x1, double y1, double x2, double y2) => new(z, [x1, x2, x2, x1], [y1, y1, y2, y2]);
}
