using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Workflow;

/// <summary>Statistical uncertainty of the total physical dose of a plan from its beams, which are independent: their variances add up.</summary>
internal static class PlanUncertainty
{
    // What a Monte Carlo dose is commonly judged by where there is no target [Chetty2007].
    private const double HalfOfGreatestDose = 0.5;

    /// <summary>Root mean square of the relative standard uncertainty over voxels that have dose, per cent; infinite where none has.</summary>
    public static double RootMeanSquarePercent(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels)
    {
        var (sum, count) = (0.0, 0);
        foreach (var voxel in voxels)
        {
            var (dose, variance) = At(plan, beams, voxel);
            if (!(dose > 0)) continue;
            sum += variance / (dose * dose);
            count++;
        }

        return count > 0 ? 100 * Math.Sqrt(sum / count) : double.PositiveInfinity;
    }

    /// <summary>The voxels of at least half of the greatest dose.</summary>
    public static int[] HalfOfGreatest(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels)
    {
        var doses = Array.ConvertAll(voxels, voxel => At(plan, beams, voxel).Dose);
        var least = HalfOfGreatestDose * doses.Max();
        return [.. voxels.Where((_, n) => doses[n] > 0 && doses[n] >= least)];
    }

    /// <summary>Standard uncertainty, Gy.</summary>
    public static Grid<float> Total(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels, GridGeometry geometry)
    {
        var grid = new Grid<float>(geometry);
        foreach (var voxel in voxels) grid.Values[voxel] = (float)Math.Sqrt(At(plan, beams, voxel).Variance);
        return grid;
    }

    /// <summary>
    /// Standard uncertainty of the RBE-weighted dose, Gy(RBE), and its root mean square relative to the dose over voxels of interest, per cent. To first order in the uncertainties of dose and
    /// of Σ alpha·d, taken as fully correlated, and that of Σ √beta·d as that of the dose: an upper bound where all derivatives have one sign.
    /// </summary>
    public static (Grid<float> Gy, double Percent) RbeWeighted(Plan plan, IReadOnlyList<BeamTally> beams, IRbeModel rbe, int[] voxels, int[] interest, GridGeometry geometry)
    {
        var grid = new Grid<float>(geometry);
        var weighted = new float[geometry.Count];
        foreach (var voxel in voxels) (weighted[voxel], grid.Values[voxel]) = RbeWeightedAt(plan, beams, rbe, voxel);
        var (sum, count) = (0.0, 0);
        foreach (var voxel in interest)
        {
            if (!(weighted[voxel] > 0)) continue;
            sum += (double)grid.Values[voxel] * grid.Values[voxel] / ((double)weighted[voxel] * weighted[voxel]);
            count++;
        }

        return (grid, count > 0 ? 100 * Math.Sqrt(sum / count) : double.PositiveInfinity);
    }

    /// <summary>Standard uncertainty of the sum of the doses of voxels in a block of 8 × 8 × 8 over what it would be if they were independent, at least 1.</summary>
    public static double SharedIonsFactor(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels) => Factor(plan, beams, voxels, beam => beam.TargetVariance);

    /// <summary>The same of the sum over all voxels of one target: ions that pass it from end to end are shared far beyond a block.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="beams">Its beams.</param>
    /// <param name="target">Index of the target.</param>
    /// <param name="voxels">Its voxels.</param>
    public static double SharedIonsFactorOf(Plan plan, IReadOnlyList<BeamTally> beams, int target, int[] voxels) => Factor(plan, beams, voxels, beam => beam.EachTargetVariance[target]);

    private static double Factor(Plan plan, IReadOnlyList<BeamTally> beams, int[] voxels, Func<BeamTally, double> ofSum)
    {
        if (voxels.Length == 0) return 1;
        var independent = voxels.Sum(voxel => At(plan, beams, voxel).Variance);
        var found = beams.Select((beam, n) => plan.FractionsOf(plan.Beams[n]) * (double)plan.FractionsOf(plan.Beams[n]) * ofSum(beam)).Sum();
        return independent > 0 ? Math.Max(1, Math.Sqrt(found / independent)) : 1;
    }

    // RBE of the sum of the beams of a fraction, or of each beam in fractions of its own.
    private static (float Gy, float Uncertainty) RbeWeightedAt(Plan plan, IReadOnlyList<BeamTally> beams, IRbeModel rbe, int voxel)
    {
        var all = default(Moments);
        var (total, variance) = (0.0, 0.0);
        for (var n = 0; n < beams.Count; n++)
        {
            double fractions = plan.FractionsOf(plan.Beams[n]);
            var beam = Moments.At(beams[n], voxel);
            if (plan.Delivery == DeliveryScheme.AllBeams)
            {
                all += (fractions / plan.Fractions) * beam;
                continue;
            }

            var (dose, uncertainty) = beam.Weighted(rbe);
            total += fractions * dose;
            variance += fractions * fractions * uncertainty * uncertainty;
        }

        if (plan.Delivery != DeliveryScheme.AllBeams) return ((float)total, (float)Math.Sqrt(variance));
        var (gy, own) = all.Weighted(rbe);
        return ((float)(plan.Fractions * gy), (float)(plan.Fractions * own));
    }

    // Of one fraction.
    private readonly record struct Moments(double Dose, double Alpha, double SqrtBeta, double DoseVariance, double AlphaVariance)
    {
        public static Moments At(BeamTally beam, int voxel) =>
            new(beam.Dose[voxel], beam.AlphaDose?[voxel] ?? 0, beam.SqrtBetaDose?[voxel] ?? 0, beam.Variance[voxel], beam.AlphaVariance?[voxel] ?? 0);

        public (double Gy, double Uncertainty) Weighted(IRbeModel rbe)
        {
            if (!(Dose > 0)) return (0, 0);
            var weighted = rbe.Evaluate(Dose, Alpha, SqrtBeta);
            var ofDose = Math.Sqrt(DoseVariance);
            return (weighted.GyRbe, Math.Abs(weighted.ByDose * ofDose + weighted.ByAlphaDose * Math.Sqrt(AlphaVariance) + weighted.BySqrtBetaDose * SqrtBeta / Dose * ofDose));
        }

        public static Moments operator +(Moments a, Moments b) =>
            new(a.Dose + b.Dose, a.Alpha + b.Alpha, a.SqrtBeta + b.SqrtBeta, a.DoseVariance + b.DoseVariance, a.AlphaVariance + b.AlphaVariance);

        public static Moments operator *(double s, Moments a) => new(s * a.Dose, s * a.Alpha, s * a.SqrtBeta, s * s * a.DoseVariance, s * s * a.AlphaVariance);
    }

    private static (double Dose, double Variance) At(Plan plan, IReadOnlyList<BeamTally> beams, int voxel)
    {
        var (dose, variance) = (0.0, 0.0);
        for (var n = 0; n < beams.Count; n++)
        {
            double fractions = plan.FractionsOf(plan.Beams[n]);
            dose += fractions * beams[n].Dose[voxel];
            variance += fractions * fractions * beams[n].Variance[voxel];
        }

        return (dose, variance);
    }
}
