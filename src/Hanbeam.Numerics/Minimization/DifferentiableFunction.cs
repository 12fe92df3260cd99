namespace Hanbeam.Numerics.Minimization;

/// <summary>A function of many variables that a minimiser calls.</summary>
/// <param name="point">The variables.</param>
/// <param name="gradient">Receives the derivative by each variable.</param>
/// <returns>The value.</returns>
public delegate double DifferentiableFunction(ReadOnlySpan<double> point, Span<double> gradient);
