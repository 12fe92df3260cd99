using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Tests.Dose;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Deliverability;

public sealed class BeamPathInspectorTests
{
    private static readonly BeamFrame FromAbove = new(0, 0, new PatientPoint(0, 0, 0));
    private static readonly RangeShifter Shifter = new("RS30", "PMMA", 30, 25.9, 300);

    [Fact]
    public void Inspect_AClearWay_FindsNothing()
    {
        var path = Inspect(new PhantomCase());
        Assert.Equal(0, path.ThroughImageEdgePercent);
        Assert.Equal(0, path.MaterialOutsidePercent);
        Assert.Equal(0, path.MetalPercent);
        Assert.Null(path.ShifterGapMm);
    }

    [Fact]
    public void Inspect_ACouchInTheWay_IsMaterialOutside()
    {
        var phantom = new PhantomCase();
        phantom.Fill(-100, -100, 0, -84, -76, -100, 100); // half of the rays pass x < 0
        Assert.Equal(50, Inspect(phantom).MaterialOutsidePercent, 6.0); // divergence and whole voxels shift the border by one voxel of ten
    }

    [Fact]
    public void Inspect_MetalInTheWay_IsFoundOnlyInTheWay()
    {
        var phantom = new PhantomCase();
        phantom.Fill(3000, -60, 60, 30, 40, -60, 60); // behind the target
        Assert.Equal(0, Inspect(phantom).MetalPercent);
        phantom.Fill(3000, -60, 60, -40, -30, -60, 60); // before it
        Assert.Equal(100, Inspect(phantom).MetalPercent);
    }

    [Fact]
    public void Inspect_ABodyThatTheImageCuts_IsTheEdge()
    {
        var phantom = new PhantomCase();
        phantom.WidenOutline(-60, 60, -100, 0, -60, 60);
        Assert.Equal(100, Inspect(phantom).ThroughImageEdgePercent);
    }

    [Fact]
    public void Inspect_AShifter_GivesTheGapOnTheAxis() =>
        Assert.Equal(240, Inspect(new PhantomCase(), Shifter).ShifterGapMm!.Value, 4.0); // face at 300 mm, skin at 60 mm, within a voxel

    private static BeamPath Inspect(PhantomCase phantom, RangeShifter? shifter = null)
    {
        var patient = phantom.Build();
        var targets = TargetVoxels.Of(patient, PhantomCase.Structures(patient));
        return new BeamPathInspector(patient, WaterWorld.Machine).Inspect(FromAbove, shifter, targets);
    }
}
