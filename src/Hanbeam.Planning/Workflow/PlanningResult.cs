using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Workflow;

/// <summary>A plan with everything that is written about it.</summary>
public sealed record PlanningResult
{
    /// <summary>The plan: whole ions per fraction; no empty spots, layers or beams.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The patient as the beam saw it.</summary>
    public required PatientModel Patient { get; init; }

    /// <summary>The structures on the dose grid.</summary>
    public required PlanningStructures Structures { get; init; }

    /// <summary>Dose of each beam in ONE fraction, from the engine, not from the influence.</summary>
    public required IReadOnlyList<DoseCubes> BeamDoses { get; init; }

    /// <summary>Calculates the plan's dose in error scenarios; null where there is the nominal one alone.</summary>
    public required ReadyDose? InScenarios { get; init; }

    /// <summary>Name of the RBE model.</summary>
    public required string RbeModel { get; init; }

    /// <summary>The error scenarios that it was made robust against, the nominal one first; that one alone without robustness.</summary>
    public IReadOnlyList<ErrorScenario> Scenarios { get; init; } = [ErrorScenario.Nominal];

    /// <summary>How the plan was found; what it says of constraints is about the optimiser's own dose.</summary>
    public required PlanOptimizationResult Optimization { get; init; }

    /// <summary>Holds the constraints against final doses; the nominal one is <see cref="BeamDoses"/>, those of scenarios are made by whoever wants them.</summary>
    public required ConstraintJudge Judge { get; init; }

    /// <summary>Delivery time of each beam in one fraction.</summary>
    public required IReadOnlyList<DeliveryTimeline> Delivery { get; init; }

    /// <summary>Gap between range shifter and skin of each beam on its axis, mm; null without a shifter.</summary>
    public required IReadOnlyList<double?> ShifterGapsMm { get; init; }

    /// <summary>Spot–voxel pairs of all beams' influence in the nominal case.</summary>
    public required long InfluenceNonZeros { get; init; }

    /// <summary>Memory of all influence operators together, scenarios included, bytes.</summary>
    public required long InfluenceBytes { get; init; }

    /// <summary>Number of voxels that the optimisation looked at.</summary>
    public required int OptimisationVoxels { get; init; }

    /// <summary>What the user should know, one sentence each; what became of constraints is not among it: see <see cref="Judge"/>.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Wall time of the parts.</summary>
    public required StageSeconds Seconds { get; init; }
}
