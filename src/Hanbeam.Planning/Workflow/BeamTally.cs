namespace Hanbeam.Planning.Workflow;

/// <summary>
/// What a number of histories of one beam gave, in ONE fraction, voxel by voxel of the dose grid: means, and the variance of the mean dose. Independent runs
/// are joined with their histories as weights, which is the mean over all histories together.
/// </summary>
internal sealed class BeamTally
{
    /// <summary>Primary ions followed.</summary>
    public long Histories { get; private set; }

    /// <summary>Physical dose to water, Gy.</summary>
    public required float[] Dose { get; init; }

    /// <summary>Sum of alpha·dose; null where it was not asked for.</summary>
    public float[]? AlphaDose { get; init; }

    /// <summary>Sum of sqrt(beta)·dose; null where it was not asked for.</summary>
    public float[]? SqrtBetaDose { get; init; }

    /// <summary>Sum of LET·dose, keV/µm·Gy.</summary>
    public required float[] LetDose { get; init; }

    /// <summary>Dose to the medium, Gy; null where it was not asked for.</summary>
    public float[]? MediumDose { get; init; }

    /// <summary>Variance of the mean of <see cref="Dose"/>, Gy².</summary>
    public required float[] Variance { get; init; }

    /// <summary>Variance of the mean of <see cref="AlphaDose"/>; null where that was not asked for.</summary>
    public float[]? AlphaVariance { get; init; }

    /// <summary>Variance of the sum of the doses of the targets' voxels in each block of 8 × 8 × 8, summed over the blocks, Gy²; 0 without targets.</summary>
    public double TargetVariance { get; private set; }

    /// <summary>Variance of the sum of the doses of all voxels of each target, Gy².</summary>
    public double[] EachTargetVariance { get; private set; } = [];

    /// <summary>Sets what a fresh tally is of.</summary>
    public BeamTally Of(long histories, double targetVariance, params double[] eachTargetVariance)
    {
        (Histories, TargetVariance, EachTargetVariance) = (histories, targetVariance, eachTargetVariance);
        return this;
    }

    /// <summary>Numbers that are held for every voxel.</summary>
    /// <param name="effect">Whether alpha and √beta are asked for.</param>
    /// <param name="toMedium">Whether dose to the medium is.</param>
    public static int NumbersPerVoxel(bool effect, bool toMedium) => 3 + (effect ? 3 : 0) + (toMedium ? 1 : 0);

    /// <summary>Takes in another run of the same beam.</summary>
    public void Add(BeamTally other)
    {
        var share = other.Histories / (double)(Histories + other.Histories);
        Blend(Dose, other.Dose, share);
        Blend(AlphaDose, other.AlphaDose, share);
        Blend(SqrtBetaDose, other.SqrtBetaDose, share);
        Blend(LetDose, other.LetDose, share);
        Blend(MediumDose, other.MediumDose, share);
        BlendVariance(Variance, other.Variance, share);
        BlendVariance(AlphaVariance, other.AlphaVariance, share);
        TargetVariance = Joined(TargetVariance, other.TargetVariance, share);
        EachTargetVariance = [.. EachTargetVariance.Zip(other.EachTargetVariance, (own, its) => Joined(own, its, share))];
        Histories += other.Histories;
    }

    private static double Joined(double variance, double other, double share) => (1 - share) * (1 - share) * variance + share * share * other;

    private static void BlendVariance(float[]? variance, float[]? other, double share)
    {
        if (variance is null || other is null) return;
        for (var n = 0; n < variance.Length; n++) variance[n] = (float)Joined(variance[n], other[n], share);
    }

    private static void Blend(float[]? mean, float[]? other, double share)
    {
        if (mean is null || other is null) return;
        for (var n = 0; n < mean.Length; n++) mean[n] = (float)((1 - share) * mean[n] + share * other[n]);
    }
}
