namespace Hanbeam.Planning.Optimization;

/// <summary>A term of a plan's function and what it is worth.</summary>
/// <param name="Label">What people call it, for example <c>max-dose SpinalCord</c>.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Value">Its share of the objective in the nominal case, Gy(RBE)² (of LET: (keV/µm)²).</param>
public sealed record PlanTerm(string Label, double Weight, double Value);
