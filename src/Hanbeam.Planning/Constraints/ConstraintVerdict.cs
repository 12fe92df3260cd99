namespace Hanbeam.Planning.Constraints;

/// <summary>What a constraint came to in the dose that is shown and exported, the engine's, in the nominal case and in every error scenario that was calculated.</summary>
/// <param name="Label">What people call it, for example <c>max-dose Brainstem</c>.</param>
/// <param name="Limit">The limit, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Gy(RBE) or keV/µm.</param>
/// <param name="Excess">By how much the nominal dose breaks it, in <paramref name="Unit"/>; 0 where it holds.</param>
/// <param name="WorstExcess">The same in the worst of all cases.</param>
/// <param name="WorstScenario">Which case that is; of equals the first.</param>
/// <param name="OptimiserExcess">By how much the optimiser's own dose breaks it in its worst scenario.</param>
/// <param name="OptimiserMet">Whether it holds there within the tolerance.</param>
/// <param name="Met">Whether it holds in every case within the optimiser's tolerance.</param>
public sealed record ConstraintVerdict(string Label, double Limit, string Unit, double Excess, double WorstExcess, string WorstScenario, double OptimiserExcess, bool OptimiserMet, bool Met);
