using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class MonteCarloAndDeterministicBeamModels_Agree
{
    [Fact]
    public void GenericSynchrotron_MadeTwice_HasTheSameRangesAndNearlyTheSameDose()
    {
        var claim = Claim.Of(this, "The beam model of generic-synchrotron by Monte Carlo and one by the deterministic transport, which share stopping powers and nothing else, have the same ranges and, in front of the peak, doses within a few per cent.", "The deterministic transport, with a nuclear model of its own (docs/methods/transport.md)");
        double[] chosen = [150, 220, 290, 350, 410];
        var work = new WorkContext(2);
        // One per cent at the peak by the number of ions: small beside what the two differ by.
        var drawn = MonteCarloBeamModel.Generate(GenericSynchrotron.Create(chosen), 0.01, 1, work);
        var energies = drawn.Machine.Energies;
        var made = BeamModelGenerator.Generate(GenericSynchrotron.Create(chosen), work);
        var table = new List<string[]>();
        for (var i = 0; i < chosen.Length; i++)
        {
            var (simulated, computed) = (drawn.Energies[i], made.Energies[i]);
            var at = FormattableString.Invariant($"{computed.EnergyMeVPerU:F1} MeV/u");
            var range = made.Machine.Energies[i].RangeMm;
            claim.Within($"{at}: range", energies[i].RangeMm, range, 0.1, "mm", "half a step of the depth grid");
            double Ratio(double depth) => CurveFigures.At(simulated.DepthMm, simulated.IntegralDose, depth) / CurveFigures.At(computed.DepthMm, computed.IntegralDose, depth);
            double[] places = [.. Enumerable.Range(0, 19).Select(n => 0.05 * n * range)];
            claim.AtMost($"{at}: rms difference of dose up to 90 % of the range", 100 * Math.Sqrt(places.Average(depth => Math.Pow(Ratio(depth) - 1, 2))), 4, "%", "cross sections of the two differ by 10 %, and so does the energy that neutrons carry away");
            claim.Within($"{at}: dose at the peak over the deterministic one", simulated.IntegralDose.Max() / computed.IntegralDose.Max(), 1, 0.08, "", "survival to the peak: a cross section 5 % higher takes 6 % of it at 430 MeV/u");
            var (halo, other) = (Halo(simulated, 0.7 * range), Halo(computed, 0.7 * range));
            table.Add([at, $"{energies[i].RangeMm:F2}", $"{range:F2}", $"{100 * (Ratio(0.5 * range) - 1):F1}", $"{100 * (simulated.IntegralDose.Max() / computed.IntegralDose.Max() - 1):F1}", $"{100 * (Ratio(range + 15) - 1):F1}", $"{100 * halo:F1}", $"{100 * other:F1}"]);
            if (i % 2 == 0) claim.Figure($"{at}", "depth (mm)", "Gy·mm² per 10⁶ ions", ("Monte Carlo", simulated.DepthMm, simulated.IntegralDose, false), ("deterministic", computed.DepthMm, computed.IntegralDose, false));
        }

        claim.Table("Monte Carlo against deterministic", ["energy", "range (mm)", "range, deterministic", "dose at half the range, %", "at the peak, %", "15 mm behind, %", "halo's share at 70 %, %", "deterministic, %"], table);
        claim.Conclude();
    }

    private static double Halo(EnergyBeamData beam, double depth) => beam.Components.Where(c => c.Group == LateralGroup.Halo).Sum(c => CurveFigures.At(beam.DepthMm, c.Weight, depth));
}
