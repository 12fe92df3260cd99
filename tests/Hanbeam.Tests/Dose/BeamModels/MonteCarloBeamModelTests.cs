using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class MonteCarloBeamModelTests
{
    // Short ranges and 3 % of uncertainty: 300 ions a beam. Enough to see what must hold of every model.
    private static readonly Lazy<BeamModel> Small = new(() => MonteCarloBeamModel.Generate(GenericSynchrotron.Create([70, 90]), 0.03, 7, new WorkContext(2)));

    [Fact]
    public void Model_FromOneAndFromTwoThreads_HasTheSameBits()
    {
        var one = MonteCarloBeamModel.Generate(GenericSynchrotron.Create([70, 90]), 0.03, 7, new WorkContext(1));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(one.Energies[i].IntegralDose, Small.Value.Energies[i].IntegralDose);
            Assert.Equal(one.Energies[i].Spectra!.IonsPerPrimary, Small.Value.Energies[i].Spectra!.IonsPerPrimary);
        }
    }

    [Fact]
    public void Ranges_AreThoseOfTheTable_LessNozzleAndFilter()
    {
        foreach (var energy in Small.Value.Machine.Energies)
        {
            var expected = RangeTable.Of(Ion.Carbon12).RangeMm(energy.EnergyMeVPerU) - GenericSynchrotron.Line.NozzleWaterEquivalentMm - 1.7;
            Assert.Equal(expected, energy.RangeMm, 0.7); // a peak of a uniform spread of 3.4 mm has its 80 % up to 0.2·3.4 mm beyond the middle
        }
    }

    [Fact]
    public void File_TakesIt()
    {
        using var folder = new TemporaryFolder();
        MachineFile.Write(folder["m.machine"], Small.Value);
        var read = MachineFile.Read(folder["m.machine"]);
        Assert.Equal(5, read.Energies[0].Components.Count);
        Assert.Equal(13, read.Energies[0].Spectra!.Species.Count);
    }

    [Fact]
    public void Energy_IsThere_NearlyAll()
    {
        var beam = Small.Value.Energies[1];
        var deposited = Enumerable.Range(1, beam.DepthMm.Length - 1).Sum(d => 0.5 * (beam.IntegralDose[d] + beam.IntegralDose[d - 1]) * (beam.DepthMm[d] - beam.DepthMm[d - 1]));
        // Gy·mm³ per 10⁶ ions: 1 MeV in 1 mm³ of water is 1.602e-7 Gy. What is left behind nozzle and filter, less 2 % to neutrons and gamma rays.
        var table = RangeTable.Of(Ion.Carbon12);
        var expected = 12 * table.EnergyMeVPerU(table.RangeMm(90) - 4.27) * 0.16022;
        Assert.InRange(deposited / expected, 0.95, 1.01);
    }

    [Fact]
    public void OtherIonEnergyOrUncertainty_IsRefused()
    {
        var machine = GenericSynchrotron.Create([70, 90]);
        Refused(machine with { Ion = new IonSpecies("4He", 2, 4) }, 0.03);
        Refused(GenericSynchrotron.Create([20, 90]), 0.03);
        Refused(machine, 0.5);
        Refused(machine with { Nozzle = null }, 0.03);
    }

    private static void Refused(Machine machine, double uncertainty) =>
        Assert.Throws<InputException>(() => MonteCarloBeamModel.Generate(machine, uncertainty, 1, new WorkContext(1)));
}
