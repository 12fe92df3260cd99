using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>The one seam between whoever needs the dose of a plan and the engines that calculate it: the same task in, the same cubes out.</summary>
public interface IForwardDose
{
    /// <summary>Name of the engine: <c>pencil-beam</c> or <c>monte-carlo</c>.</summary>
    string Engine { get; }

    /// <summary>Calculates the dose of a plan.</summary>
    /// <param name="task">The plan, the patient, the machine, the RBE model, the outline.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="InputException">The engine cannot do what the task asks.</exception>
    PlanDose Calculate(PlanDoseTask task, WorkContext work);
}
