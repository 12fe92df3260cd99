using Hanbeam.App.Machines;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Machines;

public sealed class MachineSpecYamlTests
{
    private static readonly string Generic = File.ReadAllText(SourceTree.Path("data", "machines", "generic-synchrotron.yaml"));

    [Fact]
    public void GenericSynchrotron_HasItsNozzle()
    {
        var nozzle = MachineSpecYaml.Parse("m.yaml", Generic).Machine.Nozzle!;
        Assert.Equal(2.57, nozzle.WaterEquivalentMm); // 1.5 mm and a metre of air, 1.07 mm
        Assert.Equal(0.001, nozzle.RelativeEnergySpread);
        Assert.Equal(["water", "air"], nozzle.Slabs.Select(slab => slab.Material));
    }

    [Fact]
    public void Emittance_IsWaistTimesDivergence()
    {
        var axis = MachineSpecYaml.Parse("m.yaml", Generic.Replace("divergence: 0,", "emittance: 3,", StringComparison.Ordinal)).Optics.X;
        Assert.Equal(0.0015, axis.DivergenceRad, 1e-12); // 3 mm·mrad over 2 mm
    }

    [Fact]
    public void Scatterers_AreTheNozzle_WhereNoneAreGiven()
    {
        var from = Generic.IndexOf("  scatterers:", StringComparison.Ordinal);
        var to = Generic.IndexOf("rippleFilter:", StringComparison.Ordinal);
        var spec = MachineSpecYaml.Parse("m.yaml", Generic.Remove(from, to - from));
        Assert.Equal(spec.Machine.Nozzle!.Slabs, spec.Optics.Scatterers);
    }

    [Theory]
    [InlineData("ion: 12C", "ion: 12X", "ion is '12X'")]
    [InlineData("highest: 430", "highest: 4300", "energies.highest is 4300 MeV/u, and must be 10 to 500 MeV/u")]
    [InlineData("lowest: 55.6", "lowest: 431", "lies above")]
    [InlineData("energies: { highest: 430, lowest: 55.6, rangeStep: 2 }", "energies: [100, 90]", "energies must ascend")]
    [InlineData("energySpread: 0.001", "energySpread: 0.1", "energySpread is 0.1")]
    [InlineData("material: air", "material: aire", "no material aire")]
    [InlineData("divergence: 0,", "divergence: 0, emittance: 3,", "one follows from the other")]
    [InlineData("waterEquivalentMean: 1.7", "waterEquivalentMean: 17", "waterEquivalentMean is 17")]
    [InlineData("sourceAxisDistance: [8000, 7400]", "sourceAxisDistance: [8000]", "must be a list of 2 numbers")]
    [InlineData("settling:", "setling:", "did you mean settling")]
    [InlineData("source: assumed }", "sauce: assumed }", "unknown key 'sauce'")]
    [InlineData("schema: hanbeam-machine-spec/1", "schema: hanbeam-machine/1", "the schema is")]
    public void WrongValue_IsRefused_WithItsLine(string from, string to, string sentence)
    {
        Assert.Contains(from, Generic, StringComparison.Ordinal);
        var message = Assert.Throws<InputException>(() => MachineSpecYaml.Parse("m.yaml", Generic.Replace(from, to, StringComparison.Ordinal))).Message;
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.StartsWith("m.yaml, line ", message, StringComparison.Ordinal);
    }
}
