using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>A dose with all structures in it: one column of an evaluation.</summary>
/// <param name="Name">What it is called in tables: short.</param>
/// <param name="Dose">The dose.</param>
/// <param name="Structures">The structures in it, empty ones included.</param>
/// <param name="Targets">Names of the prescribed targets; none where no prescription is known.</param>
public sealed record EvaluatedDose(string Name, DoseVolume Dose, IReadOnlyList<StructureDose> Structures, IReadOnlyList<string> Targets)
{
    /// <summary>Whether structures are left out because another dose of the same source and family of models is theirs: tissue parameters of their own.</summary>
    public bool IsPartial { get; init; }
}
