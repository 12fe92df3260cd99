using Hanbeam.App.Output;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Checks;

/// <summary>A plan's own dose and the one that was calculated independently, on one grid.</summary>
internal sealed record CheckedDoses
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The case.</summary>
    public required PatientCase Patient { get; init; }

    /// <summary>The patient model.</summary>
    public required PatientModel Medium { get; init; }

    /// <summary>The machine with its beam model.</summary>
    public required BeamModel Model { get; init; }

    /// <summary>The structures on the dose grid.</summary>
    public required PlanningStructures Structures { get; init; }

    /// <summary>Name of the RBE model; <c>physical</c> where only physical doses are compared.</summary>
    public required string RbeModel { get; init; }

    /// <summary>Physical dose of the plan folder, Gy.</summary>
    public required Grid<float> PlannedGy { get; init; }

    /// <summary>RBE-weighted dose of the plan folder, Gy(RBE), or null.</summary>
    public Grid<float>? PlannedGyRbe { get; init; }

    /// <summary>LET of the plan folder, keV/µm.</summary>
    public required Grid<float> PlannedLet { get; init; }

    /// <summary>The dose from Monte Carlo, with that of each beam.</summary>
    public required TotalDose Dose { get; init; }

    /// <summary>Its statistics.</summary>
    public required MonteCarloEvidence MonteCarlo { get; init; }

    /// <summary>What the user should know.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The prescribed targets that are there.</summary>
    public IReadOnlyList<string> Targets => [.. (Plan.Prescription?.Targets ?? []).Select(target => target.Structure)];

    /// <summary>The compared pairs: physical, and RBE-weighted where there is a model.</summary>
    public IReadOnlyList<ComparedPair> Pairs
    {
        get
        {
            var physical = new ComparedPair("physical", Volume(PlannedGy, "the plan"), Volume(Dose.PhysicalGy, "Monte Carlo")) { Uncertainty = MonteCarlo.StandardUncertaintyGy };
            return PlannedGyRbe is { } planned && Dose.RbeGy is { } calculated && MonteCarlo.StandardUncertaintyGyRbe is { } uncertainty
                ? [physical, new ComparedPair("rbe", Volume(planned, "the plan", RbeModel), Volume(calculated, "Monte Carlo", RbeModel)) { Uncertainty = uncertainty }]
                : [physical];
        }
    }

    private DoseVolume Volume(Grid<float> values, string source, string? model = null) => new()
    {
        Values = values, Quantity = model is null ? DoseQuantity.PhysicalDose : DoseQuantity.RbeWeightedDose, RbeModel = model, Fractions = Plan.Fractions, Source = source,
    };
}
