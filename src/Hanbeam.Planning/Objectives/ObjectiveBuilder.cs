using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Objectives;

/// <summary>Turns a recipe's objectives into terms on one list of voxels: the union of all voxels that any of them needs.</summary>
public static class ObjectiveBuilder
{
    private delegate IObjective Factory(GoalTerm term, ObjectiveRegion region, PlanningStructures structures, int[] voxels);

    // A new type is one more entry here and in GoalTypes.
    private static readonly Dictionary<string, Factory> Factories = new()
    {
        [GoalTypes.MinDose] = (term, region, _, _) => Limit(term, region, DeviationSide.Below),
        [GoalTypes.MaxDose] = (term, region, _, _) => Limit(term, region, DeviationSide.Above),
        [GoalTypes.UniformDose] = (term, region, _, _) => Limit(term, region, DeviationSide.Both),
        [GoalTypes.MeanDose] = (term, region, _, _) => new MeanDoseObjective(Label(term), term.Weight, region, term.DoseGyRbe!.Value),
        [GoalTypes.MinDvh] = (term, region, _, _) => DoseVolume(term, region, DeviationSide.Below),
        [GoalTypes.MaxDvh] = (term, region, _, _) => DoseVolume(term, region, DeviationSide.Above),
        [GoalTypes.Eud] = (term, region, _, _) => new EquivalentUniformDoseObjective(Label(term), term.Weight, region, term.DoseGyRbe!.Value, term.A!.Value),
        [GoalTypes.DoseFalloff] = Falloff,
    };

    /// <summary>Makes the terms.</summary>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="targets">The targets and their doses; their voxels are always part of the list.</param>
    /// <param name="terms">The recipe's objectives, already validated.</param>
    /// <param name="reached">What the beams can reach.</param>
    /// <exception cref="InputException">A structure is absent, or nothing of it lies inside the patient.</exception>
    public static ObjectiveSet Build(PlanningStructures structures, IReadOnlyList<TargetDose> targets, IReadOnlyList<GoalTerm> terms, ReachedVoxels reached)
    {
        var names = targets.Select(target => target.Structure).ToHashSet();
        var shares = new Dictionary<string, (SortedDictionary<int, double> Shares, double RestShare)>();
        foreach (var name in names.Concat(terms.Select(term => term.Structure)).Distinct())
            shares[name] = RegionShares.Of(structures, name, names.Contains(name), reached);
        int[] voxels = [.. shares.Values.SelectMany(entry => entry.Shares.Keys).Distinct().Order()];
        ObjectiveRegion Region(string name)
        {
            var (share, rest) = shares[name];
            return new ObjectiveRegion([.. share.Keys.Select(voxel => Array.BinarySearch(voxels, voxel))], [.. share.Values], rest);
        }

        return new ObjectiveSet(
            voxels,
            [.. terms.Select(term => Factories[term.Type](term, Region(term.Structure), structures, voxels))],
            [.. targets.Select(target => (Region(target.Structure), target.DoseGyRbe))])
        {
            TargetScale = targets.Sum(target => target.DoseGyRbe * target.DoseGyRbe * terms.Where(term => term.Structure == target.Structure).Sum(term => term.Weight)),
        };
    }

    private static string Label(GoalTerm term) => term.Type + " " + term.Structure;

    private static SquaredDeviationObjective Limit(GoalTerm term, ObjectiveRegion region, DeviationSide side) =>
        new(Label(term), term.Weight, region, [term.DoseGyRbe!.Value], side);

    private static DoseVolumeObjective DoseVolume(GoalTerm term, ObjectiveRegion region, DeviationSide side) =>
        new(Label(term), term.Weight, region, term.DoseGyRbe!.Value, term.VolumePercent!.Value / 100, side);

    // The allowed dose falls linearly from the targets' surface, half a voxel before the centre of the first voxel outside.
    private static SquaredDeviationObjective Falloff(GoalTerm term, ObjectiveRegion region, PlanningStructures structures, int[] voxels)
    {
        var halfVoxelMm = Math.Cbrt(structures.Geometry.VoxelVolumeMm3) / 2;
        var (from, to, within) = (term.FromGyRbe!.Value, term.ToGyRbe!.Value, term.WithinMm!.Value);
        var limits = region.Positions.Select(position =>
        {
            var distanceMm = Math.Max(0, structures.DistanceFromTargetsMm[voxels[position]] - halfVoxelMm);
            return from + (to - from) * Math.Min(1, distanceMm / within);
        });
        return new SquaredDeviationObjective(Label(term), term.Weight, region, [.. limits], DeviationSide.Above);
    }
}
