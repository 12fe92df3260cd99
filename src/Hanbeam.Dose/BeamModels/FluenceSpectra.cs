namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Fluence spectra behind a pencil beam in water, integrated over the plane: number of ions per primary that cross depth d, by group,
/// species and energy bin. From them the dose-weighted mean of any q(Z, A, E) follows.
/// </summary>
public sealed record FluenceSpectra
{
    /// <summary>Depths at which spectra are given, water-equivalent mm, ascending. Linear interpolation between them.</summary>
    public required double[] DepthMm { get; init; }

    /// <summary>Species: charge and mass number and the group that it counts to.</summary>
    public required IReadOnlyList<(int Z, int A, LateralGroup Group)> Species { get; init; }

    /// <summary>Edges of the energy bins, MeV/u, ascending; one more than bins.</summary>
    public required double[] EnergyEdgesMeVPerU { get; init; }

    /// <summary>Ions per primary in the bin, as fluence over the whole plane (an ion at an angle counts 1/|cos|): index [(species · depths + depth) · bins + bin].</summary>
    public required float[] IonsPerPrimary { get; init; }
}
