using Hanbeam.Planning.Objectives;

namespace Hanbeam.Planning.Constraints;

/// <summary>
/// Constraints as an addition to the function that is minimised: for each inequality g ≤ 0 with multiplier λ and penalty ρ the term
/// share/(2ρ)·(max(0, λ + ρ g)² − λ²), whose minimiser tends to that of the constrained problem as λ is raised to max(0, λ + ρ g) between minimisations
/// [Rockafellar1974; NocedalWright2006, Sec. 17.4]. Every scenario has multipliers of its own, so a constraint holds in each of them.
/// </summary>
internal sealed class AugmentedLagrangian
{
    private readonly IReadOnlyList<IPlanConstraint> constraints;
    private readonly double[][][] multipliers;
    private readonly bool[][][] holds;
    private readonly double[][] residuals;
    private readonly double[][] factors;

    /// <param name="constraints">The constraints.</param>
    /// <param name="scenarios">Number of scenarios.</param>
    /// <param name="penalty">ρ to begin with, above 0.</param>
    public AugmentedLagrangian(IReadOnlyList<IPlanConstraint> constraints, int scenarios, double penalty)
    {
        (this.constraints, Penalty) = (constraints, penalty);
        multipliers = [.. Enumerable.Range(0, scenarios).Select(_ => constraints.Select(constraint => new double[constraint.Shares.Count]).ToArray())];
        holds = [.. Enumerable.Range(0, scenarios).Select(_ => constraints.Select(constraint => new bool[constraint.Shares.Count]).ToArray())];
        residuals = [.. constraints.Select(constraint => new double[constraint.Shares.Count])];
        factors = [.. constraints.Select(constraint => new double[constraint.Shares.Count])];
        foreach (var scenario in holds)
            foreach (var all in scenario) Array.Fill(all, true);
    }

    /// <summary>ρ, Gy(RBE)² of the function per Gy(RBE)² of a broken constraint.</summary>
    public double Penalty { get; set; }

    /// <summary>A copy of the state that moves between minimisations.</summary>
    public LagrangianState State
    {
        get => new(Penalty, [.. multipliers.Select(scenario => scenario.Select(one => (double[])one.Clone()).ToArray())], [.. holds.Select(scenario => scenario.Select(one => (bool[])one.Clone()).ToArray())]);
        set
        {
            Penalty = value.Penalty;
            for (var s = 0; s < multipliers.Length; s++)
                for (var c = 0; c < constraints.Count; c++)
                {
                    value.Multipliers[s][c].CopyTo(multipliers[s][c], 0);
                    value.Holds[s][c].CopyTo(holds[s][c], 0);
                }
        }
    }

    /// <summary>The addition in one scenario; ADDS its derivatives.</summary>
    /// <param name="scenario">Which scenario.</param>
    /// <param name="doses">Its doses.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    /// <param name="active">Whether any inequality pulls.</param>
    public double AddTo(int scenario, VoxelDoses doses, VoxelDoses gradient, out bool active)
    {
        var value = 0.0;
        active = false;
        for (var c = 0; c < constraints.Count; c++)
        {
            var (g, factor, lambda, must, shares) = (residuals[c], factors[c], multipliers[scenario][c], holds[scenario][c], constraints[c].Shares);
            constraints[c].Residuals(doses, g);
            for (var n = 0; n < g.Length; n++)
            {
                var pull = must[n] ? Math.Max(0, lambda[n] + Penalty * g[n]) : 0;
                value += shares[n] / (2 * Penalty) * (pull * pull - lambda[n] * lambda[n]);
                factor[n] = shares[n] * pull;
                active |= pull > 0;
            }

            constraints[c].AddGradient(doses, factor, gradient);
        }

        return value;
    }

    /// <summary>Raises the multipliers at the doses of a minimum, and chooses anew what has to hold.</summary>
    /// <param name="scenario">Which scenario.</param>
    /// <param name="doses">Its doses.</param>
    public void Update(int scenario, VoxelDoses doses)
    {
        for (var c = 0; c < constraints.Count; c++)
        {
            var (g, lambda, must) = (residuals[c], multipliers[scenario][c], holds[scenario][c]);
            constraints[c].Choose(doses, must);
            constraints[c].Residuals(doses, g);
            for (var n = 0; n < g.Length; n++) lambda[n] = must[n] ? Math.Max(0, lambda[n] + Penalty * g[n]) : 0;
        }
    }

    /// <summary>By how much a constraint is broken at doses: the largest g that has to hold, in its unit; 0 or less where it is met.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="doses">The doses.</param>
    public static double Excess(IPlanConstraint constraint, VoxelDoses doses)
    {
        var (must, g) = (new bool[constraint.Shares.Count], new double[constraint.Shares.Count]);
        constraint.Choose(doses, must);
        constraint.Residuals(doses, g);
        var largest = double.NegativeInfinity;
        for (var n = 0; n < g.Length; n++)
            if (must[n]) largest = Math.Max(largest, g[n]);
        return largest;
    }
}
