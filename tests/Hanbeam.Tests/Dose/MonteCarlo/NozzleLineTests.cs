using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

/// <summary>The plates of a machine: in the order of the beam, none over another, with the water equivalent that the machine states.</summary>
public sealed class NozzleLineTests
{
    private static readonly Lazy<Machine> Generic = new(() => MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")).Machine);

    [Theory]
    [InlineData(0)]
    [InlineData(650)]
    public void Slabs_OfTheGenericMachine_StandInOrderWithItsWaterEquivalent(double lowestZgMm)
    {
        var machine = Generic.Value;
        var slabs = NozzleLine.Slabs(machine, machine.Nozzle!, drawRipple: true, lowestZgMm);
        for (var n = 1; n < slabs.Count; n++) Assert.True(slabs[n].UpstreamZgMm <= slabs[n - 1].UpstreamZgMm - slabs[n - 1].ThicknessMm + 1e-9);
        Assert.True(slabs[^1].UpstreamZgMm - slabs[^1].ThicknessMm >= lowestZgMm - 1e-9);
        var water = slabs.Sum(slab => slab.ThicknessMm * slab.DensityGPerCm3 * NozzleLine.StoppingRatio(slab.Material));
        // The machine rounds its nozzle to 0.01 mm; ratios move by 0.3 % of a metre of air over the energies.
        Assert.Equal(machine.Nozzle!.WaterEquivalentMm + machine.RippleFilter!.MeanWaterEquivalentMm, water, 0.015);
        Assert.Single(slabs, slab => slab.RandomWidthMm > 0);
    }

    [Fact]
    public void StoppingRatio_OfWater_IsOne() => Assert.Equal(1, NozzleLine.StoppingRatio(Material.Water));
}
