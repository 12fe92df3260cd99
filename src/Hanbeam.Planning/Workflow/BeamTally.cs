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

    /// <summary>Sets the number of histories of a fresh tally.</summary>
    public BeamTally Of(long histories)
    {
        Histories = histories;
        return this;
    }

    /// <summary>Takes in another run of the same beam.</summary>
    public void Add(BeamTally other)
    {
        var share = other.Histories / (double)(Histories + other.Histories);
        Blend(Dose, other.Dose, share);
        Blend(AlphaDose, other.AlphaDose, share);
        Blend(SqrtBetaDose, other.SqrtBetaDose, share);
        Blend(LetDose, other.LetDose, share);
        Blend(MediumDose, other.MediumDose, share);
        for (var n = 0; n < Variance.Length; n++)
            Variance[n] = (float)((1 - share) * (1 - share) * Variance[n] + share * share * other.Variance[n]);
        Histories += other.Histories;
    }

    private static void Blend(float[]? mean, float[]? other, double share)
    {
        if (mean is null || other is null) return;
        for (var n = 0; n < mean.Length; n++) mean[n] = (float)((1 - share) * mean[n] + share * other[n]);
    }
}
