using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Planning.Workflow;

/// <summary>The dose of a plan from an engine.</summary>
/// <param name="Beams">Dose of each beam in ONE fraction.</param>
public sealed record PlanDose(IReadOnlyList<DoseCubes> Beams)
{
    /// <summary>What the Monte Carlo engine says about its statistics; null for an engine without any.</summary>
    public MonteCarloEvidence? MonteCarlo { get; init; }
}
