namespace Hanbeam.Treatment.Plans;

/// <summary>A point in the IEC 61217 gantry system, mm: origin at the isocentre, +z towards the source.</summary>
/// <param name="Xg">Xg, mm.</param>
/// <param name="Yg">Yg, mm.</param>
/// <param name="Zg">Zg, mm: positive upstream of the isocentre.</param>
public readonly record struct BeamPoint(double Xg, double Yg, double Zg);
