using Hanbeam.App.Machines;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

/// <summary>
/// Measurements are made by following ions one by one at the hidden energies, each with its own energy and thickness of the ripple filter, and read in rings with a chamber of 40.8 mm radius, in
/// layers that are no depths of the model, with an offset that all depths have in common. What fits them knows beams of other energies, folds, smooths, and has Gaussians.
/// </summary>
public sealed class HiddenMachine_IsFoundAgain_WithinItsUncertainty
{
    private const double ChamberRadiusMm = 40.8; // of the large plane-parallel chambers for ions
    private const double DepthOffsetMm = 0.15;

    // Chi-square of six: 1 % lies below the first, 1 % above the second.
    private const double LeastOfSix = 0.872;
    private const double MostOfSix = 16.81;

    [Fact]
    public void Parameters_FittedToFewSimulatedIons_AreTheHidden() => FoundAgain(40_000, 0.01, 20261122);

    [Fact]
    [Trait("Category", "Long")]
    public void Parameters_FittedToManySimulatedIons_AreTheHidden() => FoundAgain(100_000, 0.003, 20261123);

    [Fact]
    public void Parameters_FittedByAnotherModelOfReactions_AreAsFarOffAsTheModels()
    {
        var claim = Claim.Of(this, "Fitted with the beams of the deterministic transport, whose reactions are others than those of the measured beams, the same machine is found: energies to a tenth of a millimetre besides the common offset, filter and spots as with its own; energy spreads, halo and ions per monitor unit take up what the two models differ by, which their uncertainties do not hold. Not met: at 410 MeV/u the energy spread takes up 0.24 mm² of range variance, more than the 0.2 that was expected.",
            "The parameters that the measurements were made with");
        var (_, result) = Fit(40_000, null, 20261122);
        var rows = Rows(result);
        var carbon = RangeTable.Of(Ion.Carbon12);
        double[] ranges = [.. result.Energies.Select(e => carbon.RangeMm(e.BeamEnergyMeVPerU.Value) - carbon.RangeMm(e.NominalMeVPerU * HiddenMachine.EnergyRatio(e.NominalMeVPerU)))];
        claim.AtMost("ranges, largest deviation from their mean", ranges.Max(range => Math.Abs(range - ranges.Average())), 0.1, "mm", "a tenth of the tolerance of range; the mean is the offset of depths");
        claim.AtMost("ranges, mean deviation over the uncertainty of the offset", Math.Abs(ranges.Average()) / DepthOffsetMm, 3, "", "three standard uncertainties");
        claim.Within("ripple filter, found less hidden", result.RippleWidthMm.Value - HiddenMachine.RippleWidthMm, 0, 0.3, "mm", "a plateau 2 to 3 % off under the peak is taken for width");
        double Variance(double nominal, double spread) => Math.Pow(spread * nominal * Ion.Carbon12.A / carbon.StoppingKeVPerUm(nominal), 2);
        double[] excess = [.. result.Energies.Select(e => Variance(e.NominalMeVPerU, e.RelativeEnergySpread.Value) - Variance(e.NominalMeVPerU, HiddenMachine.EnergySpread(e.NominalMeVPerU)))];
        claim.AtMost("energy spreads as variance of the range, largest deviation up to 350 MeV/u", excess.SkipLast(1).Max(Math.Abs), 0.16, "mm²", "a peak 4 % higher over its plateau, as the two models differ at most, looks like 8 % less of the 1.5 mm² that filter, straggling and spread have together at 350 MeV/u; and the engine straggles 1 to 2.5 % wider than Bohr (RangesOfTransportedIons), 0.03 mm²");
        claim.Table(Math.Abs(excess[^1]) > 0.2 ? "Not met: the same at 410 MeV/u" : "The same at 410 MeV/u", ["found (mm²)", "bound (mm²)", "cause"], [[FormattableString.Invariant($"{excess[^1]:F2}"), "0.2", "presumably: reactions of the two models differ most at the longest range, and the lateral model of the deterministic one gives a chamber another share of the halo"]]);
        claim.AtMost("spots in air, largest deviation", 100 * result.Energies.Max(e => Math.Abs(e.SpotSigmaXMm!.Value.Value / HiddenMachine.SpotSigmaMm(e.NominalMeVPerU, alongX: true) - 1)), 1, "%", "no reactions in them");
        claim.AtMost("ions per monitor unit, largest deviation from 160 MeV/u", 100 * result.Energies.Skip(1).Max(e => Math.Abs(e.IonsPerMonitorUnit!.Value.Value / HiddenMachine.IonsPerMonitorUnit - 1)), 4, "%", "dose per ion in the plateau differs by so much between the models (MonteCarloAndDeterministicBeamModels_Agree); dose itself is met as measured. At 100 MeV/u the dose was measured 3 mm in front of the peak");
        claim.Table("Hidden and found", ["parameter", "hidden", "found", "uncertainty", "deviation in uncertainties"], [.. rows.Select(row => row.Line), .. Halo(result)]);
        claim.Conclude();
    }

