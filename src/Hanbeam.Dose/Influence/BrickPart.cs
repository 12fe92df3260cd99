namespace Hanbeam.Dose.Influence;

/// <summary>Gaussians of a layer that share alpha, sqrt(beta) and LET, so that one number for each (spot, voxel) holds them all.</summary>
/// <param name="At">Its place in the layer's lines: alpha, sqrt(beta) and LET, then each Gaussian's amplitude and variance.</param>
/// <param name="LargestAlpha">The largest alpha over depth, 1/Gy.</param>
/// <param name="LargestSqrtBeta">The largest sqrt(beta) over depth, 1/Gy.</param>
/// <param name="LargestLet">The largest LET over depth, keV/µm.</param>
/// <param name="Gaussians">At least one.</param>
internal sealed record BrickPart(int At, float LargestAlpha, float LargestSqrtBeta, float LargestLet, BrickGaussian[] Gaussians)
{
    /// <summary>Alpha of one level of a stored factor, 1/Gy.</summary>
    public float AlphaLevel { get; } = LargestAlpha / UShortMantissa.Levels;

    /// <summary>Sqrt(beta) of one level, 1/Gy.</summary>
    public float SqrtBetaLevel { get; } = LargestSqrtBeta / UShortMantissa.Levels;

    /// <summary>LET of one level, keV/µm.</summary>
    public float LetLevel { get; } = LargestLet / UShortMantissa.Levels;
}
