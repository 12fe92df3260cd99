namespace Hanbeam.Centre.DayBoard;

/// <summary>How long to look for a good order.</summary>
public sealed record DaySearchSettings
{
    /// <summary>Iterations of each chain, above 0, or null for a number that keeps a day of 200 appointments within seconds.</summary>
    public int? Iterations { get; init; }

    /// <summary>Chains, each from a start of its own; the result depends on their number, but never on the number of threads.</summary>
    public int Chains { get; init; } = 4;

    /// <summary>Key of the random streams.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Stop after so many seconds in place of a number of iterations: two runs may then differ.</summary>
    public double? Seconds { get; init; }
}
