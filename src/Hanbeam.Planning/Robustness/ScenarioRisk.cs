namespace Hanbeam.Planning.Robustness;

/// <summary>
/// One figure for the values of a function in several scenarios that count the same: the largest weighted mean Σ q f over weights q that add to 1 with none above a cap. A cap
/// of 1 gives the worst case [Fredriksson2011], 1/n the expected value, 1/((1 − α) n) the conditional value at risk of level α: the mean of the worst 1 − α [RockafellarUryasev2000].
/// <para>It has kinks, so it is minimised by the exponential method of multipliers [TsengBertsekas1993]: <see cref="Smooth"/> takes τ·KL(q|p) off, which has a gradient
/// everywhere, and <see cref="Update"/> moves the prior p to the best q between minimisations; the minimisers tend to that of the figure itself without τ going to 0.</para>
/// </summary>
public sealed class ScenarioRisk
{
    // Weight below which a scenario is taken to be 0 in the gradient: its work is saved. It changes the gradient by less than the tolerance of any line search.
    private const double Negligible = 1e-6;

    // A scenario that does not matter now may matter later: its prior never falls below this.
    private const double LeastPrior = 1e-6;

    // The smoothing, as a share of the figure. Larger takes more updates, smaller makes stiffer functions; the result does not depend on it.
    private const double SmoothingShare = 0.05;

    private readonly double cap;
    private readonly double[] prior;
    private readonly double[] weights;
    private double smoothing;

    /// <summary>Makes the figure.</summary>
    /// <param name="scenarios">Number of scenarios.</param>
    /// <param name="cap">The largest weight of a scenario, from 1/scenarios to 1.</param>
    public ScenarioRisk(int scenarios, double cap)
    {
        this.cap = Math.Clamp(cap, 1.0 / scenarios, 1);
        prior = new double[scenarios];
        weights = new double[scenarios];
        Array.Fill(prior, 1.0 / scenarios);
    }

    /// <summary>Whether the figure has kinks: all but the expected value of a single scenario or of all.</summary>
    public bool NeedsSmoothing => prior.Length > 1 && cap * prior.Length > 1 + 1e-9;

    /// <summary>A copy of the prior p.</summary>
    internal double[] Prior
    {
        get => (double[])prior.Clone();
        set => value.CopyTo(prior, 0);
    }

    /// <summary>The figure itself.</summary>
    /// <param name="values">The function in each scenario.</param>
    public double Of(ReadOnlySpan<double> values)
    {
        var (sum, left) = (0.0, 1.0);
        foreach (var value in values.ToArray().OrderDescending())
        {
            var own = Math.Min(cap, left);
            sum += own * value;
            left -= own;
        }

        return sum;
    }

    /// <summary>Sets the smoothing for values of this size; call it before the first <see cref="Smooth"/> of a minimisation.</summary>
    /// <param name="values">The function in each scenario.</param>
    public void Scale(ReadOnlySpan<double> values) => smoothing = Math.Max(1e-300, SmoothingShare * Math.Abs(Of(values)));

    /// <summary>The smoothed figure, never above the figure.</summary>
    /// <param name="values">The function in each scenario.</param>
    /// <param name="byValue">Receives its derivative by each value; negligible ones are 0.</param>
    public double Smooth(ReadOnlySpan<double> values, Span<double> byValue)
    {
        FindWeights(values);
        var sum = 0.0;
        for (var s = 0; s < weights.Length; s++)
        {
            byValue[s] = weights[s] > Negligible ? weights[s] : 0;
            sum += weights[s] * values[s];
            if (NeedsSmoothing && weights[s] > 0) sum -= smoothing * weights[s] * Math.Log(weights[s] / prior[s]);
        }

        return sum;
    }

    /// <summary>Takes the weights at a minimum for the next prior.</summary>
    /// <param name="values">The function there in each scenario.</param>
    /// <returns>How far the minimised mean stays below the figure, as a share of the figure: 0 where the figure's own minimum is found.</returns>
    public double Update(ReadOnlySpan<double> values)
    {
        FindWeights(values);
        var (figure, mean) = (Of(values), 0.0);
        for (var s = 0; s < weights.Length; s++)
        {
            mean += weights[s] * values[s];
            prior[s] = Math.Max(LeastPrior, weights[s]);
        }

        Scale(values);
        return figure > 0 ? (figure - mean) / figure : 0;
    }

    // The q that maximises Σ q f − τ KL(q|p): proportional to p exp(f/τ) where the cap allows it.
    private void FindWeights(ReadOnlySpan<double> values)
    {
        if (!NeedsSmoothing)
        {
            Array.Fill(weights, 1.0 / weights.Length);
            return;
        }

        var largest = double.NegativeInfinity;
        foreach (var value in values) largest = Math.Max(largest, value);
        for (var s = 0; s < weights.Length; s++) weights[s] = cap / 2 * prior[s] * Math.Exp((values[s] - largest) / smoothing);

        // All begin below the cap; the factor that makes them add to 1 lifts some onto it, and the rest share what is left.
        var capped = 0;
        while (true)
        {
            double free = 0;
            foreach (var weight in weights)
                if (weight < cap) free += weight;
            var factor = free > 0 ? Math.Max(0, 1 - capped * cap) / free : 0;
            var more = 0;
            for (var s = 0; s < weights.Length; s++)
            {
                if (weights[s] >= cap) continue;
                weights[s] *= factor;
                if (weights[s] < cap) continue;
                weights[s] = cap;
                more++;
            }

            if (more == 0) return;
            capped += more;
        }
    }
}
