namespace Hanbeam.Planning.Objectives;

/// <summary>
/// Weight × mean over the volume of (D − limit)², counted below, above or on both sides of a limit that may differ from voxel to voxel:
/// <c>min-dose</c>, <c>max-dose</c>, <c>uniform-dose</c> and <c>dose-falloff</c>. The quadratic terms of [Oelfke2001].
/// </summary>
public sealed class SquaredDeviationObjective : IObjective
{
    private readonly ObjectiveRegion region;
    private readonly double[] limitGyRbe;
    private readonly DeviationSide side;

    /// <summary>Makes the term.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="region">Where.</param>
    /// <param name="limitGyRbe">The limit in each of the region's voxels, or one for all; total dose, Gy(RBE).</param>
    /// <param name="side">Which deviations count.</param>
    public SquaredDeviationObjective(string label, double weight, ObjectiveRegion region, double[] limitGyRbe, DeviationSide side)
    {
        if (limitGyRbe.Length != 1 && limitGyRbe.Length != region.Positions.Length)
            throw new ArgumentException("one limit, or one per voxel, is needed", nameof(limitGyRbe));
        (Label, Weight, this.region, this.limitGyRbe, this.side) = (label, weight, region, limitGyRbe, side);
    }

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Weight { get; set; }

    /// <inheritdoc/>
    public double AddTo(VoxelDoses doses, VoxelDoses gradient)
    {
        var sum = 0.0;
        if (side != DeviationSide.Above) sum += Add(doses.LeastGyRbe, gradient.LeastGyRbe, -1);
        if (side != DeviationSide.Below) sum += Add(doses.GreatestGyRbe, gradient.GreatestGyRbe, 1);
        var rest = side == DeviationSide.Above || limitGyRbe.Length > 1 ? 0 : limitGyRbe[0];
        return Weight * (sum + region.RestShare * rest * rest);
    }

    // Deviations of one sign: 1 above the limit, -1 below it.
    private double Add(double[] dose, double[] gradient, int sign)
    {
        var same = limitGyRbe.Length == 1;
        var sum = 0.0;
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var position = region.Positions[n];
            var deviation = dose[position] - limitGyRbe[same ? 0 : n];
            if (sign * deviation <= 0) continue;
            sum += region.Shares[n] * deviation * deviation;
            gradient[position] += 2 * Weight * region.Shares[n] * deviation;
        }

        return sum;
    }
}
