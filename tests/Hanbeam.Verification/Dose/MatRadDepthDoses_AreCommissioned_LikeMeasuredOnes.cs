using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Dose.BeamModels.MatRad;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests;
using Hanbeam.Treatment.Machines;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class MatRadDepthDoses_AreCommissioned_LikeMeasuredOnes
{
    [Fact]
    public void DepthDoses_FromAnotherProgram_GiveOneBeamLine()
    {
        var claim = Claim.Of(this, "The depth doses of matRad's generic carbon machine, taken as measurements, are met by a beam of one energy spread and one ripple filter: ranges to a tenth of a millimetre, and what the nuclear models differ by in the plateau.",
            "matRad carbon_Generic [Wieser2017], depth doses of another Monte Carlo program for an idealised beam line");
        var theirs = MatRadMachine.Read(SharedData.Path("reference", "matrad", "mat", "carbon_Generic.mat"));
        EnergyBeamData[] chosen = [.. new[] { 10, 30, 50, 70, 90, 110 }.Select(n => theirs.Energies[n])];
        var described = GenericSynchrotron.Spec;
        var data = new CommissioningData
        {
            Name = "matrad-commissioned",
            // 1.0 mm and the filter's mean of 1.7 mm are the 2.7 mm that their ranges lie in front of csda.
            Spec = described with
            {
                EnergiesMeVPerU = [.. chosen.Select(beam => beam.EnergyMeVPerU)],
                Machine = described.Machine with { Nozzle = new MachineNozzle { WaterEquivalentMm = 1.0, RelativeEnergySpread = 0.001 } },
            },
            DepthDoses = [.. chosen.Select(beam => new DepthDoseCurve
            {
                Source = FormattableString.Invariant($"carbon_Generic, {beam.EnergyMeVPerU} MeV/u"), EnergyMeVPerU = beam.EnergyMeVPerU, DepthMm = beam.DepthMm, Dose = beam.IntegralDose,
                RelativeUncertainty = 0.015, DepthUncertaintyMm = 0.1,
            })],
        };
        var result = MachineCommissioning.Run(data, new WorkContext(2));
        var table = new List<string[]>();
        foreach (var (energy, curve) in result.Energies.Zip(result.Curves))
        {
            var at = FormattableString.Invariant($"{energy.NominalMeVPerU:F1} MeV/u");
            double Difference(string quantity) => result.Figures.Single(f => f.EnergyMeVPerU == energy.NominalMeVPerU && f.Quantity.StartsWith(quantity, StringComparison.Ordinal)).Difference;
            claim.Within($"{at}: range, model less matRad", Difference("range"), 0, 0.2, "mm", "the fit weighs the whole peak; points of the table are up to 0.5 mm apart there");
            claim.Within($"{at}: distal fall-off, model less matRad", Difference("distal"), 0, 0.4, "mm", "a uniform filter for one that is not known");
            claim.Within($"{at}: width of the peak, model less matRad", Difference("width"), 0, 1.0, "mm", "as above");
            claim.AtMost($"{at}: rms residual in front of 95 % of the range, of the peak", Math.Sqrt(curve.X.Zip(curve.Residual).Where(p => p.First < 0.95 * CurveFigures.Of(curve.X, curve.Measured).RangeMm).Average(p => p.Second * p.Second)), 1.5, "%", "two models of fragmentation whose cross sections differ by 10 %; a free fit reached 1.3 to 1.7 % of the entrance");
            table.Add([at, $"{energy.RangeShiftMm.Value:F2} ± {energy.RangeShiftMm.Uncertainty:F2}", $"{100 * energy.RelativeEnergySpread.Value:F2} ± {100 * energy.RelativeEnergySpread.Uncertainty:F2}"]);
            claim.Figure(curve.Title, "depth (mm)", "dose over the peak's", ("Hanbeam", curve.ModelX, curve.Model, false), ("matRad", curve.X, curve.Measured, true));
        }

        // Behind 1.0 mm and the fitted filter's mean the beam has the csda range of its energy shifted so.
        double[] water = [.. result.Energies.Select(energy => 1.0 + 0.5 * result.RippleWidthMm.Value - energy.RangeShiftMm.Value)];
        claim.Within("water in front of their beams, mean", water.Average(), 2.7, 0.3, "mm", "their distal 80 % lie 2.41 to 3.07 mm in front of csda ranges, by energy");
        claim.AtMost("largest difference of it between energies", water.Max() - water.Min(), 0.6, "mm", "as above");
        claim.Within("width of the ripple filter", result.RippleWidthMm.Value, 3, 1.5, "mm", "a 3 mm filter as at GSI is what the peaks look like");
        var ranges = result.HeldOut.Where(figure => figure.Quantity.StartsWith("range", StringComparison.Ordinal)).ToList();
        claim.AtMost(FormattableString.Invariant($"range of {ranges.Count} energies that a first fit left out, largest deviation"), ranges.Max(figure => Math.Abs(figure.Difference)), 0.5, "mm", "half of the default tolerance; between energies their beams' water differs by 0.3 mm");
        claim.Table("Found", ["energy", "range shift (mm)", "energy spread, 1 sigma (%)"], table);
        claim.Conclude();
    }
}
