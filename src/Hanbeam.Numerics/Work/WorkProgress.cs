namespace Hanbeam.Numerics.Work;

/// <summary>One progress report.</summary>
/// <param name="Stage">What is being done, in a few words.</param>
/// <param name="Fraction">Fraction of the stage done, 0 to 1.</param>
/// <param name="Detail">A short addition such as the objective's value, or null.</param>
public readonly record struct WorkProgress(string Stage, double Fraction, string? Detail);
