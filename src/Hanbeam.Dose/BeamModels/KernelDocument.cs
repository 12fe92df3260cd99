namespace Hanbeam.Dose.BeamModels;

/// <summary>A tissue class of the kernels in machine.json.</summary>
internal sealed record KernelDocument(double AlphaX, double BetaX);
