namespace Hanbeam.Tests.House;

/// <summary>A paragraph of the report.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Says">What it says, in our words.</param>
/// <param name="Here">What we make of it.</param>
/// <param name="Command">For what works: the command.</param>
/// <param name="Test">For what works: the test, as Class.Method after the namespace Hanbeam.Tests.</param>
public sealed record OriginRow(OriginStatus Status, string Says, string Here, string? Command = null, string? Test = null);
