namespace Hanbeam.Planning.Deliverability;

/// <summary>
/// Makes spots deliverable: each has either no ions or between the machine's fewest and most. A spot below half of the minimum is dropped, one above
/// half is raised to it; kept spots are then optimised again between the limits, so that the others make up for the change. Weights are 10⁶ ions per fraction.
/// </summary>
public static class SpotLimits
{
    /// <summary>Bounds that keep the spots of a plan deliverable.</summary>
    /// <param name="weights">Weights optimised without a minimum.</param>
    /// <param name="minimum">Fewest ions of a spot.</param>
    /// <param name="maximum">Most ions of a spot.</param>
    /// <returns>Lower and upper bound of each spot; both 0 for a dropped one.</returns>
    public static (double[] Lower, double[] Upper) Bounds(ReadOnlySpan<double> weights, double minimum, double maximum)
    {
        var lower = new double[weights.Length];
        var upper = new double[weights.Length];
        for (var n = 0; n < weights.Length; n++)
        {
            if (weights[n] < minimum / 2) continue;
            (lower[n], upper[n]) = (minimum, maximum);
        }

        return (lower, upper);
    }

    /// <summary>Whole ions: rounds each weight to the nearest ion and keeps it between the limits.</summary>
    /// <param name="weights">Deliverable weights; 0 for no spot.</param>
    /// <param name="minimumIons">Fewest ions of a spot.</param>
    /// <param name="maximumIons">Most ions of a spot.</param>
    /// <returns>Ions per fraction.</returns>
    public static double[] WholeIons(ReadOnlySpan<double> weights, double minimumIons, double maximumIons)
    {
        var ions = new double[weights.Length];
        var (fewest, most) = (Math.Ceiling(minimumIons), Math.Floor(maximumIons));
        for (var n = 0; n < weights.Length; n++)
            if (weights[n] > 0)
                ions[n] = Math.Clamp(Math.Round(weights[n] * 1e6, MidpointRounding.ToEven), fewest, most);
        return ions;
    }

    /// <summary>Share of a plan's ions that sit in spots held at the minimum, per cent: what the limit costs in freedom.</summary>
    /// <param name="ions">Ions of each spot.</param>
    /// <param name="minimumIons">Fewest ions of a spot.</param>
    public static double PercentAtMinimum(IEnumerable<double> ions, double minimumIons)
    {
        double all = 0, raised = 0;
        foreach (var spot in ions)
        {
            all += spot;
            if (spot > 0 && spot <= Math.Ceiling(minimumIons)) raised += spot;
        }

        return all > 0 ? 100 * raised / all : 0;
    }
}
