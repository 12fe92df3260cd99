namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Compares the finished model, as its file has it, with what was measured.</summary>
internal sealed class ModelComparison
{
    private readonly CommissioningData data;
    private readonly Dictionary<double, EnergyBeamData> pencils;
    private readonly Dictionary<double, double> ionsPerMonitorUnit;
    private readonly Func<double, double, (double X, double Y)> spot;

    public ModelComparison(CommissioningData data, BeamModel model, Func<double, double, (double X, double Y)> spot)
    {
        this.data = data;
        this.spot = spot;
        pencils = model.Energies.ToDictionary(beam => beam.EnergyMeVPerU);
        ionsPerMonitorUnit = model.Machine.Energies.Where(energy => energy.IonsPerMonitorUnit is not null).ToDictionary(energy => energy.EnergyMeVPerU, energy => energy.IonsPerMonitorUnit!.Value);
    }

    public IEnumerable<ComparedFigure> Figures() =>
        [.. data.DepthDoses.SelectMany(OfDepthDose), .. data.Profiles.Select(OfProfile), .. data.FieldSizeFactors.Select(OfFieldSize), .. data.Doses.Select(OfDose)];

    public IEnumerable<ComparedCurve> Curves() => [.. data.DepthDoses.Select(CurveOfDepthDose), .. data.Profiles.Select(CurveOfProfile)];

    private IEnumerable<ComparedFigure> OfDepthDose(DepthDoseCurve curve)
    {
        var limits = data.Tolerances;
        var measured = CurveFigures.Of(curve.DepthMm, curve.Dose);
        // Read at the same depths, so that the distance of points tells the same of both.
        var modelled = CurveFigures.Of(curve.DepthMm, Model(curve, curve.DepthMm));
        yield return Within("range (distal 80 %)", curve.EnergyMeVPerU, measured.RangeMm, modelled.RangeMm, limits.RangeMm);
        yield return Within("distal fall-off 80–20 %", curve.EnergyMeVPerU, measured.DistalFalloffMm, modelled.DistalFalloffMm, limits.DistalFalloffMm);
        yield return Within("width of the peak at 80 %", curve.EnergyMeVPerU, measured.PeakWidthMm, modelled.PeakWidthMm, limits.PeakWidthMm);
        yield return WithinPercent("plateau over peak", curve.EnergyMeVPerU, measured.PlateauToPeak, modelled.PlateauToPeak, "", limits.PlateauToPeakPercent);
        var gamma = CurveOfDepthDose(curve).Gamma!;
        var pass = 100.0 * gamma.Count(value => value <= 1) / gamma.Length;
        yield return new ComparedFigure(FormattableString.Invariant($"gamma {limits.GammaDosePercent:0.##} %/{limits.GammaDistanceMm:0.##} mm: points that pass"), curve.EnergyMeVPerU, double.NaN, pass, "%", pass, limits.GammaPassPercent, "%", pass >= limits.GammaPassPercent);
    }

    private ComparedFigure OfProfile(SpotProfile profile)
    {
        var measured = GaussianFit.Of(profile).SigmaMm.Value;
        var modelled = GaussianFit.Of(profile with { Dose = Modelled(profile) }).SigmaMm.Value;
        var (axis, where) = (profile.AlongX ? "x" : "y", profile.WaterDepthMm is { } depth ? FormattableString.Invariant($"at {depth:0.#} mm of water") : FormattableString.Invariant($"in air, Zg {profile.ZgMm:0} mm"));
        return WithinPercent($"spot sigma {axis} {where}", profile.EnergyMeVPerU, measured, modelled, "mm", data.Tolerances.SpotSizePercent);
    }

    private ComparedFigure OfFieldSize(FieldSizeFactor factor) => WithinPercent(
        FormattableString.Invariant($"field-size factor {factor.SideMm:0.#}/{factor.ReferenceSideMm:0.#} mm at {factor.WaterDepthMm:0.#} mm of water"), factor.EnergyMeVPerU,
        factor.Factor, HaloFit.FieldSize(new PencilModel(pencils[factor.EnergyMeVPerU]), factor, spot), "", data.Tolerances.FieldSizePercent);

