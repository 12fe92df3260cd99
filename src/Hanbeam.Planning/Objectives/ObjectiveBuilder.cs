using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Objectives;

/// <summary>Turns a recipe's objectives into terms on one list of voxels: the union of all voxels that any of them needs.</summary>
public static class ObjectiveBuilder
{
    // The total dose at which a voxel's LET counts half, as a share of the lowest prescription: what receives less is hardly irradiated (assumed).
    private const double NegligibleShare = 0.02;

    private delegate IObjective Factory(GoalTerm term, ObjectiveRegion region, ObjectiveContext context);

    // A new type is one more entry here and in GoalTypes.
    private static readonly Dictionary<string, Factory> Factories = new()
    {
        [GoalTypes.MinDose] = (term, region, _) => Limit(term, region, DeviationSide.Below),
        [GoalTypes.MaxDose] = (term, region, _) => Limit(term, region, DeviationSide.Above),
        [GoalTypes.UniformDose] = (term, region, _) => Limit(term, region, DeviationSide.Both),
        [GoalTypes.MeanDose] = (term, region, _) => new MeanDoseObjective(term.Label, term.Weight, region, term.DoseGyRbe!.Value),
        [GoalTypes.MinDvh] = (term, region, _) => DoseVolume(term, region, DeviationSide.Below),
        [GoalTypes.MaxDvh] = (term, region, _) => DoseVolume(term, region, DeviationSide.Above),
        [GoalTypes.Eud] = (term, region, _) => new EquivalentUniformDoseObjective(term.Label, term.Weight, region, term.DoseGyRbe!.Value, term.A!.Value),
        [GoalTypes.DoseFalloff] = (term, region, context) => new SquaredDeviationObjective(term.Label, term.Weight, region, context.FalloffLimits(term, region), DeviationSide.Above),
        [GoalTypes.MinLet] = (term, region, context) => Let(term, region, context, DeviationSide.Below),
        [GoalTypes.MaxLet] = (term, region, context) => Let(term, region, context, DeviationSide.Above),
    };

    /// <summary>Makes the terms.</summary>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="targets">The targets and their doses; their voxels are always part of the list.</param>
    /// <param name="terms">The recipe's objectives, already validated.</param>
    /// <param name="reached">What the beams can reach.</param>
    /// <param name="constraints">The recipe's constraints, already validated; null for none.</param>
    /// <exception cref="InputException">A structure is absent, nothing of it lies inside the patient, or a constraint cannot be met by any plan.</exception>
    public static ObjectiveSet Build(PlanningStructures structures, IReadOnlyList<TargetDose> targets, IReadOnlyList<GoalTerm> terms, ReachedVoxels reached, IReadOnlyList<GoalTerm>? constraints = null)
    {
        constraints ??= [];
        var names = targets.Select(target => target.Structure).ToHashSet();
        var parts = new RegionParts(structures, names, reached);
        foreach (var name in names.Concat(terms.Select(term => term.Structure)).Distinct()) parts.AddVoxels(name);
        foreach (var name in names.Concat(terms.Where(IsAboutBodies).Select(term => term.Structure)).Distinct().Where(name => !structures.IsOutline(name))) parts.AddBody(name);
        foreach (var term in constraints) parts.AddLimits(term);
        var (voxels, points) = parts.Join();
        var context = new ObjectiveContext(structures, voxels, NegligibleShare * targets.Select(target => target.DoseGyRbe).DefaultIfEmpty(1).Min());
        return new ObjectiveSet(voxels, [.. terms.Select(term => Factories[term.Type](term, parts.Region(term), context))], [.. targets.Select(target => (parts.Voxels(target.Structure), target.DoseGyRbe))])
        {
            Points = points,
            TargetNames = [.. targets.Select(target => target.Structure)],
            Constraints = [.. constraints.Select(term => ConstraintBuilder.Make(term, parts.Limits(term), context))],
            Regions = parts.Names.ToDictionary(name => name, parts.Body),
            TargetScale = targets.Sum(target => target.DoseGyRbe * target.DoseGyRbe * terms.Where(term => term.Structure == target.Structure && !term.IsLet).Sum(term => term.Weight)),
        };
    }

    // What wants dose up to a body's surface is looked at there, between voxel centres.
    private static bool IsAboutBodies(GoalTerm term) => !term.IsLet && (GoalTypes.IsLowerLimit(term) || term.Type == GoalTypes.UniformDose);

    private static SquaredDeviationObjective Limit(GoalTerm term, ObjectiveRegion region, DeviationSide side) =>
        new(term.Label, term.Weight, region, [term.DoseGyRbe!.Value], side);

    private static DoseVolumeObjective DoseVolume(GoalTerm term, ObjectiveRegion region, DeviationSide side) =>
        new(term.Label, term.Weight, region, term.DoseGyRbe!.Value, term.VolumePercent!.Value / 100, side);

    private static LetObjective Let(GoalTerm term, ObjectiveRegion region, ObjectiveContext context, DeviationSide side) =>
        new(term.Label, term.Weight, region, term.LetKeVPerUm!.Value, context.NegligibleGyRbe, side);
}
