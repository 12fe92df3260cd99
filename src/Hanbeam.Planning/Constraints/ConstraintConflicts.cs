using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// Finds constraints that contradict each other on their face: a volume that must have at least one dose (LET) and at most a lower one. What only the beams' physics forbids is
/// found by the optimisation itself.
/// </summary>
public static class ConstraintConflicts
{
    /// <summary>Refuses the first pair that contradicts itself.</summary>
    /// <param name="source">The recipe, for the message.</param>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="constraints">The recipe's constraints.</param>
    /// <exception cref="InputException">Two constraints contradict each other; the sentence names both, their overlap and by how much they differ.</exception>
    public static void Refuse(string source, PlanningStructures structures, IReadOnlyList<GoalTerm> constraints)
    {
        foreach (var low in constraints.Where(GoalTypes.IsLowerLimit))
            foreach (var high in constraints.Where(term => !GoalTypes.IsLowerLimit(term) && term.IsLet == low.IsLet))
                if (Conflict(structures, low, high) is { } sentence)
                    throw new InputException($"{source}: {sentence}");
    }

    private static string? Conflict(PlanningStructures structures, GoalTerm low, GoalTerm high)
    {
        var (least, most) = (Value(low), Value(high));
        if (!(least > most)) return null;
        var inLow = Voxels(structures, low.Structure);
        var inHigh = Voxels(structures, high.Structure);
        var overlap = inLow.Count(inHigh.Contains);

        // Of the lower limit's voxels so many must reach it, and as many as lie outside the other structure can do so there: the rest has to inside it.
        var required = low.Type == GoalTypes.Eud ? (overlap == inLow.Count ? 1 : 0) : Share(low) * inLow.Count - (inLow.Count - overlap);
        var contradictory = high.Type is GoalTypes.MeanDose or GoalTypes.Eud
            ? required * least > most * inHigh.Count && (high.Type == GoalTypes.MeanDose || high.A >= 1)
            : required > AllowedAbove(high) * inHigh.Count + 1e-6;
        if (!contradictory) return null;
        var (unit, cc) = (low.IsLet ? "keV/µm" : "Gy(RBE)", overlap * structures.Geometry.VoxelVolumeMm3 / 1000);
        return FormattableString.Invariant($"the constraints {low.Label} {least} {unit} and {high.Label} {most} {unit} contradict each other by {least - most:0.##} {unit} in the {cc:0.##} cm³ that the two structures share; change one, or make it an objective");
    }

    private static HashSet<int> Voxels(PlanningStructures structures, string name)
    {
        var membership = structures.ForGoal(name);
        var half = membership.Voxels.Where((_, n) => membership.Fractions[n] >= VoxelMembership.Inside).ToHashSet();
        return half.Count > 0 ? half : [.. membership.Voxels];
    }

    // A falloff allows most at the target's edge.
    private static double Value(GoalTerm term) => term.LetKeVPerUm ?? term.DoseGyRbe ?? Math.Max(term.FromGyRbe ?? 0, term.ToGyRbe ?? 0);

    private static double Share(GoalTerm term) => (term.VolumePercent ?? 100) / 100;

    private static double AllowedAbove(GoalTerm term) => (term.VolumePercent ?? 0) / 100;
}
