namespace Hanbeam.Planning.Objectives;

/// <summary>
/// <c>min-let</c> and <c>max-let</c>: weight × mean over the volume of (LET − limit)², counted below or above the limit. LET is the dose-averaged one of the whole
/// plan, ΣLET·d / Σd over all fractions. Where there is hardly any dose LET says nothing: a voxel counts with D²/(D² + D₀²), D₀ being a small share of the prescription.
/// </summary>
public sealed class LetObjective : IObjective
{
    private readonly ObjectiveRegion region;
    private readonly double limitKeVPerUm;
    private readonly double negligibleGyRbe;
    private readonly DeviationSide side;

    /// <summary>Makes the term.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="region">Where.</param>
    /// <param name="limitKeVPerUm">The limit, keV/µm.</param>
    /// <param name="negligibleGyRbe">The total dose D₀ at which a voxel counts half, Gy(RBE), above 0.</param>
    /// <param name="side"><see cref="DeviationSide.Below"/> for min-let, <see cref="DeviationSide.Above"/> for max-let.</param>
    public LetObjective(string label, double weight, ObjectiveRegion region, double limitKeVPerUm, double negligibleGyRbe, DeviationSide side)
    {
        if (side == DeviationSide.Both) throw new ArgumentException("an LET term has one side", nameof(side));
        (Label, Weight, this.region, this.limitKeVPerUm, this.negligibleGyRbe, this.side) = (label, weight, region, limitKeVPerUm, negligibleGyRbe, side);
    }

    /// <inheritdoc/>
    public string Label { get; }

    /// <inheritdoc/>
    public double Weight { get; set; }

    /// <inheritdoc/>
    public bool NeedsLet => true;

    /// <summary>How much a voxel of a dose counts, 0 to below 1, and the derivative of that by the dose, 1/Gy(RBE).</summary>
    /// <param name="doseGyRbe">Total dose, Gy(RBE).</param>
    /// <param name="negligibleGyRbe">The dose at which it counts half, Gy(RBE).</param>
    public static (double Value, double ByDose) Significance(double doseGyRbe, double negligibleGyRbe)
    {
        var (square, half) = (doseGyRbe * doseGyRbe, negligibleGyRbe * negligibleGyRbe);
        return (square / (square + half), 2 * doseGyRbe * half / ((square + half) * (square + half)));
    }

    /// <inheritdoc/>
    public double AddTo(VoxelDoses doses, VoxelDoses gradient)
    {
        // The dose that says whether a voxel counts is the least one in either case: with it a band gives no more weight than any of its scenarios.
        var (let, byLet) = side == DeviationSide.Below ? (doses.LeastLet, gradient.LeastLet) : (doses.GreatestLet, gradient.GreatestLet);
        var sum = 0.0;
        for (var n = 0; n < region.Positions.Length; n++)
        {
            var position = region.Positions[n];
            var deviation = let[position] - limitKeVPerUm;
            if (side == DeviationSide.Below ? deviation >= 0 : deviation <= 0) continue;
            var (counts, countsByDose) = Significance(doses.LeastGyRbe[position], negligibleGyRbe);
            sum += region.Shares[n] * counts * deviation * deviation;
            byLet[position] += 2 * Weight * region.Shares[n] * counts * deviation;
            gradient.LeastGyRbe[position] += Weight * region.Shares[n] * countsByDose * deviation * deviation;
        }

        return Weight * sum;
    }
}
