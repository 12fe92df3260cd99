namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>What became of a goal for one structure and one dose.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Structure">The structure's own name in the case; the goal's where the case has none.</param>
/// <param name="Status">The traffic light.</param>
/// <param name="Value">The metric's value, in its unit; null where it was not evaluated.</param>
/// <param name="Reason">Why it was not evaluated; null otherwise.</param>
public sealed record GoalVerdict(Goal Goal, string Structure, GoalStatus Status, double? Value, string? Reason);
