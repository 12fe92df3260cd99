using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>
/// Fits spots in air, then depth doses and halo in turns: a chamber of finite size loses of a depth dose what the halo carries past it, so that each needs the other. Without chamber sizes one
/// turn does.
/// </summary>
internal sealed class BeamFit
{
    private const int MostTurns = 8;

    // The halo is found where a turn moves it by a twentieth of its uncertainty.
    private const double Settled = 0.05;

    private readonly CommissioningData data;
    private readonly Machine machine;
    private readonly WaterBeamSet beams;
    private readonly RangeTable table;
    private readonly BeamLine line;
    private readonly double meanMm;

    /// <param name="data">What was measured.</param>
    /// <param name="machine">The machine as described.</param>
    /// <param name="beams">Mono-energetic beams behind its nozzle and the mean of its filter.</param>
    public BeamFit(CommissioningData data, Machine machine, WaterBeamSet beams)
    {
        (this.data, this.machine, this.beams) = (data, machine, beams);
        table = RangeTable.Of(data.Spec.Ion);
        line = BeamLine.Of(machine);
        meanMm = line.NozzleWaterEquivalentMm + (machine.RippleFilter?.MeanWaterEquivalentMm ?? 0);
    }

    /// <summary>Fits.</summary>
    public FittedBeam Run()
    {
        var envelopes = Envelopes();
        var spots = machine with { Energies = [.. machine.Energies.Select(energy => SpotTable.Scaled(energy, envelopes, nominal => machine.Energies.First(e => e.EnergyMeVPerU == nominal), table))] };
        var chambers = data.DepthDoses.Any(curve => curve.ChamberRadiusMm is not null);
        var halo = HaloScale.None;
        for (var turn = 1; ; turn++)
        {
            var depthDoses = FitDepthDoses(spots, chambers ? halo : HaloScale.None);
            CommissionedEnergy[] found = [.. data.DepthDoses.Select((curve, i) => Energy(curve, i, depthDoses))];
            var fitted = Apply(spots, found, depthDoses.RippleWidthMm.Value);
            var (dose, sigma) = HaloFit.Fit(data, Pencils(fitted, LateralEnergies()), SpotTable.Of(fitted));
            var next = new HaloScale(dose.Value, sigma.Value);
            var moved = Math.Max(Math.Abs(next.Dose - halo.Dose) - Settled * dose.Uncertainty, Math.Abs(next.Sigma - halo.Sigma) - Settled * sigma.Uncertainty);
            if (!chambers || moved <= 0 || turn == MostTurns) return new FittedBeam(fitted, found, depthDoses, envelopes, next, turn);
            halo = next;
        }
    }

    /// <summary>Pencil beams of some energies, without spectra, their halo as the beams have it.</summary>
    /// <param name="fitted">The machine.</param>
    /// <param name="nominal">Energies.</param>
    public Dictionary<double, EnergyBeamData> Pencils(Machine fitted, IEnumerable<double> nominal) => nominal.ToDictionary(one => one, one =>
    {
        var energy = fitted.Energies.First(e => e.EnergyMeVPerU == one);
        var real = energy.BeamEnergyMeVPerU ?? one;
        var range = table.RangeMm(real) - line.NozzleWaterEquivalentMm - (fitted.RippleFilter?.MeanWaterEquivalentMm ?? 0);
        var spread = (energy.RelativeEnergySpread ?? line.RelativeEnergySpread) * real * data.Spec.Ion.A / table.StoppingKeVPerUm(real);
        return BeamAssembler.Make(one, data.Spec.Ion, beams.At(range) with { Spectra = null }, fitted.RippleFilter?.MaximumWaterEquivalentMm ?? 0, spread);
    });

    private HashSet<double> LateralEnergies() =>
        [.. data.FieldSizeFactors.Select(factor => factor.EnergyMeVPerU), .. data.Profiles.Where(profile => profile.WaterDepthMm is not null).Select(profile => profile.EnergyMeVPerU)];

