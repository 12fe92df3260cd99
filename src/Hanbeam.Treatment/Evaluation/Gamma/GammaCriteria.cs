using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>What counts as agreement, and how it is searched for [Low1998] [Miften2018].</summary>
public sealed record GammaCriteria
{
    private const double MostDistanceMm = 50;
    // A voxel that fails is capped: the cap must lie well above 1, or it could not be told from one that just passes.
    private const double LeastGamma = 1.1;
    private const double MostGamma = 10;
    private const int MostSteps = 50;

    /// <summary>The dose criterion, per cent of the reference's greatest dose, or of each voxel's own dose where <see cref="IsLocal"/>.</summary>
    public double DosePercent { get; init; } = 3;

    /// <summary>The distance criterion, mm.</summary>
    public double DistanceMm { get; init; } = 2;

    /// <summary>Voxels with a reference dose below this, per cent of the reference's greatest, are not evaluated.</summary>
    public double ThresholdPercent { get; init; } = 10;

    /// <summary>Whether the dose criterion is relative to each voxel's own reference dose.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Values are capped at this; it is also the search radius in units of <see cref="DistanceMm"/>.</summary>
    public double MaxGamma { get; init; } = 2;

    /// <summary>Steps of the search per distance criterion.</summary>
    public int StepsPerDistance { get; init; } = 10;

    /// <summary>Refuses what makes no sense.</summary>
    /// <exception cref="InputException">A value is outside its range.</exception>
    public void Validate()
    {
        Require("dose criterion", DosePercent, DosePercent is > 0 and <= 100, "% above 0 and up to 100 %");
        Require("distance criterion", DistanceMm, DistanceMm is > 0 and <= MostDistanceMm, $"mm above 0 and up to {MostDistanceMm} mm");
        Require("threshold", ThresholdPercent, ThresholdPercent is >= 0 and <= 100, "% from 0 to 100 %");
        Require("greatest gamma", MaxGamma, MaxGamma is >= LeastGamma and <= MostGamma, $"from {LeastGamma} to {MostGamma}");
        Require("number of steps per distance", StepsPerDistance, StepsPerDistance is >= 1 and <= MostSteps, $"from 1 to {MostSteps}");
    }

    private static void Require(string what, double value, bool holds, string allowed)
    {
        if (!holds) throw new InputException(FormattableString.Invariant($"The {what} of the gamma comparison is {value}; allowed is {allowed}."));
    }
}
