namespace Hanbeam.Treatment.Evaluation;

/// <summary>A cumulative dose–volume histogram as a table, the shape that dvh.json holds for a structure.</summary>
/// <param name="VolumeCc">The structure's volume on the dose grid, cm³.</param>
/// <param name="Dose">Doses, ascending from 0 in equal steps.</param>
/// <param name="VolumePercent">Part of the volume that receives at least each dose, per cent.</param>
public sealed record DvhCurve(double VolumeCc, double[] Dose, double[] VolumePercent);