    private Dictionary<(double Energy, bool AlongX), SpotEnvelope> Envelopes()
    {
        var envelopes = new Dictionary<(double, bool), SpotEnvelope>();
        foreach (var group in data.Profiles.Where(profile => profile.WaterDepthMm is null).GroupBy(profile => (profile.EnergyMeVPerU, profile.AlongX)))
        {
            var energy = machine.Energies.First(e => e.EnergyMeVPerU == group.Key.EnergyMeVPerU);
            var described = group.Key.AlongX ? energy.SpotSigmaXMm : energy.SpotSigmaYMm;
            envelopes[group.Key] = SpotEnvelope.Of([.. group.Select(profile => (profile.ZgMm, GaussianFit.Of(profile).SigmaMm))], z => SpotTable.At(energy.SpotZgMm, described, z));
        }

        return envelopes;
    }

    private DepthDoseFitResult FitDepthDoses(Machine spots, HaloScale halo)
    {
        double[] expected = [.. data.DepthDoses.Select(curve => table.RangeMm(curve.EnergyMeVPerU) - meanMm)];
        double[] spread = [.. data.DepthDoses.Select(curve => line.RelativeEnergySpread * curve.EnergyMeVPerU * data.Spec.Ion.A / table.StoppingKeVPerUm(curve.EnergyMeVPerU))];
        var width = machine.RippleFilter?.MaximumWaterEquivalentMm ?? 0;
        return new DepthDoseFit(beams, data.DepthDoses, expected, new ChamberShare(data.DepthDoses, spots, halo, beams, expected)).Fit(spread, width, data.FitRippleFilter && width > 0);
    }

    private CommissionedEnergy Energy(DepthDoseCurve curve, int index, DepthDoseFitResult fit)
    {
        var water = meanMm + RippleShift(machine.RippleFilter, fit.RippleWidthMm.Value);
        var energy = table.EnergyMeVPerU(fit.RangeMm[index].Value + water);
        var millimetresPerMeV = data.Spec.Ion.A / table.StoppingKeVPerUm(energy);
        var (range, spread) = (fit.RangeMm[index], fit.SpreadMm[index]);
        // The offset moves all points of all curves alike: it is no noise that many points would average.
        var uncertainty = Math.Sqrt(range.Uncertainty * range.Uncertainty + data.DepthOffsetUncertaintyMm * data.DepthOffsetUncertaintyMm);
        return new CommissionedEnergy
        {
            NominalMeVPerU = curve.EnergyMeVPerU,
            BeamEnergyMeVPerU = new FittedFigure(energy, uncertainty / millimetresPerMeV),
            RangeShiftMm = new FittedFigure(range.Value + water - table.RangeMm(curve.EnergyMeVPerU), uncertainty),
            FitUncertaintyMm = range.Uncertainty,
            RelativeEnergySpread = new FittedFigure(spread.Value / millimetresPerMeV / energy, spread.Uncertainty / millimetresPerMeV / energy),
        };
    }

    // A filter twice as wide is twice as thick on average.
    private static double RippleShift(RippleFilter? ripple, double widthMm) =>
        ripple is { MaximumWaterEquivalentMm: > 0 } ? ripple.MeanWaterEquivalentMm * (widthMm / ripple.MaximumWaterEquivalentMm - 1) : 0;

    private Machine Apply(Machine spots, CommissionedEnergy[] found, double rippleMm)
    {
        double[] ranges = [.. found.Select(energy => table.RangeMm(energy.NominalMeVPerU))];
        double[] shifts = [.. found.Select(energy => energy.RangeShiftMm.Value)];
        double[] spreads = [.. found.Select(energy => energy.RelativeEnergySpread.Value)];
        var ratio = rippleMm / Math.Max(1e-9, machine.RippleFilter?.MaximumWaterEquivalentMm ?? 1);
        return spots with
        {
            RippleFilter = machine.RippleFilter is { } ripple ? ripple with { MaximumWaterEquivalentMm = Math.Round(rippleMm, 4), MeanWaterEquivalentMm = Math.Round(ripple.MeanWaterEquivalentMm * ratio, 4) } : null,
            Energies = [.. spots.Energies.Select(energy =>
            {
                var range = table.RangeMm(energy.EnergyMeVPerU);
                return energy with
                {
                    BeamEnergyMeVPerU = Math.Round(table.EnergyMeVPerU(range + CurveFigures.Between(ranges, shifts, range)), 4),
                    RelativeEnergySpread = Math.Round(CurveFigures.Between(ranges, spreads, range), 7),
                };
            })],
        };
    }
}