    private void FoundAgain(int histories, double uncertainty, ulong seed, [System.Runtime.CompilerServices.CallerMemberName] string method = "")
    {
        var claim = Claim.Of(this, "Depth doses, profiles and doses of a machine with hidden parameters, followed ion by ion and read with a finite chamber, an offset of all depths and noise of 0.3 to 0.4 %, give back its energies (all with the one offset of depths), its ripple filter, its ions per monitor unit and its energy spreads within their stated uncertainties, group by group, and its spots closer than theirs. Not met: the halo's factors are effective ones, up to two fifths of themselves from those that were hidden and move with the noise, as Gaussians miss part of what they scale and dose and sigma make up for each other; they have no uncertainty, and that of energy spreads does not hold what a chamber of finite size makes of them. Field-size factors that were not measured are met with them.",
            "The parameters that the measurements were made with; ions are followed at the hidden energies and scored in rings, which the fit knows nothing of", method);
        var (beams, result) = Fit(histories, uncertainty, seed);
        var rows = Rows(result);
        Ranges(claim, result, seed);
        Groups(claim, result, rows);
        Verdict(claim, result);
        claim.IsTrue("energies and sizes were kept out of a first fit", result is { HeldOutMeasurements: not null, HeldOut.Count: > 20 }, "five figures of each of two depth doses, profiles, field sizes, doses");
        claim.AtLeast("turns between depth doses and halo", result.HaloTurns, 2, "", "a chamber of finite size needs more than one");
        var fields = Fields(beams, result);
        claim.AtMost("field-size factors that were not measured, sides of 40 and 65 mm, largest deviation", fields.Where(field => field.SideMm > 30).Max(field => Math.Abs(field.Deviation)), 2, "%", "the default tolerance of field-size factors");
        claim.AtMost("the same, sides of 15 mm", fields.Where(field => field.SideMm < 30).Max(field => Math.Abs(field.Deviation)), 2, "%", "as above");
        claim.Table("Hidden and found", ["parameter", "hidden", "found", "uncertainty", "deviation in uncertainties"], [.. rows.Select(row => row.Line), .. Halo(result)]);
        claim.Table("Field-size factors that were not measured, model less truth", ["MeV/u", "depth over range", "15 mm (%)", "40 mm (%)", "65 mm (%)"],
            fields.GroupBy(field => (field.Energy, field.Part)).Select(group => new[] { $"{group.Key.Energy}", FormattableString.Invariant($"{group.Key.Part}") }.Concat(group.Select(field => FormattableString.Invariant($"{field.Deviation:+0.0;-0.0;0.0}"))).ToArray()));
        foreach (var curve in result.Curves.Where(curve => curve.Kind == ComparedCurveKind.DepthDose && curve.Title.Contains("290", StringComparison.Ordinal)))
            claim.Figure(curve.Title, "depth (mm)", "dose over the peak's", ("model", curve.ModelX, curve.Model, false), ("measured", curve.X, curve.Measured, true));
        claim.Conclude();
    }

    // Six ranges share one draw, the offset: it is one pull, and what is left of them is held against the bound of a range.
    private static void Ranges(Claim claim, CommissioningResult result, ulong seed)
    {
        var carbon = RangeTable.Of(Ion.Carbon12);
        var drawn = new HiddenMachine { DepthOffsetMm = DepthOffsetMm, Seed = seed }.DrawnOffsetMm;
        double[] shifts = [.. result.Energies.Select(e => carbon.RangeMm(e.BeamEnergyMeVPerU.Value) - carbon.RangeMm(e.NominalMeVPerU * HiddenMachine.EnergyRatio(e.NominalMeVPerU)))];
        claim.AtMost("ranges, found less hidden and less the offset that was drawn, largest", shifts.Max(shift => Math.Abs(shift + drawn)), 0.1, "mm", "a tenth of the tolerance of range");
        claim.AtMost("the offset, mean of the ranges over its stated uncertainty", Math.Abs(shifts.Average()) / DepthOffsetMm, 2, "", "one draw for all six energies: 95 %");
        claim.Table("Ranges, found less hidden", ["MeV/u", "all (mm)", "less the drawn offset (mm)", "stated without the offset (mm)"], result.Energies.Zip(shifts, (e, shift) => new[]
            { $"{e.NominalMeVPerU}", FormattableString.Invariant($"{shift:F3}"), FormattableString.Invariant($"{shift + drawn:F3}"), FormattableString.Invariant($"{e.FitUncertaintyMm:F3}") }));
    }

