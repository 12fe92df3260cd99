namespace Hanbeam.Planning.Objectives;

/// <summary>
/// Weight × mean over the volume of (D − limit)², counted below, above or on both sides of a limit that may differ from voxel to voxel:
/// <c>min-dose</c>, <c>max-dose</c>, <c>uniform-dose</c> and <c>dose-falloff</c>. The quadratic terms of [Oelfke2001].
/// </summary>
public sealed class SquaredDeviationObjective : IObjective
{
    private readonly double weight;
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
        (Label, this.weight, this.region, this.limitGyRbe, this.side) = (label, weight, region, limitGyRbe, side);
    }

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double AddTo(ReadOnlySpan<double> totalGyRbe, Span<double> gradient)
    {
        var same = limitGyRbe.Length == 1;
        var rest = side == DeviationSide.Above || !same ? 0 : limitGyRbe[0];
        var sum = region.RestShare * rest * rest;
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var position = region.Positions[n];
            var deviation = totalGyRbe[position] - limitGyRbe[same ? 0 : n];
            if (side == DeviationSide.Below ? deviation >= 0 : side == DeviationSide.Above && deviation <= 0) continue;
            sum += region.Shares[n] * deviation * deviation;
            gradient[position] += 2 * weight * region.Shares[n] * deviation;
        }

        return weight * sum;
    }
}
