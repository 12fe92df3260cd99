namespace Hanbeam.Centre.Power.Storage;

/// <summary>Something of which between <paramref name="Least"/> and <paramref name="Most"/> may be built.</summary>
/// <param name="Least">The least, 0 or more.</param>
/// <param name="Most">The most; equal to the least where it is already there or decided.</param>
/// <param name="YearlyCost">Cost per unit and year, currency.</param>
public readonly record struct BuildOption(double Least, double Most, double YearlyCost);
