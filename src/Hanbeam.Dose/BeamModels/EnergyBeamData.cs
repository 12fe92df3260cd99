namespace Hanbeam.Dose.BeamModels;

/// <summary>The pencil beam of one energy in water. Depths are water-equivalent mm behind the nozzle (its windows and ripple filter are in the data).</summary>
public sealed record EnergyBeamData
{
    /// <summary>Nominal energy, MeV/u.</summary>
    public required double EnergyMeVPerU { get; init; }

    /// <summary>Depths, mm, ascending from 0; finer near the peak.</summary>
    public required double[] DepthMm { get; init; }

    /// <summary>Dose integrated over the plane at each depth, Gy·mm² per 10⁶ primary ions.</summary>
    public required double[] IntegralDose { get; init; }

    /// <summary>Dose-averaged LET at each depth, keV/µm in unit-density water (PHYSICS 6.5: projectile-like ions with Z ≥ 1, secondary protons included).</summary>
    public required double[] DoseAveragedLet { get; init; }

    /// <summary>Lateral components; at least one, weights adding to 1 at every depth.</summary>
    public required IReadOnlyList<LateralComponent> Components { get; init; }

    /// <summary>Fluence spectra, or null.</summary>
    public FluenceSpectra? Spectra { get; init; }

    /// <summary>Effect kernels by tissue class (class 1 first), or empty.</summary>
    public IReadOnlyList<EffectKernel> Kernels { get; init; } = [];
}
