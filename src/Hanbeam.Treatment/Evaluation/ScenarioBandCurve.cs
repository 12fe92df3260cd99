namespace Hanbeam.Treatment.Evaluation;

/// <summary>The band that scenarios span around a cumulative curve, as a table.</summary>
/// <param name="Dose">Doses, ascending from 0 in equal steps.</param>
/// <param name="LeastPercent">Smallest volume with at least each dose in any scenario, per cent.</param>
/// <param name="NominalPercent">Volume without error, per cent.</param>
/// <param name="GreatestPercent">Largest volume in any scenario, per cent.</param>
public sealed record ScenarioBandCurve(double[] Dose, double[] LeastPercent, double[] NominalPercent, double[] GreatestPercent);
