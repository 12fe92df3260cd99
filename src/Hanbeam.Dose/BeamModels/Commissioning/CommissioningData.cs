using Hanbeam.Dose.BeamModels.Specs;

namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>What was measured at a machine, and its description to start from (docs/formats/commissioning.md).</summary>
public sealed record CommissioningData
{
    /// <summary>Name of the machine to make.</summary>
    public required string Name { get; init; }

    /// <summary>The machine as described; its energies hold all that were measured.</summary>
    public required MachineSpec Spec { get; init; }

    /// <summary>Integral depth-dose curves, at most one an energy, ascending in energy; at least one.</summary>
    public required IReadOnlyList<DepthDoseCurve> DepthDoses { get; init; }

    /// <summary>Profiles of spots in air and in water.</summary>
    public IReadOnlyList<SpotProfile> Profiles { get; init; } = [];

    /// <summary>Field-size factors.</summary>
    public IReadOnlyList<FieldSizeFactor> FieldSizeFactors { get; init; } = [];

    /// <summary>Absolute doses.</summary>
    public IReadOnlyList<FieldDose> Doses { get; init; } = [];

    /// <summary>
    /// Standard uncertainty of where depth 0 lies, mm: windows, the chamber's point of measurement, the zero of the drive. The same for all points of all curves, so that it goes into every
    /// energy in full, whatever the number of points.
    /// </summary>
    public double DepthOffsetUncertaintyMm { get; init; } = 0.1;

    /// <summary>Whether every second energy and field size is kept out of a first fit, which is judged on them.</summary>
    public bool HoldOut { get; init; } = true;

    /// <summary>Whether the width of the ripple filter is fitted, else taken from the description.</summary>
    public bool FitRippleFilter { get; init; } = true;

    /// <summary>Uncertainty of simulated beams as of <see cref="MonteCarloBeamModel.Generate"/>; null for the deterministic transport, in seconds.</summary>
    public double? MonteCarloUncertainty { get; init; }

    /// <summary>Seed of simulated beams.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the model may differ.</summary>
    public CommissioningTolerances Tolerances { get; init; } = new();
}
