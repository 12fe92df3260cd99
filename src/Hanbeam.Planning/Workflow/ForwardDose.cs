using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Workflow;

/// <summary>The dose of a plan as it is delivered, beam by beam, from the pencil-beam engine.</summary>
public static class ForwardDose
{
    /// <summary>Calculates it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="model">The beam model.</param>
    /// <param name="rbe">The RBE model, or null for physical dose alone.</param>
    /// <param name="external">The patient's outline on the dose grid; the dose is zero outside it.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <returns>Dose of each beam in ONE fraction.</returns>
    public static IReadOnlyList<DoseCubes> Calculate(Plan plan, PatientModel patient, BeamModel model, IRbeModel? rbe, VoxelMembership external, WorkContext work) =>
        Calculate(ErrorScenario.Nominal, plan, patient, model, rbe, external, work);

    /// <summary>Calculates the dose of a plan in an error scenario, from nothing that the optimisation made.</summary>
    /// <param name="scenario">The error.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="patient">The patient model without error.</param>
    /// <param name="model">The beam model.</param>
    /// <param name="rbe">The RBE model, or null for physical dose alone.</param>
    /// <param name="external">The patient's outline on the dose grid; the dose is zero outside it.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <returns>Dose of each beam in ONE fraction, on the grid that moves with the patient.</returns>
    public static IReadOnlyList<DoseCubes> Calculate(ErrorScenario scenario, Plan plan, PatientModel patient, BeamModel model, IRbeModel? rbe, VoxelMembership external, WorkContext work) =>
        new ReadyDose(plan, model, rbe, external, work).Calculate(patient, scenario, work);

    /// <summary>The tables that an RBE model needs averaged over dose, or null where it needs none.</summary>
    /// <param name="rbe">The RBE model, or null.</param>
    public static EffectQuantities? Effect(IRbeModel? rbe) => rbe is { NeedsEffect: true } ? new EffectQuantities(rbe.Alpha, rbe.SqrtBeta, (rbe as KernelRbe)?.TissueClass) : null;
}