    // Chi-square of each kind, from below too: an uncertainty that is too wide is as wrong as one that is too narrow.
    private static void Groups(Claim claim, CommissioningResult result, List<(string[] Line, double Pull)> rows)
    {
        double[] Pulls(string name) => [.. rows.Where(row => row.Line[0].Contains(name, StringComparison.Ordinal)).Select(row => row.Pull)];
        double Square(string name) => Pulls(name).Sum(pull => pull * pull);
        const string Six = "six independent figures: 98 % of chi-squares lie between, 1 % below and 1 % above";
        claim.Within("energy spreads, chi-square", Square("energy spread"), 0.5 * (LeastOfSix + MostOfSix), 0.5 * (MostOfSix - LeastOfSix), "", Six);
        claim.Within("ions per monitor unit, chi-square", Square("ions per monitor unit"), 0.5 * (LeastOfSix + MostOfSix), 0.5 * (MostOfSix - LeastOfSix), "", Six);
        claim.AtMost("ripple filter, deviation in standard uncertainties", Math.Abs(Pulls("ripple").Single()), 2.6, "", "one figure: 99 %");
        claim.AtMost("the largest of these thirteen in standard uncertainties", Pulls("energy spread").Concat(Pulls("ions per")).Concat(Pulls("ripple")).Max(Math.Abs), 3.3, "", "once in 80 times for thirteen");
        var spots = result.Energies.SelectMany(e => new[] { e.SpotSigmaXMm!.Value.Value / HiddenMachine.SpotSigmaMm(e.NominalMeVPerU, alongX: true), e.SpotSigmaYMm!.Value.Value / HiddenMachine.SpotSigmaMm(e.NominalMeVPerU, alongX: false) });
        claim.AtMost("spots in air, largest deviation of twelve", 100 * spots.Max(ratio => Math.Abs(ratio - 1)), 0.25, "%", "readings of 0.4 % at some twenty points across a spot give its width to 0.1 %, and five positions to less; two and a half times that");
        claim.Table("Not met: the uncertainty of spots, the halo's factors", ["figure", "found", "expected", "cause"],
        [
            ["spots, chi-square of twelve", FormattableString.Invariant($"{Square("spot sigma"):F2}"), "3.6 to 26.2 (98 %)", "not met from below: stated uncertainties are the floor of 0.5 % below which no width is taken to be measured (beam wander, chamber), which these profiles do not have"],
            ["halo, effective factor on its dose", FormattableString.Invariant($"{result.HaloDose:F2}"), FormattableString.Invariant($"{HiddenMachine.HaloDose}"), "not met: the form of the lateral model (7 % of what lies aside), and profiles tell little of wide tails"],
            ["halo, effective factor on its sigma", FormattableString.Invariant($"{result.HaloSigma:F2}"), FormattableString.Invariant($"{HiddenMachine.HaloSigma}"), "as above"],
        ]);
    }

    private static void Verdict(Claim claim, CommissioningResult result)
    {
        static bool OfField(ComparedFigure figure) => figure.Quantity.StartsWith("field-size factor", StringComparison.Ordinal);
        claim.AtMost("figures of the finished model beyond the default tolerances", result.Figures.Count(figure => !figure.Passed), 0, "", "the model can be all that was measured");
        claim.AtMost("figures of what was kept out beyond them, other than field-size factors", result.HeldOut.Count(figure => !figure.Passed && !OfField(figure)), 0, "", "depth doses, spots and doses that were not fitted are met as well");
        var missed = result.HeldOut.Where(figure => !figure.Passed && OfField(figure)).ToList();
        if (missed.Count == 0) return;
        claim.Table(FormattableString.Invariant($"Not met: field-size factors that were kept out of a first fit, {missed.Count} of {result.HeldOut.Count(OfField)}"), ["figure", "MeV/u", "difference", "tolerance", "cause"], missed.Select(figure => new[]
            { figure.Quantity, $"{figure.EnergyMeVPerU}", FormattableString.Invariant($"{figure.Difference:F2} {figure.DifferenceUnit}"), FormattableString.Invariant($"{figure.Tolerance:F2}"), "not met: the form of the lateral model, most where fragments are most" }));
    }

