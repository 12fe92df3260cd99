using Hanbeam.Dose.BeamModels;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.App.Machines;

/// <summary>Says in a machine file how its beam model was made.</summary>
internal static class BeamModelOrigin
{
    private const string Quantity = "depth doses, LET, lateral components and spectra";

    /// <summary>By the deterministic transport.</summary>
    public static BeamModel Deterministic(BeamModel model) => Add(model, new SourcedFigure(Quantity, "computed: Hanbeam BeamModelGenerator, docs/methods/transport.md"));

    /// <summary>By Monte Carlo.</summary>
    public static BeamModel MonteCarlo(BeamModel model, double uncertainty, int seed) => Add(model, new SourcedFigure(Quantity,
        FormattableString.Invariant($"computed: Hanbeam Monte Carlo of beams in water, docs/methods/beam-models.md; depth dose to {100 * uncertainty:0.##} % (1 sigma, number of ions), seed {seed}")));

    /// <summary>Adds a line to the provenance.</summary>
    public static BeamModel Add(BeamModel model, SourcedFigure figure) => model with { Machine = model.Machine with { Provenance = [.. model.Machine.Provenance, figure] } };
}
