using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Constraints;

/// <summary>Turns a recipe's constraints into inequalities.</summary>
internal static class ConstraintBuilder
{
    /// <summary>
    /// The voxels that a constraint is about: for an upper limit all that the structure touches (<see cref="HoldsSurface"/> says where its surface is held too); for a lower limit those at least half inside it (of a
    /// structure too small for that, all it touches), so that a target can be had beside an organ.
    /// </summary>
    public static (SortedDictionary<int, double> Shares, double RestShare) Region(PlanningStructures structures, string name, bool isLower, bool isTarget, ReachedVoxels reached)
    {
        var half = isLower ? RegionShares.Of(structures, name, isTarget, reached, VoxelMembership.Inside) : default;
        return half.Shares is { Count: > 0 } ? half : RegionShares.Of(structures, name, isTarget, reached);
    }

    /// <summary>Whether a constraint is about the highest dose anywhere in a body, so that places on its surface are looked at.</summary>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="term">The recipe's entry.</param>
    public static bool HoldsSurface(PlanningStructures structures, GoalTerm term) => term.Type == GoalTypes.MaxDose && !structures.IsOutline(term.Structure);

    /// <summary>Makes a constraint.</summary>
    /// <param name="term">The recipe's entry, already validated.</param>
    /// <param name="region">Its voxels.</param>
    /// <param name="context">What else it needs.</param>
    /// <exception cref="InputException">It is a lower limit on a volume that no beam reaches.</exception>
    public static IPlanConstraint Make(GoalTerm term, ObjectiveRegion region, ObjectiveContext context)
    {
        var volume = (term.VolumePercent ?? 100) / 100;
        if (GoalTypes.IsLowerLimit(term) && !term.IsLet && term.DoseGyRbe > 0 && region.RestShare > 1 - volume + 1e-9)
            throw new InputException(FormattableString.Invariant($"the constraint {term.Label} cannot be met: no beam reaches {100 * region.RestShare:0.0} % of the structure's volume; place beams that do, or limit a part of it"));
        return term.Type switch
        {
            GoalTypes.MinDose => new VoxelConstraint(term.Label, region, [term.DoseGyRbe!.Value], lower: true),
            GoalTypes.MaxDose => new VoxelConstraint(term.Label, region, [term.DoseGyRbe!.Value], lower: false),
            GoalTypes.MinDvh => new VoxelConstraint(term.Label, region, [term.DoseGyRbe!.Value], lower: true, 1 - volume),
            GoalTypes.MaxDvh => new VoxelConstraint(term.Label, region, [term.DoseGyRbe!.Value], lower: false, volume),
            GoalTypes.DoseFalloff => new VoxelConstraint(term.Label, region, context.FalloffLimits(term, region), lower: false),
            GoalTypes.MinLet => new VoxelConstraint(term.Label, region, [term.LetKeVPerUm!.Value], lower: true, 0, context.NegligibleGyRbe),
            GoalTypes.MaxLet => new VoxelConstraint(term.Label, region, [term.LetKeVPerUm!.Value], lower: false, 0, context.NegligibleGyRbe),
            GoalTypes.MeanDose => new MeanConstraint(term.Label, region, term.DoseGyRbe!.Value),
            GoalTypes.Eud => new MeanConstraint(term.Label, region, term.DoseGyRbe!.Value, term.A!.Value),
            _ => throw new ArgumentException("no constraint of this type: " + term.Type, nameof(term)),
        };
    }
}
