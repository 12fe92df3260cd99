namespace Hanbeam.Treatment.Structures;

/// <summary>A piece of a body that does not change along z between its two faces.</summary>
/// <param name="lowerMm">Lower face, mm.</param>
/// <param name="upperMm">Upper face, mm.</param>
internal abstract class BodySlab(double lowerMm, double upperMm)
{
    /// <summary>Lower face, mm.</summary>
    public double LowerMm { get; } = lowerMm;

    /// <summary>Upper face, mm.</summary>
    public double UpperMm { get; } = upperMm;

    /// <summary>Length of the slab's outline in the plane, mm.</summary>
    public abstract double PerimeterMm { get; }

    /// <summary>Cuts the slab into strips of y, each with a line through its middle.</summary>
    /// <param name="pitchMm">Largest width of a strip, mm.</param>
    /// <param name="cutsMm">Where a strip must end, ascending, mm.</param>
    public abstract BodyLines Lines(double pitchMm, ReadOnlySpan<double> cutsMm);

    /// <summary>Adds a border beyond the last, and others between so that no strip is wider than the pitch.</summary>
    internal static void AddBorder(List<double> borders, double borderMm, double pitchMm)
    {
        if (borders.Count > 0)
        {
            var lower = borders[^1];
            if (borderMm <= lower) return;
            var parts = Math.Ceiling((borderMm - lower) / pitchMm - 1e-9); // a whole number of pitches but for rounding
            for (var n = 1; n < parts; n++) borders.Add(lower + n * (borderMm - lower) / parts);
        }

        borders.Add(borderMm);
    }
}
