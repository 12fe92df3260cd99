using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;

namespace Hanbeam.App.Doses;

/// <summary>What <c>gamma --json</c> prints (docs/formats/gamma-json.md).</summary>
internal sealed record GammaDocument
{
    public string Schema { get; } = "hanbeam-gamma/1";

    public required double PassPercent { get; init; }

    public required int EvaluatedVoxels { get; init; }

    public required double MeanGamma { get; init; }

    public required double MaxGamma { get; init; }

    public required double[] WorstMm { get; init; }

    public required int VoxelsWithoutEvaluatedDose { get; init; }

    public required string Reference { get; init; }

    public required string Evaluated { get; init; }

    public required string Unit { get; init; }

    public required GammaCriteria Criteria { get; init; }

    public required IReadOnlyList<GammaBand> Bands { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public static GammaDocument Of(DoseVolume reference, DoseVolume evaluated, GammaCriteria criteria, GammaResult result) => new()
    {
        PassPercent = result.PassPercent,
        EvaluatedVoxels = result.EvaluatedVoxels,
        MeanGamma = result.MeanGamma,
        MaxGamma = result.MaxGamma,
        WorstMm = [result.WorstMm.X, result.WorstMm.Y, result.WorstMm.Z],
        VoxelsWithoutEvaluatedDose = result.VoxelsWithoutEvaluatedDose,
        Reference = reference.Source,
        Evaluated = evaluated.Source,
        Unit = reference.Unit,
        Criteria = criteria,
        Bands = result.Bands,
        Warnings = result.Warnings,
    };
}
