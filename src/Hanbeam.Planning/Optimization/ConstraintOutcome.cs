namespace Hanbeam.Planning.Optimization;

/// <summary>How a constraint ended, in the worst scenario of the plan as delivered: in the operators' dose, corrected by the last final dose that was looked at (<see cref="IFinalDose"/>).</summary>
/// <param name="Label">What people call it, for example <c>max-dose Brainstem</c>.</param>
/// <param name="Limit">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Gy(RBE) or keV/µm.</param>
/// <param name="Excess">By how much it is broken, in <paramref name="Unit"/>; 0 where it holds.</param>
/// <param name="Met">Whether it holds within the optimiser's tolerance.</param>
public sealed record ConstraintOutcome(string Label, double Limit, string Unit, double Excess, bool Met);
