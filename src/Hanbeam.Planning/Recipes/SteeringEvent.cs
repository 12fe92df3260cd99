namespace Hanbeam.Planning.Recipes;

/// <summary>One entry of the recipe's <c>steering</c>: a change made while the optimiser ran.</summary>
/// <param name="Iteration">Key <c>iteration</c>: after which iteration, counted from 1.</param>
/// <param name="Objective">Key <c>objective</c>: which objective, counted from 1 in the order written; or null.</param>
/// <param name="Weight">Key <c>weight</c>: its new weight; or null.</param>
/// <param name="Stop">Key <c>stop</c>: whether the run was stopped there.</param>
public sealed record SteeringEvent(int Iteration, int? Objective, double? Weight, bool Stop);
