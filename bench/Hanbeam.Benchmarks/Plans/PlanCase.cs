namespace Hanbeam.Benchmarks.Plans;

/// <summary>A plan that is timed.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What it is.</param>
/// <param name="Recipe">Its recipe, a file.</param>
/// <param name="GoalSeconds">Wall time that it should take, s; null where there is no goal.</param>
internal sealed record PlanCase(string Name, string Title, string Recipe, double? GoalSeconds);
