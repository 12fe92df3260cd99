namespace Hanbeam.Centre.Simulation;

/// <summary>One figure that every replication gives for every reported year.</summary>
/// <param name="Key">Its name in files, such as <c>fractionsPerDay</c> or <c>roomUsePercent:A</c>.</param>
/// <param name="Unit">Its unit, or empty for a count.</param>
/// <param name="Of">The room or role that it belongs to, or empty.</param>
public sealed record CentreMetric(string Key, string Unit, string Of = "")
{
    /// <summary>The key without what it belongs to.</summary>
    public string Kind => Of.Length == 0 ? Key : Key[..^(Of.Length + 1)];
}
