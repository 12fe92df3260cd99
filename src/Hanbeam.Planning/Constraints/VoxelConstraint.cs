using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// A limit on the dose of each voxel of a structure, or of all but the share of its volume that complies least (<c>min-dvh</c>, <c>max-dvh</c>): <c>min-dose</c>,
/// <c>max-dose</c> and <c>dose-falloff</c>; with LET in place of dose <c>min-let</c> and <c>max-let</c>, for voxels with a dose to speak of.
/// </summary>
public sealed class VoxelConstraint : IPlanConstraint
{
    private readonly ObjectiveRegion region;
    private readonly double[] limits;
    private readonly bool lower;
    private readonly double exemptShare;
    private readonly double? negligibleGyRbe;
    private readonly double[] sorted;
    private readonly int[] order;

    /// <summary>Makes the constraint.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="region">Where.</param>
    /// <param name="limits">The limit in each of the region's voxels, or one for all.</param>
    /// <param name="lower">Whether it is a lower limit.</param>
    /// <param name="exemptShare">Share of the volume that need not comply, 0 to 1.</param>
    /// <param name="negligibleGyRbe">For LET: the total dose below which LET does not matter, Gy(RBE); null for a limit on dose.</param>
    public VoxelConstraint(string label, ObjectiveRegion region, double[] limits, bool lower, double exemptShare = 0, double? negligibleGyRbe = null)
    {
        if (limits.Length != 1 && limits.Length != region.Positions.Length) throw new ArgumentException("one limit, or one per voxel, is needed", nameof(limits));
        (Label, this.region, this.limits, this.lower, this.exemptShare, this.negligibleGyRbe) = (label, region, limits, lower, exemptShare, negligibleGyRbe);
        sorted = new double[region.Positions.Length];
        order = new int[region.Positions.Length];
    }

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Limit => lower ? limits.Min() : limits.Max();

    /// <inheritdoc/>
    public string Unit => NeedsLet ? "keV/µm" : "Gy(RBE)";

    /// <inheritdoc/>
    public bool NeedsLet => negligibleGyRbe is not null;

    /// <inheritdoc/>
    public IReadOnlyList<double> Shares => region.Shares;

    /// <inheritdoc/>
    public void Choose(VoxelDoses doses, bool[] holds)
    {
        Array.Fill(holds, true);
        if (exemptShare <= 0) return;
        Residuals(doses, sorted);
        for (var n = 0; n < order.Length; n++) (order[n], sorted[n]) = (n, -sorted[n]);
        Array.Sort(sorted, order);

        // What is out of reach has no dose: it is the first to break a lower limit.
        var exempt = lower ? region.RestShare : 0;
        for (var n = 0; n < order.Length && exempt + region.Shares[order[n]] <= exemptShare; n++)
        {
            exempt += region.Shares[order[n]];
            holds[order[n]] = false;
        }
    }

    /// <inheritdoc/>
    public void Residuals(VoxelDoses doses, double[] residuals)
    {
        var values = Values(doses);
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var position = region.Positions[n];
            var limit = limits[limits.Length == 1 ? 0 : n];
            residuals[n] = lower ? limit - values[position] : values[position] - limit;
            if (negligibleGyRbe is { } negligible && doses.LeastGyRbe[position] < negligible) residuals[n] = Math.Min(0, residuals[n]);
        }
    }

    /// <inheritdoc/>
    public void AddGradient(VoxelDoses doses, double[] factors, VoxelDoses gradient)
    {
        var target = Values(gradient);
        for (var n = 0; n < region.Positions.Length; n++)
            if (factors[n] != 0) target[region.Positions[n]] += lower ? -factors[n] : factors[n];
    }

    private double[] Values(VoxelDoses doses) => NeedsLet
        ? lower ? doses.LeastLet : doses.GreatestLet
        : lower ? doses.LeastGyRbe : doses.GreatestGyRbe;
}
