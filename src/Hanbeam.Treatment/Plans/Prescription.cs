namespace Hanbeam.Treatment.Plans;

/// <summary>What was prescribed. Doses are totals over all fractions, Gy(RBE) of the model named.</summary>
/// <param name="Targets">Target structures with their total dose, Gy(RBE); the first is the main one.</param>
/// <param name="Fractions">Number of fractions.</param>
/// <param name="RbeModel">The RBE model's name, for example mmkm-qst.</param>
public sealed record Prescription(IReadOnlyList<TargetDose> Targets, int Fractions, string RbeModel);
