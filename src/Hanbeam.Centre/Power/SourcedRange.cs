namespace Hanbeam.Centre.Power;

/// <summary>A figure that the user gives, and where it comes from.</summary>
/// <param name="Value">The range.</param>
/// <param name="Source">The source in words: a data sheet, a paper, a measurement, or an assumption named as such.</param>
public sealed record SourcedRange(ValueRange Value, string Source);
