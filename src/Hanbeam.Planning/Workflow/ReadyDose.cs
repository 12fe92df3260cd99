using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Workflow;

/// <summary>The final dose of a plan, ready for any error scenario: what does not depend on the error is made once.</summary>
public sealed class ReadyDose
{
    private readonly IReadOnlyList<BeamDose> beams;

    /// <summary>Makes the tables of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="model">The beam model.</param>
    /// <param name="rbe">The RBE model, or null for physical dose alone.</param>
    /// <param name="external">The patient's outline on the dose grid; the dose is zero outside it.</param>
    /// <param name="work">Threads and cancellation.</param>
    public ReadyDose(Plan plan, BeamModel model, IRbeModel? rbe, VoxelMembership external, WorkContext work)
    {
        // A voxel mostly outside the patient gets no dose.
        var voxels = new DoseVoxels(external.Geometry, [.. external.Voxels.Where((_, n) => external.Fractions[n] >= VoxelMembership.Inside)], work.Threads);
        beams = [.. plan.Beams.Select(beam => new BeamDose(model, beam, voxels, ForwardDose.Effect(rbe), work))];
    }

    /// <summary>Calculates it.</summary>
    /// <param name="patient">The patient model without error.</param>
    /// <param name="scenario">The error.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <returns>Dose of each beam in ONE fraction, on the grid that moves with the patient.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<DoseCubes> Calculate(PatientModel patient, ErrorScenario scenario, WorkContext work)
    {
        var ofScenario = patient.WithStoppingPower(scenario.StoppingPowerFactor);
        return [.. beams.Select(beam => beam.Calculate(ofScenario, scenario, work))];
    }
}
