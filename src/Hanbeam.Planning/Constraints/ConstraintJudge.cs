using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// Holds a plan's constraints against a dose on the dose grid: the final one, nominal and in error scenarios, instead of the optimiser's own, which is cut and rounded. The voxels and
/// the tolerance are those of the optimisation.
/// </summary>
public sealed class ConstraintJudge
{
    // Below this a limit's tolerance is taken of this value, Gy(RBE) or keV/µm: a limit of 0 cannot be met to the bit.
    private const double SmallLimit = 5;

    private readonly ObjectiveSet objectives;
    private readonly double tolerance;

    /// <summary>Makes a judge.</summary>
    /// <param name="objectives">Voxels and constraints of the optimisation.</param>
    /// <param name="tolerance">Share of its limit by which a constraint may be broken and counts as met.</param>
    public ConstraintJudge(ObjectiveSet objectives, double tolerance) => (this.objectives, this.tolerance) = (objectives, tolerance);

    /// <summary>By how much a constraint may be broken and counts as met, in its unit.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="tolerance">Share of its limit.</param>
    public static double ToleranceOf(IPlanConstraint constraint, double tolerance) => tolerance * Math.Max(SmallLimit, Math.Abs(constraint.Limit));

    /// <summary>By how much a dose breaks each constraint, in its unit; 0 or less where it is met.</summary>
    /// <param name="totalGyRbe">Total dose over all fractions on the dose grid, Gy(RBE).</param>
    /// <param name="letKeVPerUm">Its dose-averaged LET, keV/µm.</param>
    public double[] Excesses(Grid<float> totalGyRbe, Grid<float> letKeVPerUm)
    {
        double[] At(Grid<float> grid) => [.. objectives.Voxels.Select(voxel => (double)grid.Values[voxel]), .. new double[objectives.Points.Count]];

        var total = At(totalGyRbe);
        objectives.Points.Interpolate(total);
        var doses = new VoxelDoses(total, At(letKeVPerUm));
        return [.. objectives.Constraints.Select(constraint => AugmentedLagrangian.Excess(constraint, doses))];
    }

    /// <summary>The verdicts.</summary>
    /// <param name="cases">Name and excesses of each case, the nominal one first.</param>
    /// <param name="planned">How the constraints ended in the optimiser's own dose.</param>
    public IReadOnlyList<ConstraintVerdict> Judge(IReadOnlyList<(string Name, double[] Excesses)> cases, IReadOnlyList<ConstraintOutcome> planned) =>
        [.. objectives.Constraints.Select((constraint, n) =>
        {
            var (name, excesses) = cases.MaxBy(one => one.Excesses[n]);
            var met = excesses[n] <= ToleranceOf(constraint, tolerance);
            return new ConstraintVerdict(
                constraint.Label, constraint.Limit, constraint.Unit, Math.Max(0, cases[0].Excesses[n]), Math.Max(0, excesses[n]), excesses[n] > 0 ? name : cases[0].Name, planned[n].Excess, planned[n].Met, met);
        })];
}
