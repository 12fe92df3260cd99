using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Fits the beam model of a machine to measurements.</summary>
public static class MachineCommissioning
{
    /// <summary>
    /// Fits in four steps: profiles in air (σ² of free flight, a parabola in z); depth-dose curves (range and energy spread of each energy, one width of the ripple filter); field-size factors and
    /// profiles in water (dose and width of the halo), in turns with the depth doses where these were taken with a chamber of finite size; absolute doses (ions per monitor unit). Everything is
    /// done twice: without every second energy and field size, on which the fit is judged, and with all, which makes the model. What energies between the measured ones have is interpolated
    /// linearly in range, and beyond the ends it stays. Method, formulas and limits: docs/methods/commissioning.md; accuracy: HiddenMachine_IsFoundAgain_WithinItsUncertainty.
    /// </summary>
    /// <param name="data">Measurements and description; 12C, 50 to 435 MeV/u.</param>
    /// <param name="work">Threads, progress, cancellation; about a minute for 150 energies.</param>
    /// <exception cref="InputException">A curve has no peak, lies where its energy cannot reach, or is of an energy that the machine does not have.</exception>
    public static CommissioningResult Run(CommissioningData data, WorkContext work)
    {
        CheckEnergies(data);
        var machine = data.Spec.Create() with { Name = data.Name, Provenance = [.. data.Spec.Machine.Provenance, .. Origins(data)] };
        var table = RangeTable.Of(data.Spec.Ion);
        var mean = BeamLine.Of(machine).NozzleWaterEquivalentMm + (machine.RippleFilter?.MeanWaterEquivalentMm ?? 0);
        var beams = data.MonteCarloUncertainty is { } uncertainty ? MonteCarloBeamModel.Beams(machine, uncertainty, data.Seed, work)
            : DeterministicWaterBeams.Make(mean, Shortest(machine, table, mean), table.RangeMm(machine.Energies[^1].EnergyMeVPerU) - mean + 1, work);
        var holdOut = HoldOut.Of(data);
        var heldOut = holdOut is null ? [] : Judge(holdOut, machine, beams, table);
        var fit = new BeamFit(data, machine, beams).Run();
        var model = data.MonteCarloUncertainty is null ? BeamModelGenerator.Generate(fit.Machine, work) : MonteCarloBeamModel.Assemble(fit.Machine, beams, work);
        return Finish(data, model, fit) with { HeldOut = heldOut, HeldOutMeasurements = holdOut?.Description };
    }

    // Figures of what was kept out, by a fit of the rest.
    private static IReadOnlyList<ComparedFigure> Judge(HoldOut holdOut, Machine machine, WaterBeamSet beams, RangeTable table)
    {
        var fitter = new BeamFit(holdOut.Fitted, machine, beams);
        var fit = fitter.Run();
        var spot = SpotTable.Of(fit.Machine);
        HashSet<double> energies = [.. Energies(holdOut.Fitted), .. Energies(holdOut.Held)];
        var pencils = fitter.Pencils(fit.Machine, energies).ToDictionary(pair => pair.Key, pair => fit.Halo.Apply(pair.Value));
        var measured = MonitorFit.Apply(fit.Machine, MonitorFit.Of(holdOut.Fitted, pencils, spot), table);
        return [.. new ModelComparison(holdOut.Held, new BeamModel(measured, [.. pencils.Values]), spot).Figures()];
    }

    private static IEnumerable<double> Energies(CommissioningData data) => data.DepthDoses.Select(curve => curve.EnergyMeVPerU).Concat(data.Profiles.Select(profile => profile.EnergyMeVPerU))
        .Concat(data.FieldSizeFactors.Select(factor => factor.EnergyMeVPerU)).Concat(data.Doses.Select(dose => dose.EnergyMeVPerU));

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

    private static CommissioningResult Finish(CommissioningData data, BeamModel model, FittedBeam fit)
    {
        var spot = SpotTable.Of(model.Machine);
        var pencils = model.Energies.ToDictionary(beam => beam.EnergyMeVPerU);
        var (haloDose, haloSigma) = HaloFit.Fit(data, pencils, spot);
        var haloFitted = haloDose is not { Value: 1, Uncertainty: 0 };
        var halo = haloFitted ? new HaloScale(haloDose.Value, haloSigma.Value) : HaloScale.None;
        model = model with { Energies = [.. model.Energies.Select(halo.Apply)] };
        pencils = model.Energies.ToDictionary(beam => beam.EnergyMeVPerU);
        var monitor = MonitorFit.Of(data, pencils, spot);
        model = model with { Machine = MonitorFit.Apply(model.Machine, monitor, RangeTable.Of(data.Spec.Ion)) };
        FittedFigure? Sigma(double energy, bool alongX) => fit.Envelopes.TryGetValue((energy, alongX), out var envelope)
            ? new FittedFigure(envelope.SigmaMm(0), envelope.Coefficients[0].Uncertainty / (2 * envelope.SigmaMm(0))) : null;
        var comparison = new ModelComparison(data, model, spot);
        return new CommissioningResult
        {
            Model = model,
            Energies = [.. fit.Energies.Select(energy => energy with
            {
                SpotSigmaXMm = Sigma(energy.NominalMeVPerU, true), SpotSigmaYMm = Sigma(energy.NominalMeVPerU, false),
                IonsPerMonitorUnit = monitor.TryGetValue(energy.NominalMeVPerU, out var ions) ? ions : null,
            })],
            RippleWidthMm = fit.DepthDoses.RippleWidthMm, HaloFitted = haloFitted, HaloDose = halo.Dose, HaloSigma = halo.Sigma, HaloTurns = fit.Turns, ReducedChiSquare = fit.DepthDoses.ReducedChiSquare,
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
