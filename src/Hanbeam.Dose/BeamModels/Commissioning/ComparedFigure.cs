namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>One figure of a measurement and of the finished model.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="EnergyMeVPerU">Nominal energy, MeV/u.</param>
/// <param name="Measured">Of the measurement.</param>
/// <param name="Modelled">Of the model.</param>
/// <param name="Unit">Unit of both.</param>
/// <param name="Difference">What is held against the tolerance, in <paramref name="DifferenceUnit"/>.</param>
/// <param name="Tolerance">Most of it, or least where it is a share that must be reached.</param>
/// <param name="DifferenceUnit">mm or %.</param>
/// <param name="Passed">Whether it is kept.</param>
public sealed record ComparedFigure(string Quantity, double EnergyMeVPerU, double Measured, double Modelled, string Unit, double Difference, double Tolerance, string DifferenceUnit, bool Passed);
