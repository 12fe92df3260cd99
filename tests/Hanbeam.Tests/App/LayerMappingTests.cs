using Hanbeam.App.Commands;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class LayerMappingTests
{
    private static readonly Machine Generic = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")).Machine;

    [Fact]
    public void ToMachine_EnergyOfTheMachine_StaysWithoutAWord()
    {
        var warnings = new List<string>();
        var energy = Generic.Energies[20].EnergyMeVPerU;
        Assert.Equal(energy, Map(energy, warnings));
        Assert.Empty(warnings);
    }

    [Fact]
    public void ToMachine_EnergyBetween_MovesToTheNearestRangeAndSaysByHowMuch()
    {
        var warnings = new List<string>();
        var (a, b) = (Generic.Energies[20], Generic.Energies[21]);
        Assert.Equal(a.EnergyMeVPerU, Map(a.EnergyMeVPerU + 0.25 * (b.EnergyMeVPerU - a.EnergyMeVPerU), warnings));

        // A quarter of the step of 2 mm.
        Assert.Contains("-0.50 mm of range", Assert.Single(warnings));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(431)]
    public void ToMachine_EnergyOutside_IsRefused(double energy) =>
        Assert.Contains("430 MeV/u", Assert.Throws<InputException>(() => Map(energy, [])).Message);

    [Fact]
    public void IonsPerMonitorUnit_IsThatOfTheNearestEnergyInRange()
    {
        Assert.Null(LayerMapping.IonsPerMonitorUnit(Generic));
        var commissioned = Generic with { Energies = [.. Generic.Energies.Select((energy, n) => energy with { IonsPerMonitorUnit = 1000 + n })] };
        var ions = LayerMapping.IonsPerMonitorUnit(commissioned)!;
        Assert.Equal(1020, ions(Generic.Energies[20].EnergyMeVPerU));
        Assert.Equal(1021, ions(0.25 * Generic.Energies[20].EnergyMeVPerU + 0.75 * Generic.Energies[21].EnergyMeVPerU));
        Assert.Equal(1000, LayerMapping.IonsPerMonitorUnit(commissioned with { Energies = [commissioned.Energies[0]] })!(200));
    }

    private static double Map(double energy, List<string> warnings)
    {
        var layer = new EnergyLayer { EnergyMeVPerU = energy, XMm = [0], YMm = [0], Particles = [1e6] };
        var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [layer] };
        var plan = new Plan { Name = "", MachineName = "", Fractions = 1, Beams = [beam] };
        return LayerMapping.ToMachine(plan, Generic, warnings).Beams[0].Layers[0].EnergyMeVPerU;
    }
}
