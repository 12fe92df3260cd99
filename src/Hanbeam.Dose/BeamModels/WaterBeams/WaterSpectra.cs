namespace Hanbeam.Dose.BeamModels.WaterBeams;

/// <summary>
/// Fluence spectra of a water beam at <see cref="Planes"/>, in logarithmic bins of energy over the energy that has the beam's range: fragments of beams of different
/// ranges look alike in them.
/// </summary>
/// <param name="Kinds">Species and their groups.</param>
/// <param name="IonsPerPrimary">Index [(kind · planes + plane) · bins + bin].</param>
internal sealed record WaterSpectra(IReadOnlyList<(int Z, int A, LateralGroup Group)> Kinds, double[] IonsPerPrimary)
{
    /// <summary>Bins: 36 a decade, three for each of a machine file.</summary>
    public const int Bins = 135;

    /// <summary>Lowest and highest energy over that of the range: 0.1 MeV/u at 430, and fragments faster than the beam.</summary>
    public const double Lowest = 0.1 / 430;

    /// <summary>The highest.</summary>
    public const double Highest = 1.35;

    // Scaled depths: close where primaries end and where fragments of twice their range do.
    private static readonly double[] Wanted =
    [
        0.01, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.77, 0.83, 0.88, 0.92, 0.945, 0.96, 0.972, 0.98, 0.985, 0.989, 0.992, 0.995, 0.9975, 1, 1.0025, 1.005, 1.008, 1.012, 1.02, .. DepthGrids.Tail,
    ];

    /// <summary>Indices among <see cref="ScaledDepths.Edges"/>.</summary>
    public static IReadOnlyList<int> Planes { get; } = [.. Wanted.Select(Nearest).Distinct()];

    /// <summary>Scaled depths of the planes.</summary>
    public static IReadOnlyList<double> PlaneDepths { get; } = [.. Planes.Select(plane => ScaledDepths.Edges[plane])];

    /// <summary>Middle of a bin (geometric), over the energy of the range.</summary>
    public static double Center(int bin) => Lowest * Math.Pow(Highest / Lowest, (bin + 0.5) / Bins);

    private static int Nearest(double scaled) => Enumerable.Range(1, ScaledDepths.Edges.Count - 1).MinBy(n => Math.Abs(ScaledDepths.Edges[n] - scaled));
}
