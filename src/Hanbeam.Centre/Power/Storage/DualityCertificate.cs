namespace Hanbeam.Centre.Power.Storage;

/// <summary>
/// Our own proof that a solution of a linear program is the optimum, whoever found it. For ANY row multipliers y, with z = c − Aᵀy,
/// the cost of every feasible x is c·x = y·(Ax) + z·x ≥ Σᵢ min over the row's bounds of yᵢ·rᵢ + Σⱼ min over the variable's bounds of zⱼ·xⱼ
/// (weak duality with bounded variables [Bertsimas1997, section 4.3]). Multipliers that would pull on a bound which is not there are set to 0
/// first, so that the bound is true however bad they are: bad multipliers give a poor bound, never a false one.
/// </summary>
/// <param name="Cost">Cost of the solution, c·x.</param>
/// <param name="LowerBound">No feasible solution costs less than this.</param>
/// <param name="PrimalViolation">The largest amount by which the solution misses a bound of a row or variable, in the row's unit.</param>
public sealed record DualityCertificate(double Cost, double LowerBound, double PrimalViolation)
{
    /// <summary>How far the cost can be above the optimum at most, as a fraction of the cost (of 1 where the cost is below 1).</summary>
    public double RelativeGap => (Cost - LowerBound) / Math.Max(1, Math.Abs(Cost));

    /// <summary>Whether the solution is feasible and optimal within tolerances.</summary>
    /// <param name="feasibility">Largest violation allowed, in the rows' unit.</param>
    /// <param name="gap">Largest relative gap allowed.</param>
    public bool Holds(double feasibility, double gap) => PrimalViolation <= feasibility && RelativeGap <= gap;

    /// <summary>Checks a solution.</summary>
    /// <param name="program">The program.</param>
    /// <param name="solution">Values and multipliers, from wherever.</param>
    public static DualityCertificate Of(LinearProgram program, LinearSolution solution)
    {
        var violation = 0.0;
        for (var j = 0; j < program.Variables; j++)
            violation = Math.Max(violation, Outside(solution.Values[j], program.Lower[j], program.Upper[j]));
        for (var i = 0; i < program.Rows; i++)
            violation = Math.Max(violation, Outside(program.RowValue(i, solution.Values), program.RowLower[i], program.RowUpper[i]));
        return new DualityCertificate(program.CostOf(solution.Values), Bound(program, solution.RowMultipliers), violation);
    }

    private static double Bound(LinearProgram program, IReadOnlyList<double> multipliers)
    {
        var reduced = program.Costs.ToArray();
        var bound = 0.0;
        for (var i = 0; i < program.Rows; i++)
        {
            var y = multipliers[i];
            var at = y > 0 ? program.RowLower[i] : program.RowUpper[i];
            if (y == 0 || !double.IsFinite(at)) continue;
            bound += y * at;
            for (var n = 0; n < program.TermsOf(i); n++)
            {
                var (variable, coefficient) = program.Term(i, n);
                reduced[variable] -= y * coefficient;
            }
        }

        for (var j = 0; j < reduced.Length; j++) bound += reduced[j] * (reduced[j] > 0 ? program.Lower[j] : program.Upper[j]);
        return bound;
    }

    private static double Outside(double value, double from, double to) => double.IsNaN(value) ? double.PositiveInfinity : Math.Max(0, Math.Max(from - value, value - to));
}
