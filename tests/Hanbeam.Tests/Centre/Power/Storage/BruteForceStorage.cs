using Hanbeam.Centre.Power.Storage;

namespace Hanbeam.Tests.Centre.Power.Storage;

/// <summary>
/// The slow way: every size and every demand limit on a grid, and for each the cheapest dispatch over stored levels on the grid by dynamic
/// programming. Lossless stores only, for which levels on the grid stay on it. Never below the optimum; equal to it where that lies on the grid.
/// </summary>
internal static class BruteForceStorage
{
    private const double Quantum = 0.5;

    public static double CheapestCost(StorageProblem problem)
    {
        var cheapest = double.PositiveInfinity;
        foreach (var sun in Sizes(problem.Sun))
            foreach (var energy in Sizes(problem.Energy))
                foreach (var power in Sizes(problem.Power))
                {
                    var built = (sun * problem.Sun.YearlyCost) + (energy * problem.Energy.YearlyCost) + (power * problem.Power.YearlyCost);
                    foreach (var first in Sizes(new BuildOption(0, 9, 0)))
                        foreach (var second in Sizes(new BuildOption(0, 9, 0)))
                        {
                            var demand = problem.DemandPricePerKwMonth * (first + second);
                            if (built + demand >= cheapest) break;
                            cheapest = Math.Min(cheapest, built + demand + Dispatch(problem, sun, energy, power, [first, second]));
                        }
                }

        return cheapest;
    }

    private static IEnumerable<double> Sizes(BuildOption option)
    {
        for (var size = option.Least; size <= option.Most; size += Quantum) yield return size;
    }

    private static double Dispatch(StorageProblem problem, double sun, double energy, double power, double[] limits)
    {
        var levels = (int)(energy / Quantum) + 1;
        var reach = (int)(power / Quantum);
        var best = double.PositiveInfinity;
        for (var start = 0; start < levels; start++)
        {
            var costs = new double[levels];
            Array.Fill(costs, double.PositiveInfinity);
            costs[start] = 0;
            for (var n = 0; n < problem.LoadKiloWatt.Count; n++) costs = Step(problem, n, sun * problem.SunKiloWattPerKwp[n], limits[problem.Month[n]], reach, costs);
            best = Math.Min(best, costs[start]);
        }

        return best;
    }

    private static double[] Step(StorageProblem problem, int n, double sun, double limit, int reach, double[] before)
    {
        var after = new double[before.Length];
        Array.Fill(after, double.PositiveInfinity);
        for (var from = 0; from < before.Length; from++)
            for (var to = Math.Max(0, from - reach); to <= Math.Min(before.Length - 1, from + reach); to++)
            {
                var needed = problem.LoadKiloWatt[n] + ((to - from) * Quantum);
                if (needed < 0) continue;
                var grid = Math.Max(0, needed - sun);
                if (grid <= limit) after[to] = Math.Min(after[to], before[from] + (grid * problem.PricePerKwh[n]));
            }

        return after;
    }
}
