using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Workflow;

/// <summary>A plan whose dose is wanted.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Patient">The patient model.</param>
/// <param name="Model">The machine with its beam model.</param>
/// <param name="Rbe">The RBE model, or null for physical dose alone.</param>
/// <param name="External">The patient's outline on the dose grid; the dose is zero outside it.</param>
public sealed record PlanDoseTask(Plan Plan, PatientModel Patient, BeamModel Model, IRbeModel? Rbe, VoxelMembership External)
{
    /// <summary>The voxels over which an engine with statistics takes its uncertainty: the targets. Null: those of at least half of the greatest dose.</summary>
    public VoxelMembership? Targets { get; init; }

    /// <summary>The targets one by one, by name, of whose mean dose the uncertainty is wanted.</summary>
    public IReadOnlyList<VoxelMembership> EachTarget { get; init; } = [];

    /// <summary>Linear indices of the dose voxels that are at least half inside the outline.</summary>
    public int[] InsideVoxels() => [.. External.Voxels.Where((_, n) => External.Fractions[n] >= VoxelMembership.Inside)];
}
