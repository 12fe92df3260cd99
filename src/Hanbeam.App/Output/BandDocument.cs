using Hanbeam.Treatment.Evaluation;

namespace Hanbeam.App.Output;

/// <summary>dvh-bands.json (docs/formats/dvh-json.md).</summary>
/// <param name="Quantity">What the dose is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Model">The RBE model.</param>
/// <param name="Scenarios">Names of the scenarios, the nominal one first.</param>
/// <param name="Structures">Bands by structure.</param>
internal sealed record BandDocument(string Quantity, string Unit, string Model, IReadOnlyList<string> Scenarios, IReadOnlyDictionary<string, ScenarioBandCurve> Structures)
{
    public string Schema { get; } = "hanbeam-dvh-bands/1";

    /// <summary>The bands of a plan, in the steps of its histograms.</summary>
    public static BandDocument Of(DvhDocument histograms, RobustResults robust) => new(
        histograms.Quantity, histograms.Unit, histograms.Model, [.. robust.Scenarios.Select(scenario => scenario.Name)],
        robust.Bands.ToDictionary(entry => entry.Key, entry => entry.Value.Curve(histograms.Structures[entry.Key].Dose[1])));
}