    private ComparedFigure OfDose(FieldDose dose) => WithinPercent(
        FormattableString.Invariant($"dose at {dose.WaterDepthMm:0.#} mm of water, {dose.SideMm:0.#} mm field"), dose.EnergyMeVPerU,
        dose.DoseGy, dose.MonitorUnitsPerSpot * ionsPerMonitorUnit[dose.EnergyMeVPerU] / 1e6 * MonitorFit.PerMillionIons(dose, pencils[dose.EnergyMeVPerU], spot), "Gy", data.Tolerances.DosePercent);

    private ComparedCurve CurveOfDepthDose(DepthDoseCurve curve)
    {
        var own = Model(curve, curve.DepthMm);
        double product = 0, square = 0;
        for (var n = 0; n < own.Length; n++)
        {
            product += own[n] * curve.Dose[n];
            square += curve.Dose[n] * curve.Dose[n];
        }

        var pencil = pencils[curve.EnergyMeVPerU];
        var last = Math.Min(pencil.DepthMm[^1], curve.DepthMm[^1] + 1);
        double[] depths = [.. pencil.DepthMm.Where(depth => depth <= last)];
        var model = Model(curve, depths);
        var highest = model.Max();
        double[] measured = [.. curve.Dose.Select(dose => dose * product / square / highest)];
        model = [.. model.Select(dose => dose / highest)];
        var gamma = LinearGamma.Of(curve.DepthMm, measured, depth => CurveFigures.At(depths, model, depth), data.Tolerances.GammaDistanceMm, data.Tolerances.GammaDosePercent / 100);
        return new ComparedCurve(FormattableString.Invariant($"Depth dose, {curve.EnergyMeVPerU:0.##} MeV/u"), ComparedCurveKind.DepthDose, "depth in water / mm", curve.DepthMm, measured, depths, model,
            [.. measured.Select((dose, n) => 100 * (dose - own[n] / highest))], gamma);
    }

    private ComparedCurve CurveOfProfile(SpotProfile profile)
    {
        var model = Modelled(profile);
        var highest = model.Max();
        var (axis, where) = (profile.AlongX ? "x" : "y", profile.WaterDepthMm is { } depth ? FormattableString.Invariant($"{depth:0.#} mm of water") : FormattableString.Invariant($"air, Zg {profile.ZgMm:0} mm"));
        return new ComparedCurve(FormattableString.Invariant($"Spot {axis}, {where}, {profile.EnergyMeVPerU:0.##} MeV/u"), profile.WaterDepthMm is null ? ComparedCurveKind.SpotInAir : ComparedCurveKind.SpotInWater,
            "position / mm", profile.PositionMm, [.. profile.Dose.Select(dose => dose / highest)], profile.PositionMm, [.. model.Select(dose => dose / highest)],
            [.. profile.Dose.Select((dose, n) => 100 * (dose - model[n]) / highest)], null);
    }

    // What a chamber of the curve's radius would read.
    private double[] Model(DepthDoseCurve curve, IReadOnlyList<double> depths)
    {
        var model = new PencilModel(pencils[curve.EnergyMeVPerU]);
        var (x, y) = spot(curve.EnergyMeVPerU, 0);
        return [.. depths.Select(depth => model.IntegralDose(depth) * (curve.ChamberRadiusMm is { } radius ? model.RoundChamber(depth, radius, 0.5 * (x * x + y * y)) : 1))];
    }

    // In air the model is a Gaussian of the machine's spot table.
    private double[] Modelled(SpotProfile profile)
    {
        if (profile.WaterDepthMm is not null) return HaloFit.Modelled(new PencilModel(pencils[profile.EnergyMeVPerU]), profile, spot);
        var fit = GaussianFit.Of(profile);
        var (x, y) = spot(profile.EnergyMeVPerU, profile.ZgMm);
        var sigma = profile.AlongX ? x : y;
        return [.. profile.PositionMm.Select(at => fit.Height.Value * Math.Exp(-0.5 * Math.Pow((at - fit.CenterMm.Value) / sigma, 2)))];
    }

    private static ComparedFigure Within(string quantity, double energy, double measured, double modelled, double tolerance) =>
        new(quantity, energy, measured, modelled, "mm", modelled - measured, tolerance, "mm", Math.Abs(modelled - measured) <= tolerance);

    private static ComparedFigure WithinPercent(string quantity, double energy, double measured, double modelled, string unit, double tolerance)
    {
        var difference = 100 * (modelled / measured - 1);
        return new ComparedFigure(quantity, energy, measured, modelled, unit, difference, tolerance, "%", Math.Abs(difference) <= tolerance);
    }
}
