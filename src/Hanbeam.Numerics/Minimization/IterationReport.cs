namespace Hanbeam.Numerics.Minimization;

/// <summary>What a minimiser says after each iteration.</summary>
/// <param name="Iteration">Iterations done, from 1.</param>
/// <param name="Value">The function's value, the lowest so far.</param>
/// <param name="ProjectedGradientNorm">Largest component of the gradient that the bounds leave free.</param>
/// <param name="StepLength">Length of the step along the quasi-Newton direction, 1 being the full step.</param>
/// <param name="Evaluations">Function evaluations so far.</param>
public readonly record struct IterationReport(int Iteration, double Value, double ProjectedGradientNorm, double StepLength, int Evaluations);
