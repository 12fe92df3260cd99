namespace Hanbeam.Planning.Objectives;

/// <summary>
/// <c>eud</c>: weight × (EUD − dose)² with the generalised equivalent uniform dose EUD = (mean of D^a)^(1/a) [Niemierko1999]. For a above 0 (healthy tissue)
/// only an EUD above the dose counts, for a below 0 (targets) only one below it.
/// </summary>
public sealed class EquivalentUniformDoseObjective : IObjective
{
    // Doses below this share of the goal count as this share: D^a has no value at 0 for a below 1, and no plan is judged there.
    private const double LeastShareOfGoal = 1e-6;

    private readonly ObjectiveRegion region;
    private readonly double goalGyRbe;
    private readonly double a;

    /// <summary>Makes the term.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="region">Where.</param>
    /// <param name="goalGyRbe">The dose, total, Gy(RBE).</param>
    /// <param name="a">The exponent; not 0.</param>
    public EquivalentUniformDoseObjective(string label, double weight, ObjectiveRegion region, double goalGyRbe, double a) =>
        (Label, Weight, this.region, this.goalGyRbe, this.a) = (label, weight, region, goalGyRbe, a);

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Weight { get; set; }

    /// <inheritdoc/>
    public double AddTo(VoxelDoses doses, VoxelDoses gradient) => a < 0
        ? Add(doses.LeastGyRbe, gradient.LeastGyRbe)
        : Add(doses.GreatestGyRbe, gradient.GreatestGyRbe);

    private double Add(double[] totalGyRbe, double[] gradient)
    {
        // Doses are taken relative to the goal so that D^a stays within the range of double.
        var unit = goalGyRbe > 0 ? goalGyRbe : 1;
        var mean = region.RestShare * Math.Pow(LeastShareOfGoal, a);
        for (var n = 0; n < region.Positions.Length; n++)
            mean += region.Shares[n] * Math.Pow(Math.Max(LeastShareOfGoal, totalGyRbe[region.Positions[n]] / unit), a);
        var relativeEud = Math.Pow(mean, 1 / a);
        var deviation = relativeEud * unit - goalGyRbe;
        if (a > 0 ? deviation <= 0 : deviation >= 0) return 0;
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var relative = Math.Max(LeastShareOfGoal, totalGyRbe[region.Positions[n]] / unit);
            gradient[region.Positions[n]] += 2 * Weight * deviation * region.Shares[n] * Math.Pow(relative / relativeEud, a - 1);
        }

        return Weight * deviation * deviation;
    }
}
