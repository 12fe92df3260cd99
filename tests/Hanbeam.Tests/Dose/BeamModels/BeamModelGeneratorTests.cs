using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Ions;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels;

public sealed class BeamModelGeneratorTests
{
    [Fact]
    public void Model_FromOneAndFromTwoThreads_HasTheSameBits()
    {
        var machine = GenericSynchrotron.Create([80, 110]);
        var one = BeamModelGenerator.Generate(machine, GenericSynchrotron.Line, new WorkContext(1));
        var two = BeamModelGenerator.Generate(machine, GenericSynchrotron.Line, new WorkContext(2));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(one.Energies[i].IntegralDose, two.Energies[i].IntegralDose);
            Assert.Equal(one.Energies[i].Spectra!.IonsPerPrimary, two.Energies[i].Spectra!.IonsPerPrimary);
        }
    }

    [Fact]
    public void Spectra_GiveTheTabulatedLet_AndNearlyTheDose()
    {
        var beam = Generate(200);
        var spectra = beam.Spectra!;
        var bins = spectra.EnergyEdgesMeVPerU.Length - 1;
        foreach (var depth in new[] { 1, 3, 5 })
        {
            double dose = 0, let = 0;
            for (var s = 0; s < spectra.Species.Count; s++)
            {
                var table = RangeTable.Of(new Ion(spectra.Species[s].Z, spectra.Species[s].A));
                for (var b = 0; b < bins; b++)
                {
                    var stopping = table.StoppingKeVPerUm(Math.Sqrt(spectra.EnergyEdgesMeVPerU[b] * spectra.EnergyEdgesMeVPerU[b + 1]));
                    var ions = spectra.IonsPerPrimary[(s * spectra.DepthMm.Length + depth) * bins + b];
                    dose += ions * stopping;
                    let += ions * stopping * stopping;
                }
            }

            // 44 bins: 0.2 % (CellSpectraTests); linear interpolation of the table between its depths, 4 mm apart in the plateau.
            Assert.Equal(1, let / dose / At(beam, beam.DoseAveragedLet, spectra.DepthMm[depth]), 0.01);
            // Recoils (75 MeV a reaction) are dose but not ions: 2 to 6 % of it in the plateau.
            Assert.InRange(dose * 0.1602 / At(beam, beam.IntegralDose, spectra.DepthMm[depth]), 0.92, 1.005);
        }
    }

    [Fact]
    public void Weights_AddToOne_AndSigmasGrow()
    {
        var beam = Generate(200);
        for (var d = 0; d < beam.DepthMm.Length; d++) Assert.Equal(1, beam.Components.Sum(c => c.Weight[d]), 1e-12); // rounding
        var core = beam.Components.Single(c => c.Group == LateralGroup.Core);
        var peak = Array.IndexOf(beam.IntegralDose, beam.IntegralDose.Max());
        for (var d = 1; d < peak; d++) Assert.True(core.SigmaMm[d] > core.SigmaMm[d - 1]);
        Assert.Equal(0, core.SigmaMm[0], 0.01); // a pencil of zero size enters
    }

    [Fact]
    public void RippleFilter_IsTheMean_OverItsThicknesses()
    {
        var with = Generate(200);
        var machine = GenericSynchrotron.Create([200]) with { RippleFilter = null };
        var without = BeamModelGenerator.Generate(machine, GenericSynchrotron.Line, new WorkContext(1)).Energies[0];
        for (var depth = 1.0; depth < 90; depth += 0.5)
        {
            var mean = Enumerable.Range(0, 340).Average(i => At(without, without.IntegralDose, depth + (i + 0.5) / 100));
            Assert.Equal(mean, At(with, with.IntegralDose, depth), 0.01 * without.IntegralDose.Max()); // both are interpolated on 0.2 mm where the peak is 0.7 mm wide
        }
    }

    [Fact]
    public void OtherIonOrEnergy_IsRefused()
    {
        var machine = GenericSynchrotron.Create([200]);
        Assert.Throws<InputException>(() => BeamModelGenerator.Generate(machine with { Ion = new IonSpecies("4He", 2, 4) }, GenericSynchrotron.Line, new WorkContext(1)));
        Assert.Throws<InputException>(() => BeamModelGenerator.Generate(GenericSynchrotron.Create([20]), GenericSynchrotron.Line, new WorkContext(1)));
        Assert.Throws<InputException>(() => BeamModelGenerator.Generate(GenericSynchrotron.Create([500]), GenericSynchrotron.Line, new WorkContext(1)));
    }

    private static EnergyBeamData Generate(double energy) =>
        BeamModelGenerator.Generate(GenericSynchrotron.Create([energy]), GenericSynchrotron.Line, new WorkContext(1)).Energies[0];

    private static double At(EnergyBeamData beam, double[] values, double depth)
    {
        var i = Math.Max(1, Array.FindIndex(beam.DepthMm, d => d >= depth));
        var share = (depth - beam.DepthMm[i - 1]) / (beam.DepthMm[i] - beam.DepthMm[i - 1]);
        return values[i - 1] + share * (values[i] - values[i - 1]);
    }
}