    // What the halo is for: fields of other sizes and at other depths, against the rings.
    private static List<(double Energy, double Part, double SideMm, double Deviation)> Fields(IReadOnlyList<IHiddenBeam> beams, CommissioningResult result)
    {
        var fields = new List<(double, double, double, double)>();
        var (truly, found) = (SpotTable.Of(HiddenMachine.Machine()), SpotTable.Of(result.Model.Machine));
        foreach (var beam in beams)
        {
            var model = new PencilModel(result.Model.Energies.First(one => one.EnergyMeVPerU == beam.EnergyMeVPerU));
            foreach (var part in new[] { 0.4, 0.85 })
            {
                var depth = part * beam.RangeMm;
                var ((x, y), (u, v)) = (truly(beam.EnergyMeVPerU, 100 - depth), found(beam.EnergyMeVPerU, 100 - depth));
                foreach (var side in new[] { 15.0, 40, 65 })
                    fields.Add((beam.EnergyMeVPerU, part, side, 100 * (model.SquareField(depth, side, u, v) / model.SquareField(depth, 120, u, v) / (beam.SquareField(depth, side, x, y) / beam.SquareField(depth, 120, x, y)) - 1)));
            }
        }

        return fields;
    }

    private static (IReadOnlyList<IHiddenBeam> Beams, CommissioningResult Result) Fit(int histories, double? uncertainty, ulong seed)
    {
        using var folder = new TemporaryFolder();
        var work = new WorkContext(2);
        var (machine, scale) = (HiddenMachine.Machine(), new HaloScale(HiddenMachine.HaloDose, HiddenMachine.HaloSigma));
        IHiddenBeam[] beams = [.. HiddenMachine.Energies.Select((energy, n) => SimulatedBeamInWater.Run(machine, energy, histories, 700 + (ulong)n, scale, work))];
        var (data, _) = CommissioningYaml.Read(new HiddenMachine { ChamberRadiusMm = ChamberRadiusMm, DepthOffsetMm = DepthOffsetMm, EvenNoise = true, Seed = seed }.Write(folder.Path, beams));
        return (beams, MachineCommissioning.Run(data with { MonteCarloUncertainty = uncertainty, Seed = 90 }, work));
    }

    private static IEnumerable<string[]> Halo(CommissioningResult result)
    {
        yield return Line("halo, effective factor on its dose", result.HaloDose, HiddenMachine.HaloDose);
        yield return Line("halo, effective factor on its sigma", result.HaloSigma, HiddenMachine.HaloSigma);

        static string[] Line(string name, double found, double truth) => [name, FormattableString.Invariant($"{truth:G3}"), FormattableString.Invariant($"{found:G3}"), "none stated", ""];
    }

    private static List<(string[] Line, double Pull)> Rows(CommissioningResult result)
    {
        var rows = new List<(string[], double)>();
        void Add(string what, FittedFigure found, double truth)
        {
            var pull = (found.Value - truth) / found.Uncertainty;
            rows.Add(([what, FormattableString.Invariant($"{truth:G5}"), FormattableString.Invariant($"{found.Value:G5}"), FormattableString.Invariant($"{found.Uncertainty:G2}"), FormattableString.Invariant($"{pull:F1}")], pull));
        }

        Add("ripple filter, width (mm)", result.RippleWidthMm, HiddenMachine.RippleWidthMm);
        foreach (var energy in result.Energies)
        {
            var nominal = energy.NominalMeVPerU;
            Add($"{nominal} MeV/u: beam energy (MeV/u)", energy.BeamEnergyMeVPerU, nominal * HiddenMachine.EnergyRatio(nominal));
            Add($"{nominal} MeV/u: energy spread", energy.RelativeEnergySpread, HiddenMachine.EnergySpread(nominal));
            Add($"{nominal} MeV/u: spot sigma x (mm)", energy.SpotSigmaXMm!.Value, HiddenMachine.SpotSigmaMm(nominal, alongX: true));
            Add($"{nominal} MeV/u: spot sigma y (mm)", energy.SpotSigmaYMm!.Value, HiddenMachine.SpotSigmaMm(nominal, alongX: false));
            Add($"{nominal} MeV/u: ions per monitor unit", energy.IonsPerMonitorUnit!.Value, HiddenMachine.IonsPerMonitorUnit);
        }

        return rows;
    }
}
