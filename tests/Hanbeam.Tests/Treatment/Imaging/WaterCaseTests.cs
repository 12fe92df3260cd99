using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Xunit;

namespace Hanbeam.Tests.Treatment.Imaging;

public sealed class WaterCaseTests
{
    [Fact]
    public void Parse_GivesABoxWithItsUpperFaceAtZero()
    {
        var box = WaterCase.Parse("water:100,200.5,61.5@0.5");
        var g = box.Ct.Hounsfield.Geometry;
        Assert.Equal((200, 401, 123), (g.Nx, g.Ny, g.Nz));
        Assert.Equal(new Vector3d(-50, 0, -30.75), g.LowerCorner);
        Assert.Equal(new Vector3d(50, 200.5, 30.75), g.UpperCorner);
        Assert.All(box.Ct.Hounsfield.Values, hu => Assert.Equal(0f, hu));
        Assert.Equal(CaseKind.Water, box.Kind);
        Assert.True(Assert.Single(box.Structures).IsExternal);
        Assert.Empty(box.Warnings);
        Assert.Equal(123, box.Identity.CtSopInstanceUids.Count);
    }

    [Fact]
    public void Parse_OfAFractionOfAVoxel_GrowsTheBoxAndWarns()
    {
        var box = WaterCase.Parse("water:10,10,10@3");
        Assert.Equal(new Vector3d(6, 12, 6), box.Ct.Hounsfield.Geometry.UpperCorner);
        Assert.Contains("12 x 12 x 12", Assert.Single(box.Warnings), StringComparison.Ordinal);
        Assert.Empty(WaterCase.Parse("water:0.3,0.3,0.3@0.1").Warnings);
    }

    [Theory]
    [InlineData("water:")]
    [InlineData("water:100,100@2")]
    [InlineData("water:100,100,100")]
    [InlineData("water:100,100,100,100@2")]
    [InlineData("water:100,100,100@0")]
    [InlineData("water:100,-100,100@2")]
    [InlineData("water:100,NaN,100@2")]
    [InlineData("water:100,1e999,100@2")]
    [InlineData("water:1e6,1e6,1e6@1")]
    [InlineData("oil:100,100,100@2")]
    public void Parse_OfAnythingElse_IsRefusedByName(string source) =>
        Assert.Contains(source, Assert.Throws<InputException>(() => WaterCase.Parse(source)).Message, StringComparison.Ordinal);
}
