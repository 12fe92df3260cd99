using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Optimization;

/// <summary>A plan after an iteration of its optimisation; valid while an observer is called.</summary>
public sealed class PlanSnapshot
{
    // Shares that add to 1 do so to rounding.
    private const double RoundingPercent = 1e-9;

    private readonly ObjectiveSet objectives;
    private readonly double[] totalGyRbe;

    internal PlanSnapshot(int iteration, string stage, double objective, IReadOnlyList<PlanTerm> terms, ObjectiveSet objectives, double[] totalGyRbe) =>
        (Iteration, Stage, Objective, Terms, this.objectives, this.totalGyRbe) = (iteration, stage, objective, terms, objectives, totalGyRbe);

    /// <summary>Iterations done, from 1, all passes together.</summary>
    public int Iteration { get; }

    /// <summary>The pass, in a few words.</summary>
    public string Stage { get; }

    /// <summary>The function of the terms over all scenarios, Gy(RBE)².</summary>
    public double Objective { get; }

    /// <summary>The terms, in the recipe's order.</summary>
    public IReadOnlyList<PlanTerm> Terms { get; }

    /// <summary>Structures that there are histograms of.</summary>
    public IEnumerable<string> Structures => objectives.Regions.Keys;

    /// <summary>The targets, in the recipe's order.</summary>
    public IReadOnlyList<string> Targets => objectives.TargetNames;

    /// <summary>The dose that a share of a structure's volume has at least (D95 for 95), from the optimiser's own dose in the nominal case.</summary>
    /// <param name="structure">One of <see cref="Structures"/>.</param>
    /// <param name="volumePercent">Per cent of the structure's volume, above 0 to 100.</param>
    /// <returns>Total dose, Gy(RBE).</returns>
    public double DoseAt(string structure, double volumePercent)
    {
        var region = objectives.Regions[structure];
        double[] doses = [.. region.Positions.Select(position => totalGyRbe[position])];
        var shares = (double[])region.Shares.Clone();
        Array.Sort(doses, shares);
        var covered = 0.0;
        for (var n = doses.Length - 1; n >= 0; n--)
        {
            covered += 100 * shares[n];
            if (covered >= volumePercent - RoundingPercent) return doses[n];
        }

        return 0;
    }

    /// <summary>Points of a structure's cumulative histogram, from the optimiser's own dose at voxel centres in the nominal case.</summary>
    /// <param name="structure">One of <see cref="Structures"/>.</param>
    /// <param name="dosesGyRbe">Total doses, Gy(RBE).</param>
    /// <returns>Per cent of the structure's volume with at least each dose.</returns>
    public double[] VolumePercentAt(string structure, IReadOnlyList<double> dosesGyRbe)
    {
        var region = objectives.Regions[structure];
        var percent = new double[dosesGyRbe.Count];
        for (var p = 0; p < percent.Length; p++)
        {
            if (dosesGyRbe[p] <= 0) percent[p] = 100 * region.RestShare;
            for (var n = 0; n < region.Positions.Length; n++)
                if (totalGyRbe[region.Positions[n]] >= dosesGyRbe[p]) percent[p] += 100 * region.Shares[n];
        }

        return percent;
    }
}
