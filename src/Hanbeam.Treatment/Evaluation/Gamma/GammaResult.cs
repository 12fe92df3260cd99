using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>What a gamma comparison came to.</summary>
public sealed record GammaResult
{
    /// <summary>What a map holds where nothing was evaluated.</summary>
    public const float NotEvaluated = -1;

    /// <summary>Gamma on the reference's grid, capped, and <see cref="NotEvaluated"/> elsewhere.</summary>
    public required Grid<float> Map { get; init; }

    /// <summary>Part of the evaluated voxels with a gamma of at most 1, per cent.</summary>
    public required double PassPercent { get; init; }

    /// <summary>Number of evaluated voxels.</summary>
    public required int EvaluatedVoxels { get; init; }

    /// <summary>Mean of the capped gammas.</summary>
    public required double MeanGamma { get; init; }

    /// <summary>Greatest gamma, capped.</summary>
    public required double MaxGamma { get; init; }

    /// <summary>Centre of a voxel with the greatest gamma, mm; the first of equals.</summary>
    public required Vector3d WorstMm { get; init; }

    /// <summary>The evaluated voxels by reference dose.</summary>
    public required IReadOnlyList<GammaBand> Bands { get; init; }

    /// <summary>Voxels above the threshold that have no evaluated dose within the search radius and so count neither way.</summary>
    public required int VoxelsWithoutEvaluatedDose { get; init; }

    /// <summary>What the reader of the figures should be told, as sentences.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
