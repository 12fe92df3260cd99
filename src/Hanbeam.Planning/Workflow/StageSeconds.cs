namespace Hanbeam.Planning.Workflow;

/// <summary>Wall time of the parts of a plan, s.</summary>
/// <param name="Model">Patient model, structures and spots.</param>
/// <param name="Influence">Dose influence.</param>
/// <param name="Optimise">Optimisation, minimum ions included.</param>
/// <param name="FinalDose">Unquantised dose of the plan as delivered.</param>
public sealed record StageSeconds(double Model, double Influence, double Optimise, double FinalDose);
