using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Finds the halo's dose and width from field-size factors and profiles in water of all energies together.</summary>
internal static class HaloFit
{
    // What the form of the lateral model misses, over itself: of the halo's dose aside (LateralComponents_HoldTheDoseAside, root mean square), and of the rest of a profile, whose core is one
    // Gaussian (beam-models.md). Without it the fit would follow form errors of readings a tenth as uncertain.
    private const double HaloForm = 0.07;
    private const double CoreForm = 0.02;

    // How well the simulated halo is believed in before anything is measured: its half widths of fragments are 14 % narrower than measured ones, its yields 8 % off on average (nuclear-reactions.md).
    // Without it dose and sigma make up for each other where fields tell little.
    private const double Prior = 0.2;

    /// <summary>Fits; what lateral measurements do not tell keeps its factor of 1. Uncertainties are those of the fit, to tell when turns stand still: what the form misses is not in them.</summary>
    /// <param name="data">The measurements.</param>
    /// <param name="pencils">Pencil beam by nominal energy.</param>
    /// <param name="spot">Sigma in air along x and y by nominal energy and Zg.</param>
    public static (FittedFigure Dose, FittedFigure Sigma) Fit(CommissioningData data, IReadOnlyDictionary<double, EnergyBeamData> pencils, Func<double, double, (double X, double Y)> spot)
    {
        var profiles = data.Profiles.Where(profile => profile.WaterDepthMm is not null).ToList();
        var count = data.FieldSizeFactors.Count + profiles.Sum(profile => profile.Dose.Length);
        if (count < 2) return (new FittedFigure(1, 0), new FittedFigure(1, 0));
        var asSimulated = pencils.ToDictionary(pair => pair.Key, pair => new PencilModel(pair.Value));
        double[] ofFields = [.. data.FieldSizeFactors.Select(factor => WithForm(asSimulated[factor.EnergyMeVPerU], factor, spot))];
        double[][] ofProfiles = [.. profiles.Select(profile => WithForm(asSimulated[profile.EnergyMeVPerU], profile, spot))];
        var fit = LevenbergMarquardt.Minimise((p, r) =>
        {
            var scale = new HaloScale(p[0], p[1]);
            var models = pencils.ToDictionary(pair => pair.Key, pair => new PencilModel(scale.Apply(pair.Value)));
            (r[0], r[1]) = ((p[0] - 1) / Prior, (p[1] - 1) / Prior);
            var next = 2;
            foreach (var (n, factor) in data.FieldSizeFactors.Index()) r[next++] = (FieldSize(models[factor.EnergyMeVPerU], factor, spot) - factor.Factor) / ofFields[n];
            foreach (var (n, profile) in profiles.Index())
            {
                var modelled = Modelled(models[profile.EnergyMeVPerU], profile, spot);
                for (var k = 0; k < modelled.Length; k++) r[next++] = (modelled[k] - profile.Dose[k]) / ofProfiles[n][k];
            }
        }, count + 2, [1, 1], [0.02, 0.02], [0, 0.3], [5, 3]);
        return (new FittedFigure(fit.Parameters[0], fit.Uncertainty(0)), new FittedFigure(fit.Parameters[1], fit.Uncertainty(1)));
    }

    /// <summary>The model's field-size factor.</summary>
    public static double FieldSize(PencilModel model, FieldSizeFactor factor, Func<double, double, (double X, double Y)> spot)
    {
        var (x, y) = spot(factor.EnergyMeVPerU, factor.SurfaceZgMm - factor.WaterDepthMm);
        return model.SquareField(factor.WaterDepthMm, factor.SideMm, x, y) / model.SquareField(factor.WaterDepthMm, factor.ReferenceSideMm, x, y);
    }

    /// <summary>The model's profile at the places of a measured one, with the least-squares height; its middle is that of the measured dose.</summary>
    public static double[] Modelled(PencilModel model, SpotProfile profile, Func<double, double, (double X, double Y)> spot)
    {
        var (x, y) = spot(profile.EnergyMeVPerU, profile.ZgMm);
        var center = GaussianFit.Of(profile).CenterMm.Value;
        double[] shape = [.. profile.PositionMm.Select(at => model.Profile(profile.WaterDepthMm ?? 0, at - center, profile.AlongX ? x : y, profile.AlongX ? y : x))];
        double product = 0, square = 0;
        for (var n = 0; n < shape.Length; n++)
        {
            var weight = 1 / Math.Pow(Uncertainty(profile, n), 2);
            product += weight * shape[n] * profile.Dose[n];
            square += weight * shape[n] * shape[n];
        }

        return [.. shape.Select(value => value * product / square)];
    }

    // A field loses what of the halo does not reach its middle: that is known as well as the halo's form.
    private static double WithForm(PencilModel model, FieldSizeFactor factor, Func<double, double, (double X, double Y)> spot)
    {
        var (x, y) = spot(factor.EnergyMeVPerU, factor.SurfaceZgMm - factor.WaterDepthMm);
        double Of(double sideMm) => model.SquareField(factor.WaterDepthMm, sideMm, x, y, LateralGroup.Halo);
        return double.Hypot(factor.Uncertainty, HaloForm * (Of(factor.ReferenceSideMm) - Of(factor.SideMm)));
    }

    private static double[] WithForm(PencilModel model, SpotProfile profile, Func<double, double, (double X, double Y)> spot)
    {
        var (x, y) = spot(profile.EnergyMeVPerU, profile.ZgMm);
        var (along, across, center) = (profile.AlongX ? x : y, profile.AlongX ? y : x, GaussianFit.Of(profile).CenterMm.Value);
        return [.. profile.PositionMm.Select((at, n) =>
        {
            double Of(LateralGroup? group) => model.Profile(profile.WaterDepthMm ?? 0, at - center, along, across, group);
            var halo = Of(LateralGroup.Halo) / Of(null);
            return double.Hypot(Uncertainty(profile, n), (HaloForm * halo + CoreForm * (1 - halo)) * Math.Abs(profile.Dose[n]));
        })];
    }

    private static double Uncertainty(SpotProfile profile, int n) => profile.RelativeUncertainty * Math.Abs(profile.Dose[n]) + profile.Background * profile.Dose.Max();
}
