using Hanbeam.Planning.Deliverability;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Gives up energy layers as long as the objective stays within a loss that is allowed, because each costs a change of energy: an eighth of the layers at a time, those with the fewest
/// ions first and never two neighbours at once, then the rest is optimised again from where it is. Hard limits are no part of the trade: a step that breaks one, or breaks it more than
/// the plan with all layers does, is not taken. A stop ends it with the last plan that was.
/// </summary>
internal sealed class LayerReducer
{
    // The trade is looked at in steps of an eighth, up to six of them: a plan without three quarters of its layers has ripples at any weight.
    private const int Parts = 8;
    private const int MostParts = 6;

    // The plan with all layers is optimised on until another pass gains less than this share of what may be paid: else the steps, which are, would look too cheap.
    private const double SettledShare = 0.1;

    private readonly PlanFunction function;
    private readonly LayerReduction reduction;
    private readonly Machine machine;
    private readonly int? beamNumber;
    private readonly PlanMinimizer minimizer;
    private readonly double[] scratch;

    public LayerReducer(PlanFunction function, LayerReduction reduction, Machine machine, int? beamNumber, PlanMinimizer minimizer)
    {
        (this.function, this.reduction, this.machine, this.beamNumber, this.minimizer) = (function, reduction, machine, beamNumber, minimizer);
        scratch = new double[function.TermValues.Length];
    }

    /// <summary>What was looked at, the plan with all layers first.</summary>
    public List<LayerStep> Steps { get; } = [];

    /// <summary>Reduces.</summary>
    /// <param name="weights">Optimised weights of all layers.</param>
    /// <param name="smallest">A change of the objective that no planner sees.</param>
    /// <param name="optimise">Optimises weights again between 0 and the upper bounds given.</param>
    /// <param name="maximum">Upper bound of a weight.</param>
    /// <returns>The weights to go on with; those of layers given up are 0.</returns>
    public double[] Run(double[] weights, double smallest, double maximum, Func<double[], double[], double[]> optimise)
    {
        var layers = Layers();
        var kept = Enumerable.Range(0, layers.Count).ToHashSet();
        var best = Settle(weights, smallest, maximum, optimise);
        if (minimizer.IsStopped) return best;
        var most = Math.Max(1, minimizer.LargestExcess(function, best));
        var allowed = Note(best, taken: true, most) * (1 + reduction.LossPercent / 100) + smallest;
        for (var part = 1; part <= MostParts; part++)
        {
            foreach (var layer in Weakest(layers, kept, best, layers.Count * part / Parts - (layers.Count - kept.Count))) kept.Remove(layer);
            var (start, upper) = ((double[])best.Clone(), new double[best.Length]);
            for (var layer = 0; layer < layers.Count; layer++)
            {
                var (from, count) = layers[layer];
                if (kept.Contains(layer)) Array.Fill(upper, maximum, from, count);
                else Array.Clear(start, from, count);
            }

            // Multipliers of a step that is not taken are those of another plan, and would hold this one to limits that it keeps anyway.
            var learnt = function.Learnt;
            var next = optimise(start, upper);
            if (minimizer.IsStopped) break;
            var objective = Note(next, taken: false, most);
            if (objective > allowed || !Steps[^1].KeepsLimits)
            {
                function.Learnt = learnt;
                break;
            }

            Steps[^1] = Steps[^1] with { Taken = true };
            best = next;
        }

        // The last one taken is the one that the plan goes on from.
        var last = Steps.FindLastIndex(step => step.Taken);
        for (var n = 0; n < Steps.Count; n++) Steps[n] = Steps[n] with { Taken = n == last };
        return best;
    }

    private double[] Settle(double[] weights, double smallest, double maximum, Func<double[], double[], double[]> optimise)
    {
        var upper = new double[weights.Length];
        Array.Fill(upper, maximum);
        var (best, objective) = (weights, function.EvaluateTerms(weights, scratch));
        for (var pass = 1; pass <= MostParts && !minimizer.IsStopped; pass++)
        {
            best = optimise(best, upper);
            var now = function.EvaluateTerms(best, scratch);
            if (objective - now <= SettledShare * (now * reduction.LossPercent / 100 + smallest)) break;
            objective = now;
        }

        return best;
    }

    // First spot and number of spots of each layer, in the function's order.
    private List<(int From, int Count)> Layers()
    {
        var layers = new List<(int From, int Count)>();
        foreach (var beam in function.Beams)
        {
            var from = function.StartOf(beam);
            foreach (var layer in reduction.Beams[beam].Layers)
            {
                layers.Add((from, layer.Count));
                from += layer.Count;
            }
        }

        return layers;
    }

    private static List<int> Weakest(List<(int From, int Count)> layers, HashSet<int> kept, double[] weights, int count)
    {
        var chosen = new List<int>();
        foreach (var layer in kept.OrderBy(layer => weights.AsSpan(layers[layer].From, layers[layer].Count).ToArray().Sum()).ThenBy(layer => layer))
        {
            if (chosen.Count >= count) break;
            if (!chosen.Contains(layer - 1) && !chosen.Contains(layer + 1)) chosen.Add(layer);
        }

        return chosen;
    }

    private double Note(double[] weights, bool taken, double mostExcess)
    {
        var keeps = minimizer.LargestExcess(function, weights) <= mostExcess;
        var objective = function.EvaluateTerms(weights, scratch);
        var (layers, seconds) = (0, 0.0);
        foreach (var beam in function.Beams)
        {
            double[] ions = [.. function.Of(weights, beam).ToArray().Select(weight => weight * 1e6)];
            var filled = SpotIons.Fill(reduction.Beams[beam], ions);
            layers += filled.Layers.Count;
            seconds += DeliveryTimeline.Of(filled, machine).Times.TotalSeconds;
        }

        Steps.Add(new LayerStep(beamNumber, layers, seconds, objective, taken, keeps));
        return objective;
    }
}
