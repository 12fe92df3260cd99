using Hanbeam.Dose.BeamModels;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>A dose that is ready to be written: of a plan just made, or of one that was read.</summary>
internal sealed record DoseResults
{
    private MainHistograms? histograms;

    /// <summary>The case.</summary>
    public required PatientCase Patient { get; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The beam model.</summary>
    public required BeamModel Model { get; init; }

    /// <summary>The structures on the dose grid.</summary>
    public required PlanningStructures Structures { get; init; }

    /// <summary>The dose, total over all fractions.</summary>
    public required TotalDose Dose { get; init; }

    /// <summary>Name of the RBE model; <c>physical</c> without one.</summary>
    public required string RbeModel { get; init; }

    /// <summary>Name of the calibration used.</summary>
    public required string Calibration { get; init; }

    /// <summary>Gap between range shifter and skin of each beam, mm; null without a shifter.</summary>
    public required IReadOnlyList<double?> ShifterGapsMm { get; init; }

    /// <summary>What Monte Carlo says about its statistics; null for the pencil beam.</summary>
    public MonteCarloEvidence? MonteCarlo { get; init; }

    /// <summary>The dose in error scenarios; null where none were asked for.</summary>
    public RobustResults? Robust { get; init; }

    /// <summary>Ions of a monitor unit by energy, MeV/u, where the RT Ion Plan is written in monitor units; null: in ions.</summary>
    public Func<double, double>? IonsPerMonitorUnit { get; init; }

    /// <summary>Threads for histograms.</summary>
    public required int Threads { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The dose that goals, histograms and pictures are about: RBE-weighted where there is a model, else physical.</summary>
    public Numerics.Grids.Grid<float> MainDose => Dose.RbeGy ?? Dose.PhysicalGy;

    /// <summary>The physical dose with what it means.</summary>
    public DoseVolume PhysicalVolume => new() { Values = Dose.PhysicalGy, Quantity = DoseQuantity.PhysicalDose, Fractions = Plan.Fractions };

    /// <summary><see cref="MainDose"/> with what it means.</summary>
    public DoseVolume MainVolume => Dose.RbeGy is { } rbe
        ? new() { Values = rbe, Quantity = DoseQuantity.RbeWeightedDose, RbeModel = RbeModel, Fractions = Plan.Fractions }
        : PhysicalVolume;

    /// <summary>Histograms of <see cref="MainDose"/>.</summary>
    public MainHistograms Histograms => histograms ??= new MainHistograms(Structures, MainVolume, Threads);

    /// <summary>Unit of <see cref="MainDose"/>.</summary>
    public string MainUnit => Dose.RbeGy is null ? "Gy" : "Gy(RBE)";

    /// <summary>Quantity, model and unit of <see cref="MainDose"/> in words.</summary>
    public string MainLabel => Dose.RbeGy is null ? "Physical dose / Gy" : $"RBE-weighted dose / Gy(RBE), {RbeModel}";
}
