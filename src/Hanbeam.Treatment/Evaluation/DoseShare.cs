namespace Hanbeam.Treatment.Evaluation;

/// <summary>A small part of a structure, its volume spread evenly over an interval of dose.</summary>
/// <param name="Lower">Lower end of the interval.</param>
/// <param name="Upper">Upper end.</param>
/// <param name="VolumeMm3">The volume, mm³.</param>
internal readonly record struct DoseShare(double Lower, double Upper, double VolumeMm3)
{
    /// <summary>The mean dose of the part.</summary>
    public double Mean => 0.5 * (Lower + Upper);
}
