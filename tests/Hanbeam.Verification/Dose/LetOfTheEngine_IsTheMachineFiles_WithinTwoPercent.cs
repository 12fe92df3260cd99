using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Tests;
using Hanbeam.Treatment.Plans;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class LetOfTheEngine_IsTheMachineFiles_WithinTwoPercent
{
    // Below a hundredth of the peak's dose LET decides nothing.
    private const double LowestDose = 0.01;

    [Fact]
    public void TotalLet_OverDepth_IsTheTablesEverywhere()
    {
        var claim = Claim.Of(this, "The dose-averaged LET that the engine makes from the spectra of generic-synchrotron is the LET of the same machine file at every depth.", "The file's own table: each group's LET from spectra in bins a third as wide and primaries integrated down to where they stop, weighted with the groups' dose [ZaiderRossi1980]");
        var model = MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron", SourceTree.Path("data")));
        var factory = new LayerKernelFactory(model, null);
        foreach (var energy in new[] { 120, 200, 290, 400 })
        {
            var beam = model.Energies.MinBy(e => Math.Abs(e.EnergyMeVPerU - energy))!;
            var kernel = factory.Create(new EnergyLayer { EnergyMeVPerU = beam.EnergyMeVPerU, XMm = [], YMm = [], Particles = [] }, null);
            var peak = beam.IntegralDose.Max();
            var depths = beam.DepthMm.Where((depth, d) => beam.IntegralDose[d] > LowestDose * peak && depth < (kernel.DepthCount - 1) * LayerKernel.UsualDepthStepMm).ToArray();
            var own = depths.Select(depth => Let(kernel, depth)).ToArray();
            double[] file = [.. depths.Select(depth => DepthCurve.At(beam.DepthMm, beam.DoseAveragedLet, depth))];
            var label = FormattableString.Invariant($"{beam.EnergyMeVPerU} MeV/u");
            claim.AtMost($"{label}: largest deviation", 100 * depths.Select((depth, d) => Deviation(beam, depth, own[d])).Max(), 2, "%", "energy bins 21 % wide, depths of the spectra, and recoils, which weigh the components but have no LET");
            claim.Figure(label, "depth (mm)", "dose-averaged LET (keV/µm)", ("engine", depths, own, false), ("machine file", depths, file, true));
        }

        claim.Conclude();
    }

    // Where LET falls to a quarter in 0.2 mm a value is compared with all those of the file within a tenth of a millimetre, the step of the engine's table.
    private static double Deviation(EnergyBeamData beam, double depthMm, double let)
    {
        double[] near = [.. new[] { -LayerKernel.UsualDepthStepMm, 0, LayerKernel.UsualDepthStepMm }.Select(shift => DepthCurve.At(beam.DepthMm, beam.DoseAveragedLet, depthMm + shift))];
        return let > near.Max() ? let / near.Max() - 1 : let < near.Min() ? 1 - let / near.Min() : 0;
    }

    private static double Let(LayerKernel kernel, double depthMm)
    {
        var x = depthMm / LayerKernel.UsualDepthStepMm;
        var n = (int)x;
        double Sum(Func<KernelComponent, int, double> of) => kernel.Components.Sum(c => of(c, n) + (x - n) * (of(c, n + 1) - of(c, n)));
        return Sum((c, i) => c.Amplitude[i] * c.Let[i]) / Sum((c, i) => c.Amplitude[i]);
    }
}
