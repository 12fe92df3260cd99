namespace Hanbeam.Planning.Objectives;

/// <summary><c>mean-dose</c>: weight × (mean dose of the structure − limit)² where the mean lies above the limit, else 0.</summary>
public sealed class MeanDoseObjective : IObjective
{
    private readonly ObjectiveRegion region;
    private readonly double limitGyRbe;

    /// <summary>Makes the term.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="region">Where.</param>
    /// <param name="limitGyRbe">The limit on the mean total dose, Gy(RBE).</param>
    public MeanDoseObjective(string label, double weight, ObjectiveRegion region, double limitGyRbe) =>
        (Label, Weight, this.region, this.limitGyRbe) = (label, weight, region, limitGyRbe);

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Weight { get; set; }

    /// <inheritdoc/>
    public double AddTo(VoxelDoses doses, VoxelDoses gradient)
    {
        var mean = 0.0;
        for (var n = 0; n < region.Positions.Length; n++) mean += region.Shares[n] * doses.GreatestGyRbe[region.Positions[n]];
        var deviation = mean - limitGyRbe;
        if (deviation <= 0) return 0;
        for (var n = 0; n < region.Positions.Length; n++) gradient.GreatestGyRbe[region.Positions[n]] += 2 * Weight * deviation * region.Shares[n];
        return Weight * deviation * deviation;
    }
}
