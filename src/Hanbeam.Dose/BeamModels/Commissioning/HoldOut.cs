namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Parts measurements into those that are fitted and those that the fit is judged on.</summary>
/// <param name="Fitted">What is fitted.</param>
/// <param name="Held">What is kept out.</param>
/// <param name="Description">What is kept out, in a sentence's words.</param>
internal sealed record HoldOut(CommissioningData Fitted, CommissioningData Held, string Description)
{
    // One energy between two that are fitted.
    private const int FewestCurves = 3;

    /// <summary>
    /// Every second energy with a depth dose between the lowest and the highest, with everything measured at it, and every second field-size factor of the other energies. A kind that would be left
    /// with nothing to fit stays whole. Null with fewer than three depth doses, or where none is wanted.
    /// </summary>
    public static HoldOut? Of(CommissioningData data)
    {
        if (!data.HoldOut || data.DepthDoses.Count < FewestCurves) return null;
        var energies = data.DepthDoses.Index().Where(one => one.Index % 2 == 1 && one.Index < data.DepthDoses.Count - 1).Select(one => one.Item.EnergyMeVPerU).ToHashSet();
        var sizes = data.FieldSizeFactors.GroupBy(factor => (factor.Source, factor.EnergyMeVPerU)).SelectMany(group => group.Index()
            .Where(one => energies.Contains(group.Key.EnergyMeVPerU) || one.Index % 2 == 1).Select(one => one.Item)).ToHashSet();
        var depthDoses = Split(data.DepthDoses, curve => energies.Contains(curve.EnergyMeVPerU));
        // Profiles in air and in water are kinds of their own.
        var inAir = Split([.. data.Profiles.Where(profile => profile.WaterDepthMm is null)], profile => energies.Contains(profile.EnergyMeVPerU));
        var inWater = Split([.. data.Profiles.Where(profile => profile.WaterDepthMm is not null)], profile => energies.Contains(profile.EnergyMeVPerU));
        var fields = Split(data.FieldSizeFactors, sizes.Contains);
        var doses = Split(data.Doses, dose => energies.Contains(dose.EnergyMeVPerU));
        var words = FormattableString.Invariant($"everything at {string.Join(", ", energies.Order().Select(energy => FormattableString.Invariant($"{energy:0.##}")))} MeV/u (every second energy)")
            + (fields.Held.Count > fields.Held.Count(factor => energies.Contains(factor.EnergyMeVPerU)) ? " and every second field-size factor of the others" : "");
        return new HoldOut(
            data with { DepthDoses = depthDoses.Fitted, Profiles = [.. inAir.Fitted, .. inWater.Fitted], FieldSizeFactors = fields.Fitted, Doses = doses.Fitted },
            data with { DepthDoses = depthDoses.Held, Profiles = [.. inAir.Held, .. inWater.Held], FieldSizeFactors = fields.Held, Doses = doses.Held }, words);
    }

    private static (List<T> Fitted, List<T> Held) Split<T>(IReadOnlyList<T> all, Func<T, bool> held)
    {
        var groups = all.ToLookup(held);
        return groups[false].Any() ? ([.. groups[false]], [.. groups[true]]) : ([.. all], []);
    }
}
