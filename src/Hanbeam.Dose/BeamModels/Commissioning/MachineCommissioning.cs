using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Fits the beam model of a machine to measurements.</summary>
public static class MachineCommissioning
{
    /// <summary>
    /// Fits in four steps, each with what the one before found: depth-dose curves (range and energy spread of each energy, one width of the ripple filter);
    /// profiles in air (σ² of free flight, a parabola in z); field-size factors and profiles in water (dose and width of the halo); absolute doses (ions per
    /// monitor unit). What energies between the measured ones have is interpolated linearly in range, and beyond the ends it stays. Method, formulas and
    /// limits: docs/methods/commissioning.md; accuracy: HiddenMachine_IsFoundAgain_WithinItsUncertainty.
    /// </summary>
    /// <param name="data">Measurements and description; 12C, 50 to 435 MeV/u.</param>
    /// <param name="work">Threads, progress, cancellation; about a minute for 150 energies.</param>
    /// <exception cref="InputException">A curve has no peak, lies where its energy cannot reach, or is of an energy that the machine does not have.</exception>
    public static CommissioningResult Run(CommissioningData data, WorkContext work)
    {
        CheckEnergies(data);
        var machine = data.Spec.Create() with { Name = data.Name, Provenance = [.. data.Spec.Machine.Provenance, .. Origins(data)] };
        var table = RangeTable.Of(data.Spec.Ion);
        var line = BeamLine.Of(machine);
        var ripple = machine.RippleFilter;
        var mean = line.NozzleWaterEquivalentMm + (ripple?.MeanWaterEquivalentMm ?? 0);
        var beams = data.MonteCarloUncertainty is { } uncertainty ? MonteCarloBeamModel.Beams(machine, uncertainty, data.Seed, work)
            : DeterministicWaterBeams.Make(mean, Shortest(machine, table, mean), table.RangeMm(machine.Energies[^1].EnergyMeVPerU) - mean + 1, work);
        var envelopes = Envelopes(data, machine);
        var depthFit = FitDepthDoses(data, machine, beams, table, mean, line);
        var found = depthFit.RangeMm.Select((range, i) => Energy(data, i, depthFit, table, mean, ripple)).ToArray();
        var fitted = Apply(machine, data, found, depthFit, envelopes, table);
        var model = data.MonteCarloUncertainty is null ? BeamModelGenerator.Generate(fitted, work) : MonteCarloBeamModel.Assemble(fitted, beams, work);
        return Finish(data, model, found, depthFit, envelopes);
    }

    private static double Shortest(Machine machine, RangeTable table, double mean)
    {
        var shortest = table.RangeMm(machine.Energies[0].EnergyMeVPerU) - mean;
        return shortest > 1 ? shortest : throw new InputException(FormattableString.Invariant($"Machine {machine.Name}: {machine.Energies[0].EnergyMeVPerU} MeV/u has {shortest:0.0} mm of range left behind its nozzle and ripple filter, and at least 1 mm is needed."));
    }

