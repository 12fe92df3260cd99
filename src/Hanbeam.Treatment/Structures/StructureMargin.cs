namespace Hanbeam.Treatment.Structures;

/// <summary>A margin for each direction of the patient, mm; between two directions it follows the ellipse that joins them.</summary>
/// <param name="LeftMm">Towards the patient's left (+x), not negative.</param>
/// <param name="RightMm">Towards the right (−x).</param>
/// <param name="AnteriorMm">Towards the front (−y).</param>
/// <param name="PosteriorMm">Towards the back (+y).</param>
/// <param name="HeadMm">Towards the head (+z).</param>
/// <param name="FeetMm">Towards the feet (−z).</param>
public readonly record struct StructureMargin(double LeftMm, double RightMm, double AnteriorMm, double PosteriorMm, double HeadMm, double FeetMm)
{
    /// <summary>The same margin in all directions.</summary>
    /// <param name="marginMm">The margin, mm, not negative.</param>
    public static StructureMargin Uniform(double marginMm) => new(marginMm, marginMm, marginMm, marginMm, marginMm, marginMm);

    /// <summary>Whether all six are the same.</summary>
    public bool IsUniform => this == Uniform(LeftMm);

    /// <summary>The largest of the six, mm.</summary>
    public double LargestMm => Math.Max(Math.Max(Math.Max(LeftMm, RightMm), Math.Max(AnteriorMm, PosteriorMm)), Math.Max(HeadMm, FeetMm));

    /// <summary>Whether each is a finite number and none is negative.</summary>
    public bool IsValid => double.IsFinite(LeftMm + RightMm + AnteriorMm + PosteriorMm + HeadMm + FeetMm)
        && Math.Min(Math.Min(Math.Min(LeftMm, RightMm), Math.Min(AnteriorMm, PosteriorMm)), Math.Min(HeadMm, FeetMm)) >= 0;

    /// <summary>Left and right, front and back, head and feet exchanged: what a point outside must keep away when a structure shrinks.</summary>
    internal StructureMargin Mirrored => new(RightMm, LeftMm, PosteriorMm, AnteriorMm, FeetMm, HeadMm);
}
