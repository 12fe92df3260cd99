using Hanbeam.Numerics.Work;

namespace Hanbeam.Planning.Workflow;

/// <summary>When a Monte Carlo calculation stops: at the first of what is given.</summary>
public sealed record MonteCarloStop
{
    // Below this a batch of a beam holds next to nothing; above it no machine ends within a year.
    private const long FewestHistories = 1000;
    private const long MostHistories = 1_000_000_000_000;
    private const double LeastPercent = 0.05;
    private const double MostPercent = 50;
    private const double MostSeconds = 1e6;

    /// <summary>Number of primary ions followed, all beams together; or null.</summary>
    public long? Histories { get; init; }

    /// <summary>Root mean square of the relative standard uncertainty of the physical dose over the voxels of interest, per cent; or null.</summary>
    public double? UncertaintyPercent { get; init; }

    /// <summary>Wall time, s; or null. A run that ends by it is not reproducible.</summary>
    public double? Seconds { get; init; }

    /// <summary>One per cent over the targets, what a check is made with unless told otherwise.</summary>
    public static MonteCarloStop Default { get; } = new() { UncertaintyPercent = 1 };

    /// <summary>Refuses what makes no sense.</summary>
    /// <exception cref="InputException">A value is outside its range, or nothing is given.</exception>
    public void Validate()
    {
        if (Histories is < FewestHistories or > MostHistories)
            throw new InputException(FormattableString.Invariant($"The number of histories is {Histories}; allowed is {FewestHistories} to {MostHistories}."));
        if (UncertaintyPercent is { } percent && !(percent is >= LeastPercent and <= MostPercent))
            throw new InputException(FormattableString.Invariant($"The uncertainty to reach is {percent} %; allowed is {LeastPercent} to {MostPercent} %."));
        if (Seconds is { } seconds && !(seconds is > 0 and <= MostSeconds))
            throw new InputException(FormattableString.Invariant($"The time is {seconds} s; allowed is above 0 and up to {MostSeconds} s."));
        if (Histories is null && UncertaintyPercent is null && Seconds is null) throw new InputException("A Monte Carlo calculation needs a number of histories, an uncertainty or a time to stop at.");
    }
}