    private static void CheckEnergies(CommissioningData data)
    {
        if (data.DepthDoses.Count == 0) throw new InputException($"{data.Name}: there is no depth-dose curve, and at least one is needed.");
        var known = data.Spec.EnergiesMeVPerU;
        foreach (var (energy, source) in data.DepthDoses.Select(c => (c.EnergyMeVPerU, c.Source)).Concat(data.Profiles.Select(p => (p.EnergyMeVPerU, p.Source)))
                     .Concat(data.FieldSizeFactors.Select(f => (f.EnergyMeVPerU, f.Source))).Concat(data.Doses.Select(d => (d.EnergyMeVPerU, "an absolute dose"))))
        {
            if (!known.Contains(energy))
                throw new InputException(FormattableString.Invariant($"{source} is of {energy} MeV/u, which is no energy of the machine; the nearest is {known.MinBy(e => Math.Abs(e - energy))} MeV/u."));
        }

        if (data.DepthDoses.CountBy(c => c.EnergyMeVPerU).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } twice)
            throw new InputException(FormattableString.Invariant($"{data.Name}: there are {twice.Value} depth-dose curves of {twice.Key} MeV/u, and one is expected."));
    }

    private static DepthDoseFitResult FitDepthDoses(CommissioningData data, Machine machine, WaterBeamSet beams, RangeTable table, double mean, BeamLine line)
    {
        double[] expected = [.. data.DepthDoses.Select(curve => table.RangeMm(curve.EnergyMeVPerU) - mean)];
        double[] spread = [.. data.DepthDoses.Select(curve => line.RelativeEnergySpread * curve.EnergyMeVPerU * data.Spec.Ion.A / table.StoppingKeVPerUm(curve.EnergyMeVPerU))];
        var chamber = data.DepthDoses.Any(curve => curve.ChamberRadiusMm is not null) ? new ChamberShare(data.DepthDoses, machine, beams, expected) : null;
        var width = machine.RippleFilter?.MaximumWaterEquivalentMm ?? 0;
        return new DepthDoseFit(beams, data.DepthDoses, expected, chamber is null ? null : chamber.Of).Fit(spread, width, data.FitRippleFilter && width > 0);
    }

    private static CommissionedEnergy Energy(CommissioningData data, int index, DepthDoseFitResult fit, RangeTable table, double mean, RippleFilter? ripple)
    {
        var nominal = data.DepthDoses[index].EnergyMeVPerU;
        var water = mean + RippleShift(ripple, fit.RippleWidthMm.Value);
        var energy = table.EnergyMeVPerU(fit.RangeMm[index].Value + water);
        var millimetresPerMeV = data.Spec.Ion.A / table.StoppingKeVPerUm(energy);
        var spread = fit.SpreadMm[index];
        return new CommissionedEnergy
        {
            NominalMeVPerU = nominal,
            BeamEnergyMeVPerU = new FittedFigure(energy, fit.RangeMm[index].Uncertainty / millimetresPerMeV),
            RangeShiftMm = new FittedFigure(fit.RangeMm[index].Value + water - table.RangeMm(nominal), fit.RangeMm[index].Uncertainty),
            RelativeEnergySpread = new FittedFigure(spread.Value / millimetresPerMeV / energy, spread.Uncertainty / millimetresPerMeV / energy),
        };
    }

    // A filter twice as wide is twice as thick on average.
    private static double RippleShift(RippleFilter? ripple, double widthMm) =>
        ripple is { MaximumWaterEquivalentMm: > 0 } ? ripple.MeanWaterEquivalentMm * (widthMm / ripple.MaximumWaterEquivalentMm - 1) : 0;

    private static Dictionary<(double Energy, bool AlongX), SpotEnvelope> Envelopes(CommissioningData data, Machine machine)
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

    private static Machine Apply(Machine machine, CommissioningData data, CommissionedEnergy[] found, DepthDoseFitResult fit, Dictionary<(double, bool), SpotEnvelope> envelopes, RangeTable table)
    {
        double[] ranges = [.. found.Select(energy => table.RangeMm(energy.NominalMeVPerU))];
        double[] shifts = [.. found.Select(energy => energy.RangeShiftMm.Value)];
        double[] spreads = [.. found.Select(energy => energy.RelativeEnergySpread.Value)];
        var ratio = fit.RippleWidthMm.Value / Math.Max(1e-9, machine.RippleFilter?.MaximumWaterEquivalentMm ?? 1);
        return machine with
        {
            RippleFilter = machine.RippleFilter is { } ripple ? ripple with { MaximumWaterEquivalentMm = Math.Round(fit.RippleWidthMm.Value, 4), MeanWaterEquivalentMm = Math.Round(ripple.MeanWaterEquivalentMm * ratio, 4) } : null,
            Energies = [.. machine.Energies.Select(energy =>
            {
                var range = table.RangeMm(energy.EnergyMeVPerU);
                return SpotTable.Scaled(energy, envelopes, nominal => machine.Energies.First(e => e.EnergyMeVPerU == nominal), table) with
                {
                    BeamEnergyMeVPerU = Math.Round(table.EnergyMeVPerU(range + CurveFigures.Between(ranges, shifts, range)), 4),
                    RelativeEnergySpread = Math.Round(CurveFigures.Between(ranges, spreads, range), 7),
                };
            })],
        };
    }

    private static CommissioningResult Finish(CommissioningData data, BeamModel model, CommissionedEnergy[] found, DepthDoseFitResult depthFit, Dictionary<(double, bool), SpotEnvelope> envelopes)
    {
        var machine = model.Machine;
        (double X, double Y) Spot(double energy, double zg)
        {
            var entry = machine.Energies.First(e => e.EnergyMeVPerU == energy);
            return (SpotTable.At(entry.SpotZgMm, entry.SpotSigmaXMm, zg), SpotTable.At(entry.SpotZgMm, entry.SpotSigmaYMm, zg));
        }

        var pencils = model.Energies.ToDictionary(beam => beam.EnergyMeVPerU);
        var (haloDose, haloSigma) = HaloFit.Fit(data, pencils, Spot);
        var halo = haloDose is { Value: 1, Uncertainty: 0 } ? HaloScale.None : new HaloScale(haloDose.Value, haloSigma.Value);
        model = model with { Energies = [.. model.Energies.Select(halo.Apply)] };
        pencils = model.Energies.ToDictionary(beam => beam.EnergyMeVPerU);
        var monitor = MonitorFit.Of(data, pencils, Spot);
        model = model with { Machine = MonitorFit.Apply(machine, monitor, RangeTable.Of(data.Spec.Ion)) };
        FittedFigure? Sigma(double energy, bool alongX) => envelopes.TryGetValue((energy, alongX), out var envelope)
            ? new FittedFigure(envelope.SigmaMm(0), envelope.Coefficients[0].Uncertainty / (2 * envelope.SigmaMm(0))) : null;
        var comparison = new ModelComparison(data, model, Spot);
        return new CommissioningResult
        {
            Model = model,
            Energies = [.. found.Select(energy => energy with
            {
                SpotSigmaXMm = Sigma(energy.NominalMeVPerU, true), SpotSigmaYMm = Sigma(energy.NominalMeVPerU, false),
                IonsPerMonitorUnit = monitor.TryGetValue(energy.NominalMeVPerU, out var ions) ? ions : null,
            })],
            RippleWidthMm = depthFit.RippleWidthMm, HaloDose = haloDose, HaloSigma = haloSigma, ReducedChiSquare = depthFit.ReducedChiSquare,
            Figures = [.. comparison.Figures()], Curves = [.. comparison.Curves()],
        };
    }

    private static IEnumerable<SourcedFigure> Origins(CommissioningData data)
    {
        yield return new SourcedFigure("beam energy, energy spread and ripple filter", $"fitted to {data.DepthDoses.Count} depth-dose curves: {string.Join(", ", data.DepthDoses.Select(curve => Path.GetFileName(curve.Source)))}");
        if (data.Profiles.Any(profile => profile.WaterDepthMm is null)) yield return new SourcedFigure("spot sizes in air", $"fitted to {data.Profiles.Count(profile => profile.WaterDepthMm is null)} profiles");
        var lateral = data.FieldSizeFactors.Count + data.Profiles.Count(profile => profile.WaterDepthMm is not null);
        if (lateral > 0) yield return new SourcedFigure("halo", $"fitted to {lateral} field-size factors and profiles in water");
        if (data.Doses.Count > 0) yield return new SourcedFigure("ions per monitor unit", $"fitted to {data.Doses.Count} absolute doses");
    }
}
