namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>Goals that belong together: of a site and a protocol.</summary>
/// <param name="Name">The name, such as <c>head-and-neck-mmkm-16</c>.</param>
/// <param name="Description">One line about it.</param>
/// <param name="Goals">The goals, in the order in which they are reported.</param>
public sealed record GoalSet(string Name, string Description, IReadOnlyList<Goal> Goals);
