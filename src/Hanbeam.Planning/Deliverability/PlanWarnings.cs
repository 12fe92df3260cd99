using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Deliverability;

/// <summary>What a planner should look at, one sentence each; pure functions of what was found.</summary>
public static class PlanWarnings
{
    // The limits of issue and contract: more air than this in a target, per cent; more air than this between shifter and skin, mm.
    private const double AirPercent = 3;
    private const double GapMm = 400;

    // Below this share of the rays, or of the ions, a finding is a single voxel's noise, per cent.
    private const double WorthSayingPercent = 0.5;

    /// <summary>Warnings about the targets themselves.</summary>
    /// <param name="targets">The targets' voxels.</param>
    public static IEnumerable<string> OfTargets(TargetVoxels targets)
    {
        if (targets.OutsidePercent > 0)
            yield return FormattableString.Invariant($"{targets.OutsidePercent:F1} % of the target volume lies outside the external contour and gets no dose.");
        if (targets.AirPercent > AirPercent)
            yield return FormattableString.Invariant($"{targets.AirPercent:F1} % of the target volume is air (below -300 HU); dose there is dose to water.");
    }

    /// <summary>Warnings about where one beam can go.</summary>
    /// <param name="placed">The beam with its spots.</param>
    public static IEnumerable<string> OfPlacement(PlacedBeam placed)
    {
        var name = Name(placed.Beam);
        var (wanted, available) = (placed.WantedDepthMm, placed.AvailableDepthMm);
        if (placed.Reach.Any(reach => reach != VoxelReach.Reached))
            yield return FormattableString.Invariant($"{name} reaches {placed.ReachedPercent:F1} % of the target volume; depths wanted {wanted.From:F1} to {wanted.To:F1} mm, available {Math.Max(0, available.From):F1} to {available.To:F1} mm water-equivalent.");
        if (wanted.From < available.From)
            yield return FormattableString.Invariant($"{name}: the target begins at {wanted.From:F1} mm water-equivalent, but the lowest energy stops at {available.From:F1} mm; layers below it are missing.");
        if (placed.SpotsOutsideField > 0)
            yield return FormattableString.Invariant($"{name}: {placed.SpotsOutsideField} spots outside the scan field are left out.");
    }

    /// <summary>Warnings about what lies in one beam's way.</summary>
    /// <param name="beam">The beam.</param>
    /// <param name="path">What was found.</param>
    public static IEnumerable<string> OfPath(PlanBeam beam, BeamPath path)
    {
        var name = Name(beam);
        if (path.ThroughImageEdgePercent >= WorthSayingPercent)
            yield return FormattableString.Invariant($"{name}: {path.ThroughImageEdgePercent:F1} % of its rays enter the patient through the edge of the image; the tissue beyond is not in the calculation.");
        if (path.MaterialOutsidePercent >= WorthSayingPercent)
            yield return FormattableString.Invariant($"{name}: {path.MaterialOutsidePercent:F1} % of its rays cross material above -300 HU outside the external contour, which the calculation leaves out.");
        if (path.MetalPercent >= WorthSayingPercent)
            yield return FormattableString.Invariant($"{name}: {path.MetalPercent:F1} % of its rays cross voxels above 2000 HU (metal?).");
        if (path.ShifterGapMm > GapMm)
            yield return FormattableString.Invariant($"{name}: the gap between range shifter and skin is {path.ShifterGapMm:F0} mm; above {GapMm:F0} mm its scatter widens the spots strongly.");
        if (path.ShifterGapMm < 0)
            yield return FormattableString.Invariant($"{name}: the range shifter would reach {-path.ShifterGapMm:F0} mm into the patient; move the isocentre.");
    }

    /// <summary>A warning about an isocentre beyond the image, which is most often one in another frame.</summary>
    /// <param name="beam">The beam.</param>
    /// <param name="image">The grid of the case's image.</param>
    public static IEnumerable<string> OfIsocenter(PlanBeam beam, GridGeometry image)
    {
        var (point, from, to) = (beam.Isocenter, image.LowerCorner, image.UpperCorner);
        if (point.X < from.X || point.Y < from.Y || point.Z < from.Z || point.X > to.X || point.Y > to.Y || point.Z > to.Z)
            yield return FormattableString.Invariant($"{Name(beam)}: the isocentre ({point.X:0.#}, {point.Y:0.#}, {point.Z:0.#}) mm lies outside the image of the case, which runs from ({from.X:0.#}, {from.Y:0.#}, {from.Z:0.#}) to ({to.X:0.#}, {to.Y:0.#}, {to.Z:0.#}) mm.");
    }

    /// <summary>A warning about ions in spots held at the machine's minimum.</summary>
    /// <param name="percentAtMinimum">Per cent of the plan's ions.</param>
    /// <param name="minimumIons">Fewest ions of a spot.</param>
    public static IEnumerable<string> OfMinimum(double percentAtMinimum, double minimumIons)
    {
        if (percentAtMinimum >= WorthSayingPercent)
            yield return FormattableString.Invariant($"{percentAtMinimum:F1} % of the ions are in spots raised to the minimum of {minimumIons:G4} ions.");
    }

    /// <summary>Warnings about constraints that the final dose breaks, nominal or in a scenario, each with the others that it may be at odds with.</summary>
    /// <param name="verdicts">What the constraints came to.</param>
    public static IEnumerable<string> OfConstraints(IReadOnlyList<ConstraintVerdict> verdicts)
    {
        var broken = verdicts.Where(verdict => !verdict.Met).ToList();
        foreach (var verdict in broken)
        {
            var others = broken.Where(other => other != verdict).Select(other => other.Label).ToList();
            var together = others.Count > 0 ? $"together with {string.Join(" and ", others)}" : "with these beams and objectives";
            var nominal = FormattableString.Invariant($" in the scenario {verdict.WorstScenario}, in the nominal case by {verdict.Excess:0.##}");
            var where = verdict.WorstExcess > verdict.Excess ? nominal : "";
            var why = verdict.OptimiserMet ? "the optimiser's own dose keeps it, the final dose does not; ask for a limit tighter by as much" : $"it could not be met {together}";
            yield return FormattableString.Invariant($"The constraint {verdict.Label} {verdict.Limit:0.##} {verdict.Unit} is broken by {verdict.WorstExcess:0.##} {verdict.Unit}{where}: {why}.");
        }
    }

    private static string Name(PlanBeam beam) => FormattableString.Invariant($"Beam {beam.Number} (gantry {beam.GantryDeg}, couch {beam.CouchDeg})");
}
