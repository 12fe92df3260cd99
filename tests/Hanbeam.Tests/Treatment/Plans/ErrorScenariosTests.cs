using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Treatment.Plans;

public sealed class ErrorScenariosTests
{
    [Fact]
    public void Make_Nine_HasOneErrorAtATime()
    {
        var set = ErrorScenarios.Make(3, 3.5, ErrorScenarios.OneAtATime);
        Assert.Equal(9, set.Count);
        Assert.True(set[0].IsNominal);
        Assert.All(set, scenario => Assert.True(scenario.ShiftMm == default || scenario.StoppingPowerFactor == 1));
        Assert.Equal(6, set.Count(scenario => scenario.ShiftMm.Length == 3));
        Assert.Equal([1.035, 0.965], set.Where(scenario => scenario.StoppingPowerFactor != 1).Select(scenario => scenario.StoppingPowerFactor));
    }

    [Fact]
    public void Make_TwentyOne_IsTheProduct()
    {
        var set = ErrorScenarios.Make(3, 3.5, ErrorScenarios.Product);
        Assert.Equal(21, set.Distinct().Count());
        Assert.Equal(7, set.Count(scenario => scenario.StoppingPowerFactor == 1.035));
        Assert.Contains(set, scenario => scenario is { Name: "y -3 mm, stopping power +3.5 %", ShiftMm.Y: -3, StoppingPowerFactor: 1.035 });
    }

    [Fact]
    public void Make_AnyCount_IsSymmetric()
    {
        foreach (var count in new[] { 9, 21 })
        {
            var set = ErrorScenarios.Make(2, 3, count).Select(scenario => (scenario.ShiftMm, Math.Round(scenario.StoppingPowerFactor - 1, 6))).ToHashSet();
            Assert.All(set, entry => Assert.Contains((new Vector3d(-entry.ShiftMm.X, -entry.ShiftMm.Y, -entry.ShiftMm.Z), -entry.Item2), set));
        }
    }

    [Fact]
    public void Displace_APatientMovedLeft_SeesTheBeamComeFromTheRight()
    {
        var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = new PatientPoint(10, 20, 30), Layers = [] };
        Assert.Equal(new PatientPoint(7, 20, 30), new ErrorScenario("", new Vector3d(3, 0, 0), 1).Displace(beam).Isocenter);
    }
}
