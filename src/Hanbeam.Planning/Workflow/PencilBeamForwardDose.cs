using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>The engine <c>pencil-beam</c>.</summary>
public sealed class PencilBeamForwardDose : IForwardDose
{
    /// <inheritdoc/>
    public string Engine => "pencil-beam";

    /// <inheritdoc/>
    public PlanDose Calculate(PlanDoseTask task, WorkContext work) => new(ForwardDose.Calculate(task.Plan, task.Patient, task.Model, task.Rbe, task.External, work));
}
