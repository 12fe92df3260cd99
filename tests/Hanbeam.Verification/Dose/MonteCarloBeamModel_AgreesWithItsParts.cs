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
    private static readonly double[] Radii = [10, 25, 50];

    // Of the dose outside a radius; and the energy from which it is kept.
    private const double AsideBound = 1.0 / 6;
    private const double AsideHoldsFrom = 300;

    [Fact]
    public void Model_OfFewIons_IsWhatTheEngineGives() => Agree(0.01, 20_000);

    [Fact]
    [Trait("Category", "Long")]
    public void Model_OfManyIons_IsWhatTheEngineGives() => Agree(0.003, 200_000);

    private void Agree(double uncertainty, int histories, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, FormattableString.Invariant($"The beam model by Monte Carlo, made with {100 * uncertainty} % at the peak, is between its nodes what the engine gives for that energy: range, peak and depth dose to its noise, which two seeds show to be what was asked for. The dose outside 10, 25 and 50 mm is met within a sixth of itself at 345 MeV/u, and with many ions at 180 MeV/u, where few make it (tables)."),
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
        var second = new PencilModel(again.Energies.First(one => one.EnergyMeVPerU == nominal));
        // Of the part that is looked at: what two seeds of the model differ by there.
        double Noise(double[] depths) => Rms(depths.Select(depth => (pencil.IntegralDose(depth) / second.IntegralDose(depth) - 1) / Math.Sqrt(2)));
        double[] plateau = [.. direct.DepthMm.Where(depth => depth > 0.03 * range && depth < 0.9 * range)], tail = [.. direct.DepthMm.Where(depth => depth > drawn.RangeMm + 10 && depth < drawn.RangeMm + 40)];
        // An ion that reacted leaves about half of what one leaves that did not, so that doses of single ions scatter by a quarter of their mean at most.
        var ofPlateau = Math.Sqrt(Math.Pow(Noise(plateau), 2) + 0.25 * 0.25 / histories);
        claim.AtMost($"{at}: rms difference of the depth dose from 3 to 90 % of the range", 100 * Rms(plateau.Select(Ratio)), 100 * (0.003 + 2 * ofPlateau), "%", "0.3 % of interpolation, and twice the noise of this part: of the model by two seeds, of the engine a quarter over the root of its ions, as these leave either all or about half");
        // Few ions reach a layer of the tail, each on its own: their batches tell.
        var ofTail = Math.Sqrt(Math.Pow(Noise(tail), 2) + Math.Pow(Rms(tail.Select(direct.RelativeUncertainty)), 2));
        claim.AtMost($"{at}: rms difference of the tail, 10 to 40 mm behind the range", 100 * Rms(tail.Select(Ratio)), 100 * (0.01 + 2 * ofTail), "%", "1 % of interpolation, and twice the noise of this part: of the model by two seeds, of the engine by its batches");
        Aside(claim, at, nominal, direct, pencil, drawn.RangeMm);
        claim.Figure(at, "depth (mm)", "Gy·mm² per 10⁶ ions", ("beam model", beam.DepthMm, beam.IntegralDose, false), ("engine", direct.DepthMm, [.. direct.DepthMm.Select(direct.IntegralDose)], true));
    }

    // What lies outside a radius is bounded over itself: of all dose it is so little that no error of it would be seen.
    private static void Aside(Claim claim, string at, double nominal, SimulatedBeamInWater direct, PencilModel pencil, double rangeMm)
    {
        var (inside, outside) = (new List<string[]>(), new List<string[]>());
        double most = 0;
        foreach (var part in new[] { 0.3, 0.5, 0.7, 0.9 })
        {
            var depth = part * rangeMm;
            inside.Add([Text(part, "F1"), .. new[] { 2.0, 4, 7, 10, 15, 25, 50, 100 }.Select(radius => $"{Text(100 * direct.Inside(depth, radius), "F1")} ({Text(100 * (pencil.RoundChamber(depth, radius, 0) - direct.Inside(depth, radius)), "+0.0;-0.0;0.0")})")]);
            double Over(double radius) => (1 - pencil.RoundChamber(depth, radius, 0)) / (1 - direct.Inside(depth, radius)) - 1;
            outside.Add([Text(part, "F1"), .. Radii.Select(radius => $"{Text(100 * (1 - direct.Inside(depth, radius)), "F2")} ({Text(100 * Over(radius), "+0;-0;0")} %{(Math.Abs(Over(radius)) > AsideBound ? ", not met" : "")})")]);
            most = Math.Max(most, Radii.Max(Over));
            if (nominal < AsideHoldsFrom) continue;
            foreach (var radius in Radii) claim.Within($"{at}: dose outside {radius} mm at {part} of the range, model over engine less 1", 100 * Over(radius), 0, 100 * AsideBound, "%", "as LateralComponents_HoldTheDoseAside allows where the Gaussians are fitted: 1 % of all dose at most");
        }

        claim.AtMost($"{at}: dose outside 10, 25, 50 mm, most that the model has more than the engine, of it", 100 * most, 100 * AsideBound, "%", "as above");
        var title = $"the dose outside a radius of a pencil at {at} (engine, % of all; model less engine, of it; bound a sixth), as few ions make it where it is not met";
        claim.Table((outside.Any(row => row.Any(cell => cell.Contains("not met", StringComparison.Ordinal))) ? "Not met: " : "Met: ") + title, ["depth over range", .. Radii.Select(radius => $"{radius} mm")], outside);
        claim.Table($"Dose within a radius of a pencil without width at {at}: engine (model less engine), % of all", ["depth over range", "2 mm", "4 mm", "7 mm", "10 mm", "15 mm", "25 mm", "50 mm", "100 mm"], inside);
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
