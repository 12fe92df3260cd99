using Hanbeam.App.Machines;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Tests;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class HiddenMachine_IsFoundAgain_WithinItsUncertainty
{
    [Fact]
    public void EveryParameter_FittedToNoisyMeasurements_IsTheHiddenOne()
    {
        var claim = Claim.Of(this, "Depth doses, profiles, field-size factors and doses of a machine with hidden parameters, with noise of 0.3 to 0.4 %, give its energies, energy spreads, ripple filter, spots, halo and ions per monitor unit back within their stated uncertainties.",
            "The parameters that the measurements were made with; its depth doses come from the direct calculation, not from the beams that are fitted");
        using var folder = new TemporaryFolder();
        var (data, _) = CommissioningYaml.Read(new HiddenMachine().Write(folder.Path, new WorkContext(2)));
        var result = MachineCommissioning.Run(data, new WorkContext(2));
        var carbon = RangeTable.Of(Ion.Carbon12);
        var pulls = new List<double>();
        var table = new List<string[]>();
        void Add(string what, FittedFigure found, double truth)
        {
            pulls.Add((found.Value - truth) / found.Uncertainty);
            table.Add([what, $"{truth:G5}", $"{found.Value:G5}", $"{found.Uncertainty:G2}", $"{pulls[^1]:F1}"]);
        }

        Add("ripple filter, width (mm)", result.RippleWidthMm, HiddenMachine.RippleWidthMm);
        Add("halo, factor on its dose", result.HaloDose, HiddenMachine.HaloDose);
        Add("halo, factor on its sigma", result.HaloSigma, HiddenMachine.HaloSigma);
        foreach (var energy in result.Energies)
        {
            var nominal = energy.NominalMeVPerU;
            Add($"{nominal} MeV/u: beam energy (MeV/u)", energy.BeamEnergyMeVPerU, nominal * HiddenMachine.EnergyRatio(nominal));
            Add($"{nominal} MeV/u: energy spread", energy.RelativeEnergySpread, HiddenMachine.EnergySpread(nominal));
            Add($"{nominal} MeV/u: spot sigma x (mm)", energy.SpotSigmaXMm!.Value, HiddenMachine.SpotSigmaMm(nominal, alongX: true));
            Add($"{nominal} MeV/u: spot sigma y (mm)", energy.SpotSigmaYMm!.Value, HiddenMachine.SpotSigmaMm(nominal, alongX: false));
            Add($"{nominal} MeV/u: ions per monitor unit", energy.IonsPerMonitorUnit!.Value, HiddenMachine.IonsPerMonitorUnit);
        }

        claim.AtLeast("parameters within 2 standard uncertainties", 100.0 * pulls.Count(pull => Math.Abs(pull) <= 2) / pulls.Count, 85, "%", "95 % of 33 is 31; 28 and fewer happen once in 40 times");
        claim.AtMost("largest deviation in standard uncertainties", pulls.Max(Math.Abs), 4, "", "once in 16 000");
        claim.AtMost("largest deviation of a beam energy, as range", result.Energies.Max(e => Math.Abs(carbon.RangeMm(e.BeamEnergyMeVPerU.Value) - carbon.RangeMm(e.NominalMeVPerU * HiddenMachine.EnergyRatio(e.NominalMeVPerU)))), 0.1, "mm", "a tenth of the tolerance of range");
        claim.IsTrue("all figures keep the default tolerances", result.Passed, "the model can be all that was measured");
        claim.Table("Hidden and found", ["parameter", "hidden", "found", "uncertainty", "deviation in uncertainties"], table);
        foreach (var curve in result.Curves.Where(curve => curve.Kind == ComparedCurveKind.DepthDose && curve.Title.Contains("290", StringComparison.Ordinal)))
            claim.Figure(curve.Title, "depth (mm)", "dose over the peak's", ("model", curve.ModelX, curve.Model, false), ("measured", curve.X, curve.Measured, true));
        claim.Conclude();
    }
}
