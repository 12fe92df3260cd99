namespace Hanbeam.Numerics.Minimization;

/// <summary>When a minimiser stops and how much it remembers.</summary>
public sealed record MinimizationSettings
{
    /// <summary>Most iterations.</summary>
    public int IterationLimit { get; init; } = 200;

    /// <summary>Step–gradient pairs remembered; 3 to 20 are recommended for problems of this size [NocedalWright2006, Sec. 7.2].</summary>
    public int Memory { get; init; } = 10;

    /// <summary>Converged when the decrease over <see cref="DecreaseWindow"/> iterations is below this share of the value.</summary>
    public double RelativeDecrease { get; init; } = 1e-6;

    /// <summary>Converged also when that decrease is below this value (units of the function).</summary>
    public double AbsoluteDecrease { get; init; }

    /// <summary>Iterations over which the decrease is judged.</summary>
    public int DecreaseWindow { get; init; } = 5;

    /// <summary>Converged when no free component of the gradient is larger than this (units of the function per unit of a variable).</summary>
    public double GradientTolerance { get; init; } = 1e-12;
}
