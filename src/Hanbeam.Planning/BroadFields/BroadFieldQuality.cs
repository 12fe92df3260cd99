using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Biology.Translation;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.BroadFields;

/// <summary>The radiation quality along broad fields in two RBE models, as <see cref="DoseTranslator"/> wants it.</summary>
public static class BroadFieldQuality
{
    private const double SkinMm = 10;
    private const double NearTargetMm = 10;
    private const double FalloffMm = 5;
    private const double TailMm = 20;

    /// <summary>
    /// Targets of 40 to 120 mm as in the study that compared prescriptions [Fossati2012], at three depths, with one field and with two opposed ones: the
    /// settings over which a translation's band is taken when none is named.
    /// </summary>
    public static IReadOnlyList<BroadField> Settings { get; } =
        [.. from fields in new[] { 1, 2 } from cube in new[] { 40.0, 80, 120 } from depth in new[] { 100.0, 150, 200 } select new BroadField(cube, depth, fields)];

    /// <summary>Plans a field for a flat dose in the first model and finds the quality of its points in both.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="field">The field.</param>
    /// <param name="region">Which points.</param>
    /// <param name="from">The model of the flat dose.</param>
    /// <param name="to">The other model.</param>
    /// <param name="fractionGyRbe">Dose of a fraction in the target, Gy(RBE) of the first model.</param>
    /// <returns>The points; their weights add to 1.</returns>
    /// <exception cref="InputException">The machine does not reach the target, or the region has no points.</exception>
    public static IReadOnlyList<RadiationQuality> Of(BroadFieldPlanner planner, BroadField field, FieldRegion region, IRbeModel from, IRbeModel to, double fractionGyRbe)
    {
        var plan = planner.Plan(field, from, fractionGyRbe);
        var other = planner.Evaluate(plan, to);
        var points = Points(plan, region);
        if (points.Length == 0) throw new InputException($"a {field} has no {region.ToString().ToLowerInvariant()} region");
        return [.. points.Select(n => At(plan.Quantities, other, n, 1.0 / points.Length))];
    }

    private static int[] Points(BroadFieldPlan plan, FieldRegion region)
    {
        if (region == FieldRegion.Target) return plan.Target;
        var (first, last) = region == FieldRegion.Entrance
            ? (SkinMm, plan.Field.NearMm - NearTargetMm)
            : (plan.Field.FarMm + FalloffMm, Math.Min(plan.Field.FarMm + TailMm, plan.Field.BoxMm));
        return [.. Enumerable.Range(0, plan.DepthMm.Length).Where(n => plan.DepthMm[n] >= first && plan.DepthMm[n] <= last)];
    }

    private static RadiationQuality At(VoxelQuantities from, VoxelQuantities to, int n, double weight)
    {
        var dose = from.Dose[n];
        return new RadiationQuality(from.AlphaDose[n] / dose, from.SqrtBetaDose[n] / dose, to.AlphaDose[n] / dose, to.SqrtBetaDose[n] / dose, from.LetDose[n] / dose, weight);
    }
}
