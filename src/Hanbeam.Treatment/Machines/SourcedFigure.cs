namespace Hanbeam.Treatment.Machines;

/// <summary>Where a figure of the machine comes from.</summary>
/// <param name="Quantity">What it is, with its value and unit in words.</param>
/// <param name="Source">A reference, or the word "assumed".</param>
public sealed record SourcedFigure(string Quantity, string Source);
