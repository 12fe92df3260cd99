using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// A limit on one figure of a whole structure: its mean dose (<c>mean-dose</c>, a = 1), or its generalised equivalent uniform dose (mean of D^a)^(1/a) [Niemierko1999]
/// (<c>eud</c>), an upper limit for a above 0 and a lower one for a below 0.
/// </summary>
public sealed class MeanConstraint : IPlanConstraint
{
    // Doses below this share of the limit count as this share, as in the objective of the same name.
    private const double LeastShareOfLimit = 1e-6;

    private readonly ObjectiveRegion region;
    private readonly double a;

    /// <summary>Makes the constraint.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="region">Where.</param>
    /// <param name="limitGyRbe">The limit, total dose, Gy(RBE).</param>
    /// <param name="a">The exponent; 1 for the mean.</param>
    public MeanConstraint(string label, ObjectiveRegion region, double limitGyRbe, double a = 1) => (Label, this.region, Limit, this.a) = (label, region, limitGyRbe, a);

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Limit { get; }

    /// <inheritdoc/>
    public string Unit => "Gy(RBE)";

    /// <inheritdoc/>
    public bool NeedsLet => false;

    /// <inheritdoc/>
    public IReadOnlyList<double> Shares { get; } = [1];

    private double Scale => Limit > 0 ? Limit : 1;

    /// <inheritdoc/>
    public void Choose(VoxelDoses doses, bool[] holds) => holds[0] = true;

    /// <inheritdoc/>
    public void Residuals(VoxelDoses doses, double[] residuals) => residuals[0] = (a > 0 ? 1 : -1) * (Scale * Relative(Values(doses)) - Limit);

    /// <inheritdoc/>
    public void AddGradient(VoxelDoses doses, double[] factors, VoxelDoses gradient)
    {
        if (factors[0] == 0) return;
        var (dose, target) = (Values(doses), Values(gradient));
        var relative = Relative(dose);
        var factor = (a > 0 ? 1 : -1) * factors[0];
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var position = region.Positions[n];
            target[position] += factor * region.Shares[n] * (a == 1 ? 1 : Math.Pow(AtLeast(dose[position] / Scale) / relative, a - 1));
        }
    }

    // The figure over the limit.
    private double Relative(double[] dose)
    {
        var mean = a == 1 ? 0 : region.RestShare * Math.Pow(LeastShareOfLimit, a);
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var share = dose[region.Positions[n]] / Scale;
            mean += region.Shares[n] * (a == 1 ? share : Math.Pow(AtLeast(share), a));
        }

        return a == 1 ? mean : Math.Pow(mean, 1 / a);
    }

    private static double AtLeast(double share) => Math.Max(LeastShareOfLimit, share);

    private double[] Values(VoxelDoses doses) => a > 0 ? doses.GreatestGyRbe : doses.LeastGyRbe;
}
