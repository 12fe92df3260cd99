using Hanbeam.Treatment.Evaluation;

namespace Hanbeam.App.Output;

/// <summary>dvh.json (docs/formats/plan-folder.md).</summary>
/// <param name="Quantity">What the dose is.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Model">The RBE model.</param>
/// <param name="Structures">Curves by structure.</param>
internal sealed record DvhDocument(string Quantity, string Unit, string Model, IReadOnlyDictionary<string, DvhCurve> Structures)
{
    public string Schema { get; } = "hanbeam-dvh/1";
}
