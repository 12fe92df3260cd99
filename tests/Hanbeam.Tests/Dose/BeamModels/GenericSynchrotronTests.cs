using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class GenericSynchrotronTests
{
    private static readonly Lazy<BeamModel> Shipped = new(() => MachineFile.Read(SourceTree.Path("data", "machines", "generic-synchrotron.machine")));

    [Fact]
    public void Energies_Reach_TheirEndsInTwoMillimetreSteps()
    {
        var energies = GenericSynchrotron.EnergiesMeVPerU();
        Assert.Equal(430, energies[^1]);
        Assert.InRange(energies[0], 55.6, 57);
        Assert.InRange(energies.Count, 148, 152); // "about 150"
        var table = RangeTable.Of(Ion.Carbon12);
        for (var i = 1; i < energies.Count; i++)
            Assert.Equal(2, table.RangeMm(energies[i]) - table.RangeMm(energies[i - 1]), 0.015); // energies are rounded to 0.01 MeV/u
    }

    [Theory]
    [InlineData(56, 5.2)]
    [InlineData(80, 3.9)]
    [InlineData(120, 3.1)]
    [InlineData(160, 2.7)]
    [InlineData(200, 2.5)]
    [InlineData(290, 2.2)]
    [InlineData(350, 2.2)]
    [InlineData(430, 2.1)]
    public void SpotSigma_AtTheIsocentre_IsTheFigure(double energy, double sigma) =>
        Assert.Equal(sigma, GenericSynchrotron.SpotSigmaMm(energy), 0.06); // one digit after the point

    [Fact]
    public void ShippedFile_IsOfItsDescription()
    {
        var described = GenericSynchrotron.Spec.Create();
        var shipped = Shipped.Value.Machine;
        Assert.Equivalent(described.Energies, shipped.Energies.Select(energy => energy with { RangeMm = 0 }), strict: true);
        Assert.Equivalent(described with { Energies = [] }, shipped with { Energies = [], Provenance = [.. shipped.Provenance.SkipLast(1)] }, strict: true);
        Assert.StartsWith("computed: Hanbeam ", shipped.Provenance[^1].Source, StringComparison.Ordinal); // how the beam model was made
    }

    // The shortest two ranges come from the shortest four simulated beams; those are the same however many are made.
    [Fact]
    public void ShippedFile_AtItsLowestEnergies_IsWhatMonteCarloMakes() => AssertMade(Made(beams: 4, energies: 2));

    [Fact]
    [Trait("Category", "Long")]
    public void ShippedFile_IsWhatMonteCarloMakes() => AssertMade(Made(beams: int.MaxValue, energies: int.MaxValue));

    [Fact]
    public void ShippedFile_IsNotForClinicalUse_AndNamesEverySource()
    {
        Assert.False(Shipped.Value.Machine.Clinical);
        Assert.All(Shipped.Value.Machine.Provenance, figure => Assert.False(string.IsNullOrWhiteSpace(figure.Source)));
        Assert.True(new FileInfo(SourceTree.Path("data", "machines", "generic-synchrotron.machine")).Length < 8_000_000); // what a clone should carry
    }

    // What the shipped file's provenance names: a standard uncertainty of 0.25 % at the peak, seed 1.
    private static BeamModel Made(int beams, int energies)
    {
        var (machine, work) = (GenericSynchrotron.Spec.Create(), new WorkContext(2));
        var set = MonteCarloBeamModel.Beams(machine, 0.0025, 1, work, beams);
        return MonteCarloBeamModel.Assemble(machine with { Energies = [.. machine.Energies.Take(energies)] }, set, work);
    }

    private static void AssertMade(BeamModel made)
    {
        for (var n = 0; n < made.Energies.Count; n++)
        {
            Assert.Equal(made.Machine.Energies[n].RangeMm, Shipped.Value.Machine.Energies[n].RangeMm);
            AssertSame(made.Energies[n], Shipped.Value.Energies[n]);
        }
    }

    // One unit in the last place of what is stored: mathematical functions of the processor may differ in their last bit.
    private static void AssertSame(EnergyBeamData made, EnergyBeamData shipped)
    {
        Assert.Equal(made.DepthMm, shipped.DepthMm);
        for (var d = 0; d < made.DepthMm.Length; d++)
        {
            Assert.Equal(made.IntegralDose[d], shipped.IntegralDose[d], 1.2e-7 * made.IntegralDose[d]);
            Assert.Equal(made.DoseAveragedLet[d], shipped.DoseAveragedLet[d], 1.2e-7 * made.DoseAveragedLet[d]);
        }

        Assert.Equal(made.Spectra!.DepthMm, shipped.Spectra!.DepthMm);
        for (var i = 0; i < made.Spectra.IonsPerPrimary.Length; i++)
            Assert.Equal(made.Spectra.IonsPerPrimary[i], shipped.Spectra.IonsPerPrimary[i], 6e-8 + 1e-3 * made.Spectra.IonsPerPrimary[i]); // float16
    }
}
