using System.Globalization;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Stopping;
using Hanbeam.Physics.Ions;
using Hanbeam.Tests;
using Hanbeam.Treatment.Machines;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// A beam model interpolates between simulated beams, folds filter and energy spread in, smooths and describes what lies aside by Gaussians. Here is what that does: the same energy followed ion by
/// ion, each with its own energy and thickness of the filter, in rings; and the model made again with another seed.
/// </summary>
public sealed class MonteCarloBeamModel_AgreesWithItsParts
{
    private static readonly double[] Chosen = [100, 180, 265, 345, 415];

    [Fact]
    public void Model_OfFewIons_IsWhatTheEngineGives() => Agree(0.01, 20_000);

    [Fact]
    [Trait("Category", "Long")]
    public void Model_OfManyIons_IsWhatTheEngineGives() => Agree(0.003, 200_000);

    private void Agree(double uncertainty, int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, FormattableString.Invariant($"The beam model by Monte Carlo, made with {100 * uncertainty} % at the peak, is between its nodes what the engine gives for that energy: range, peak and depth dose to its noise, which two seeds show to be what was asked for, and the dose aside to what one Gaussian for helium and one for lithium to boron can hold."),
            "Ions of that energy followed one by one through nozzle and ripple filter, scored in rings; the model made with another seed", method);
        var machine = GenericSynchrotron.Create(Chosen);
        var work = new WorkContext(2);
        var (one, other) = (MonteCarloBeamModel.Generate(machine, uncertainty, 1, work), MonteCarloBeamModel.Generate(machine, uncertainty, 1001, work));
        Noise(claim, uncertainty, one, other);
        // The peak of a direct run scatters by the number of ions that get there, as the model's does.
        foreach (var nominal in new[] { Chosen[1], Chosen[3] }) Between(claim, uncertainty, machine, one, other, SimulatedBeamInWater.Run(machine, nominal, histories, 5, HaloScale.None, work), histories);
        claim.Conclude();
    }

    private static void Noise(Claim claim, double uncertainty, BeamModel one, BeamModel other)
    {
        var rows = new List<string[]>();
        var (peaks, plateaus) = (new List<double>(), new List<double>());
        foreach (var (a, b, energy) in one.Energies.Zip(other.Energies, one.Machine.Energies))
        {
            double Difference(double depth) => CurveFigures.At(a.DepthMm, a.IntegralDose, depth) / CurveFigures.At(b.DepthMm, b.IntegralDose, depth) - 1;
            double[] plateau = [.. Enumerable.Range(0, 17).Select(n => Difference(0.05 * (n + 1) * energy.RangeMm) / Math.Sqrt(2))];
            peaks.Add((a.IntegralDose.Max() / b.IntegralDose.Max() - 1) / Math.Sqrt(2));
            plateaus.AddRange(plateau);
            var (halo, width) = (Halo(a, 0.7 * energy.RangeMm), Halo(b, 0.7 * energy.RangeMm));
            rows.Add([Text(energy.EnergyMeVPerU, "F0"), Text(100 * peaks[^1], "F2"), Text(100 * Rms(plateau), "F2"), Text((energy.RangeMm - other.Machine.Energies[rows.Count].RangeMm) / Math.Sqrt(2), "F3"), Text(100 * (halo / width - 1) / Math.Sqrt(2), "F1")]);
        }

        claim.AtMost("noise of the peak, root mean square over the energies", 100 * Rms(peaks), 200 * uncertainty, "%", "twice what was asked for; the root mean square of five differences lies beyond once in 1000 times");
        claim.AtMost("noise in front of the peak, the same", 100 * Rms(plateaus), 100 * uncertainty, "%", "more ions than get to the peak, and smoothed");
        claim.Table("Noise of one model, from two (differences over √2)", ["MeV/u", "peak (%)", "5 to 85 % of the range, rms (%)", "range (mm)", "halo's share at 70 %, of itself (%)"], rows);
    }

    private static void Between(Claim claim, double uncertainty, Machine machine, BeamModel model, BeamModel again, SimulatedBeamInWater direct, int histories)
    {
        var nominal = direct.EnergyMeVPerU;
        var at = FormattableString.Invariant($"{nominal} MeV/u");
        var beam = model.Energies.First(one => one.EnergyMeVPerU == nominal);
        var pencil = new PencilModel(beam);
        var (drawn, made) = (CurveFigures.Of(direct.DepthMm, [.. direct.DepthMm.Select(direct.IntegralDose)]), CurveFigures.Of(direct.DepthMm, [.. direct.DepthMm.Select(pencil.IntegralDose)]));
        var nodes = Nodes(machine);
        var range = RangeTable.Of(Ion.Carbon12).RangeMm(nominal) - BeamLine.Of(machine).NozzleWaterEquivalentMm - machine.RippleFilter!.MeanWaterEquivalentMm;
        claim.AtLeast($"{at}: distance of its range from the nearest node, of a step", nodes.Min(node => Math.Abs(Math.Log(range / node))) / Math.Log(nodes[1] / nodes[0]), 0.1, "", "it must lie between nodes for interpolation to be seen");
        claim.Within($"{at}: range (distal 80 %), model less engine", made.RangeMm - drawn.RangeMm, 0, 0.05, "mm", "a tenth of the spacing of depths at the peak in the machine file is 0.02 mm; ratios of stopping powers of the plates are fitted to 0.03 %");
        claim.Within($"{at}: distal fall-off, model less engine", made.DistalFalloffMm - drawn.DistalFalloffMm, 0, 0.08, "mm", "the filter is folded in as water of varying thickness");
        claim.Within($"{at}: width of the peak at 80 %, model less engine", made.PeakWidthMm - drawn.PeakWidthMm, 0, 0.2, "mm", "as above; half a point's spacing on the rise");
        var statistics = Math.Sqrt(uncertainty * uncertainty + 1.0 / histories);
        double Ratio(double depth) => pencil.IntegralDose(depth) / direct.IntegralDose(depth) - 1;
        claim.Within($"{at}: dose at the peak, model over engine less 1", 100 * (direct.DepthMm.Max(pencil.IntegralDose) / direct.DepthMm.Max(direct.IntegralDose) - 1), 0, 100 * (0.005 + 3 * statistics), "%", "three times the noise of both, and half a per cent of folding");
        double[] plateau = [.. direct.DepthMm.Where(depth => depth > 0.03 * range && depth < 0.9 * range).Select(Ratio)];
        claim.AtMost($"{at}: rms difference of the depth dose from 3 to 90 % of the range", 100 * Rms(plateau), 100 * (0.003 + 2 * statistics), "%", "twice the noise, and 0.3 % of interpolation");
        double[] tail = [.. direct.DepthMm.Where(depth => depth > drawn.RangeMm + 10 && depth < drawn.RangeMm + 40).Select(Ratio)];
        // Few ions make the tail: its noise is what two seeds differ by, and the engine's own.
        var second = new PencilModel(again.Energies.First(one => one.EnergyMeVPerU == nominal));
        var noise = Rms(direct.DepthMm.Where(depth => depth > drawn.RangeMm + 10 && depth < drawn.RangeMm + 40).Select(depth => (pencil.IntegralDose(depth) / second.IntegralDose(depth) - 1) / Math.Sqrt(2)));
        claim.AtMost($"{at}: rms difference of the tail, 10 to 40 mm behind the range", 100 * Rms(tail), 100 * (0.01 + 3 * Math.Sqrt(noise * noise + 20.0 / histories)), "%", "1 % of interpolation, three times the noise: what two seeds differ by, and the 5 % of the engine's ions that leave something in a layer there");
        var rows = new List<string[]>();
        foreach (var part in new[] { 0.3, 0.5, 0.7, 0.9 })
        {
            var depth = part * drawn.RangeMm;
            rows.Add([Text(part, "F1"), .. new[] { 2.0, 4, 7, 10, 15, 25, 50, 100 }.Select(radius => $"{Text(100 * direct.Inside(depth, radius), "F1")} ({Text(100 * (pencil.RoundChamber(depth, radius, 0) - direct.Inside(depth, radius)), "+0.0;-0.0;0.0")})")]);
            claim.Within($"{at}: dose within 50 mm at {part} of the range, model less engine, of all", 100 * (pencil.RoundChamber(depth, 50, 0) - direct.Inside(depth, 50)), 0, 0.5, "%", "a chamber of that size");
            claim.Within($"{at}: dose within 10 mm at {part} of the range, model less engine, of all", 100 * (pencil.RoundChamber(depth, 10, 0) - direct.Inside(depth, 10)), 0, 3, "%", "a pencil's own share: one Gaussian for helium, whose true distribution has a wide part, and one for lithium to boron");
        }

        claim.Table($"Dose within a radius of a pencil without width at {at}: engine (model less engine), % of all", ["depth over range", "2 mm", "4 mm", "7 mm", "10 mm", "15 mm", "25 mm", "50 mm", "100 mm"], rows);
        claim.Figure(at, "depth (mm)", "Gy·mm² per 10⁶ ions", ("beam model", beam.DepthMm, beam.IntegralDose, false), ("engine", direct.DepthMm, [.. direct.DepthMm.Select(direct.IntegralDose)], true));
    }

    // Ranges of the simulated beams, as the builder spaces them.
    private static double[] Nodes(Machine machine)
    {
        var mean = BeamLine.Of(machine).NozzleWaterEquivalentMm + machine.RippleFilter!.MeanWaterEquivalentMm;
        double[] ranges = [.. machine.Energies.Select(energy => RangeTable.Of(Ion.Carbon12).RangeMm(energy.EnergyMeVPerU) - mean)];
        return WaterBeamSet.Ranges(ranges.Min(), ranges.Max(), MonteCarloWaterBeams.RangeRatio);
    }

    private static double Halo(EnergyBeamData beam, double depth) => beam.Components.Where(c => c.Group == LateralGroup.Halo).Sum(c => CurveFigures.At(beam.DepthMm, c.Weight, depth));

    private static double Rms(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
