namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>A figure found by a fit.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Uncertainty">Its standard uncertainty; 0 where it was not fitted.</param>
public readonly record struct FittedFigure(double Value, double Uncertainty);
