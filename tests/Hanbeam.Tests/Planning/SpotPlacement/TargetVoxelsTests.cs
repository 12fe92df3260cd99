using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.SpotPlacement;
using Xunit;

namespace Hanbeam.Tests.Planning.SpotPlacement;

public sealed class TargetVoxelsTests
{
    [Fact]
    public void Of_ATargetInTheMiddle_IsAllInside()
    {
        var patient = new PhantomCase().Build();
        var targets = TargetVoxels.Of(patient, PhantomCase.Structures(patient));
        Assert.Equal(0, targets.OutsidePercent);
        Assert.Equal(0, targets.AirPercent);
        Assert.Equal(0, targets.Centroid.X, 1e-9);
        Assert.Equal(1000, targets.Voxels.Length); // ten voxels of 4 mm along each edge
    }

    [Fact]
    public void Of_AnAirCavity_IsCountedAndWarnedOf()
    {
        var phantom = new PhantomCase();
        phantom.Fill(-900, -20, 20, -20, 20, -20, -16); // a tenth of the target
        var patient = phantom.Build();
        var targets = TargetVoxels.Of(patient, PhantomCase.Structures(patient));
        Assert.Equal(10, targets.AirPercent, 1e-9);
        Assert.Contains("10.0 % of the target volume is air", Assert.Single(PlanWarnings.OfTargets(targets)), StringComparison.Ordinal);
    }
}
