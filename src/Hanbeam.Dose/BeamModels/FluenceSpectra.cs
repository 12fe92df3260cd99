namespace Hanbeam.Dose.BeamModels;

/// <summary>
/// Fluence spectra behind a pencil beam in water, integrated over the plane at depth d, per primary, by group, species and energy bin: path of the ions in a thin layer over its thickness, so that an ion
/// that crosses at an angle counts 1/|cos| of it. Of spectra by Monte Carlo (where 1/|cos| above 10 is its mean, 20: docs/methods/beam-models.md); in a deterministic model all ions go along the
/// axis, and fluence and number are the same. From them the dose-weighted mean of any q(Z, A, E) follows.
/// </summary>
public sealed record FluenceSpectra
{
    /// <summary>Depths at which spectra are given, water-equivalent mm, ascending. Linear interpolation between them.</summary>
    public required double[] DepthMm { get; init; }

    /// <summary>Species: charge and mass number and the group that it counts to.</summary>
    public required IReadOnlyList<(int Z, int A, LateralGroup Group)> Species { get; init; }

    /// <summary>Edges of the energy bins, MeV/u, ascending; one more than bins.</summary>
    public required double[] EnergyEdgesMeVPerU { get; init; }

    /// <summary>Fluence over the whole plane in the bin, per primary: index [(species · depths + depth) · bins + bin].</summary>
    public required float[] IonsPerPrimary { get; init; }
}
