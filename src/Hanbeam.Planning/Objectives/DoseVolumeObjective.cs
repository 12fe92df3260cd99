namespace Hanbeam.Planning.Objectives;

/// <summary>
/// <c>min-dvh</c> and <c>max-dvh</c>: at least (at most) a share of the volume shall receive a dose or more. <c>min-dvh</c> counts, in the hottest
/// share of the volume, every dose below the limit; <c>max-dvh</c> counts, in the rest (the coldest part), every dose above it: the sorting form of
/// [WuMohan2000], a voxel on the border counting with the part of it that belongs. Continuous in the doses; the derivative, taken with the order
/// held, is exact wherever no two voxels at the border have the same dose.
/// </summary>
public sealed class DoseVolumeObjective : IObjective
{
    private readonly ObjectiveRegion region;
    private readonly double limitGyRbe;
    private readonly double share;
    private readonly DeviationSide side;
    private readonly double[] sortedDose;
    private readonly int[] order;

    /// <summary>Makes the term.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="region">Where.</param>
    /// <param name="limitGyRbe">The dose, total, Gy(RBE).</param>
    /// <param name="volumeShare">The share of the volume, 0 to 1.</param>
    /// <param name="side"><see cref="DeviationSide.Below"/> for min-dvh, <see cref="DeviationSide.Above"/> for max-dvh.</param>
    public DoseVolumeObjective(string label, double weight, ObjectiveRegion region, double limitGyRbe, double volumeShare, DeviationSide side)
    {
        if (side == DeviationSide.Both) throw new ArgumentException("a DVH term has one side", nameof(side));
        (Label, Weight, this.region, this.limitGyRbe, share, this.side) = (label, weight, region, limitGyRbe, volumeShare, side);
        sortedDose = new double[region.Positions.Length];
        order = new int[region.Positions.Length];
    }

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Weight { get; set; }

    /// <inheritdoc/>
    public double AddTo(VoxelDoses doses, VoxelDoses gradient) => side == DeviationSide.Below
        ? Add(doses.LeastGyRbe, gradient.LeastGyRbe)
        : Add(doses.GreatestGyRbe, gradient.GreatestGyRbe);

    private double Add(double[] totalGyRbe, double[] gradient)
    {
        SortHottestFirst(totalGyRbe);
        var passed = 0.0;
        var sum = 0.0;
        for (var n = 0; n < order.Length; n++)
        {
            var own = region.Shares[order[n]];
            var inHottest = Math.Clamp(share - passed, 0, own);
            passed += own;
            var counted = side == DeviationSide.Below ? inHottest : own - inHottest;
            var position = region.Positions[order[n]];
            var deviation = totalGyRbe[position] - limitGyRbe;
            if (counted == 0 || (side == DeviationSide.Below ? deviation >= 0 : deviation <= 0)) continue;
            sum += counted * deviation * deviation;
            gradient[position] += 2 * Weight * counted * deviation;
        }

        // The rest of the volume has dose 0, so it is the coldest part and can only be too cold.
        if (side == DeviationSide.Below) sum += Math.Clamp(share - passed, 0, region.RestShare) * limitGyRbe * limitGyRbe;
        return Weight * sum;
    }

    private void SortHottestFirst(double[] totalGyRbe)
    {
        for (var n = 0; n < order.Length; n++)
        {
            order[n] = n;
            sortedDose[n] = -totalGyRbe[region.Positions[n]];
        }

        Array.Sort(sortedDose, order);
    }
}
