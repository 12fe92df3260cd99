using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Robustness;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// The function that an optimisation minimises: spot weights → physical dose, alpha·dose and sqrt(beta)·dose of a fraction (one operator per beam and scenario) → RBE-weighted
/// dose of the fraction → total dose D = Σ over groups of fractions × Gy(RBE) → the terms, and over the scenarios one figure; and back by the chain rule. Constraints are part
/// of it as an augmented Lagrangian. Weights are 10⁶ ions per fraction, beam after beam. Voxels are worked on in chunks of fixed size and all sums have a fixed order, so the result does not
/// depend on the number of threads.
/// </summary>
public sealed class PlanFunction
{
    // ρ to begin with, over the largest weight of a term: constraints are felt like a weighty objective from the start, and soon more.
    private const double FirstPenalty = 10;

    private readonly ScenarioDoses[] scenarios;
    private readonly IReadOnlyList<FieldGroup> groups;
    private readonly IReadOnlyList<IDoseInfluence> beams;
    private readonly ObjectiveSet objectives;
    private readonly AugmentedLagrangian lagrangian;
    private readonly ScenarioRisk? risk;
    private readonly VoxelDoses doses;
    private readonly VoxelDoses[] gradients;
    private readonly VoxelDoses[] pulls;
    private readonly bool[] pulling;
    private readonly double[] values;
    private readonly double[] byValue;
    private readonly double[] partial;
    private readonly int[] start;
    private readonly VoxelwiseWorst? worst;

    /// <summary>Makes the function of the nominal case.</summary>
    /// <param name="beams">The operators of all beams on the voxels of <paramref name="objectives"/>.</param>
    /// <param name="groups">Which beams are delivered together; beams in no group have no weights here.</param>
    /// <param name="objectives">The terms and constraints.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="work">Threads.</param>
    public PlanFunction(IReadOnlyList<IDoseInfluence> beams, IReadOnlyList<FieldGroup> groups, ObjectiveSet objectives, IRbeModel rbe, WorkContext work)
        : this(new ScenarioInfluence([beams], RobustMethod.Expected), groups, objectives, rbe, work)
    {
    }

    /// <summary>Makes the function of several scenarios.</summary>
    /// <param name="influence">The operators of all beams in all scenarios, the nominal one first, and what becomes of the scenarios.</param>
    /// <param name="groups">Which beams are delivered together; beams in no group have no weights here.</param>
    /// <param name="objectives">The terms and constraints.</param>
    /// <param name="rbe">The RBE model.</param>
    /// <param name="work">Threads.</param>
    public PlanFunction(ScenarioInfluence influence, IReadOnlyList<FieldGroup> groups, ObjectiveSet objectives, IRbeModel rbe, WorkContext work)
    {
        (beams, this.groups, this.objectives) = (influence.Nominal, groups, objectives);
        var (count, sites, withLet, scenarioCount) = (objectives.Voxels.Length, objectives.SiteCount, objectives.NeedsLet, influence.Scenarios.Count);
        if (influence.Scenarios.Any(scenario => scenario.Any(beam => beam.VoxelCount != count))) throw new ArgumentException("all beams need the voxels of the objectives", nameof(influence));
        start = new int[beams.Count];
        foreach (var beam in Beams)
        {
            start[beam] = SpotCount;
            SpotCount += beams[beam].SpotCount;
        }

        scenarios = [.. influence.Scenarios.Select(operators => new ScenarioDoses(operators, groups, rbe, start, count, withLet, work.Threads))];
        var voxelwise = influence.Method == RobustMethod.VoxelWise && scenarioCount > 1;
        worst = voxelwise ? new VoxelwiseWorst(sites, withLet) : null;
        risk = voxelwise ? null : new ScenarioRisk(scenarioCount, influence.LargestScenarioWeight);
        TotalGyRbe = new double[sites];
        doses = VoxelDoses.Zeros(sites, withLet, band: false);
        var parts = voxelwise ? 1 : scenarioCount;
        gradients = [.. Enumerable.Range(0, parts).Select(_ => VoxelDoses.Zeros(sites, withLet, voxelwise))];
        var constrained = objectives.Constraints.Count > 0;
        pulls = [.. Enumerable.Range(0, constrained ? parts : 0).Select(_ => VoxelDoses.Zeros(sites, withLet, voxelwise))];
        (pulling, values, byValue) = (new bool[parts], new double[parts], new double[parts]);
        partial = new double[SpotCount];
        TermValues = new double[objectives.Terms.Count];
        lagrangian = new AugmentedLagrangian(objectives.Constraints, parts, FirstPenalty * objectives.Terms.Select(term => term.Weight).Append(1).Max());
    }

    /// <summary>Number of weights.</summary>
    public int SpotCount { get; private set; }

    /// <summary>Ends an evaluation between two operators with <see cref="OperationCanceledException"/>; None outside of a minimisation.</summary>
    internal CancellationToken Cancellation { get; set; }

    /// <summary>How often multipliers and priors have moved on.</summary>
    internal int Updates { get; private set; }

    /// <summary>Whether minimising once is not enough: see <see cref="Update"/>.</summary>
    public bool NeedsRounds => objectives.Constraints.Count > 0 || risk is { NeedsSmoothing: true };

    /// <summary>Number of scenarios, the nominal one included.</summary>
    public int ScenarioCount => scenarios.Length;

    /// <summary>Whether there are hard limits.</summary>
    public bool HasConstraints => objectives.Constraints.Count > 0;

    /// <summary>Total RBE-weighted dose of each voxel, and behind them of each place between voxels, in the nominal case at the weights last asked for, Gy(RBE).</summary>
    public double[] TotalGyRbe { get; }

    /// <summary>Value of each term in the nominal case (voxel by voxel worst: of the worst doses) at the weights last asked for.</summary>
    public double[] TermValues { get; }

    /// <summary>The terms' function over all scenarios at the weights last asked for, without smoothing and constraints, Gy(RBE)².</summary>
    public double Objective => risk?.Of(values) ?? values[0];

    /// <summary>The terms' function in each scenario at the weights last asked for; one figure for voxel-wise worst doses.</summary>
    public IReadOnlyList<double> ScenarioValues => values;

    /// <summary>Positions of the beams that have weights here, in the order of the weights.</summary>
    public IEnumerable<int> Beams => groups.SelectMany(group => group.Beams);

    /// <summary>The weights of one beam among all.</summary>
    /// <param name="weights">All weights.</param>
    /// <param name="beam">Position of the beam.</param>
    public Span<double> Of(Span<double> weights, int beam) => weights.Slice(start[beam], beams[beam].SpotCount);

    /// <summary>Position of a beam's first weight.</summary>
    /// <param name="beam">Position of the beam.</param>
    public int StartOf(int beam) => start[beam];

    /// <summary>Value and gradient of what is minimised: terms, smoothed over scenarios, and constraints.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="gradient">Receives the derivative by each weight.</param>
    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        var pull = Forward(weights);
        var value = pull + (risk?.Smooth(values, byValue) ?? values[0]);
        gradient.Clear();
        for (var s = 0; s < scenarios.Length; s++)
        {
            if (worst is null && byValue[s] == 0 && !pulling[s]) continue;
            var (byDose, byLet) = worst?.Share(s, gradients[0]) ?? Joined(s);
            objectives.Points.Spread(byDose);
            scenarios[s].Chain(byDose, byLet);
            if (scenarios.Length == 1)
            {
                scenarios[s].Adjoint(gradient, Cancellation);
                break;
            }

            scenarios[s].Adjoint(partial, Cancellation);
            for (var n = 0; n < partial.Length; n++) gradient[n] += partial[n];
        }

        return value;
    }

    /// <summary>The terms' function over all scenarios, and each term's value in the nominal case.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="terms">Receives each term's value.</param>
    public double EvaluateTerms(ReadOnlySpan<double> weights, Span<double> terms)
    {
        Forward(weights);
        TermValues.CopyTo(terms);
        return Objective;
    }

    /// <summary>A copy of multipliers and priors: set again, the function is the one that it was, whatever was minimised in between.</summary>
    internal (LagrangianState Constraints, double[]? Priors) Learnt
    {
        get => (lagrangian.State, risk?.Prior);
        set
        {
            lagrangian.State = value.Constraints;
            if (value.Priors is not null) risk!.Prior = value.Priors;
        }
    }

    /// <summary>Readies the smoothing for a minimisation that starts at weights.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    public void Prepare(ReadOnlySpan<double> weights)
    {
        if (risk is not { NeedsSmoothing: true }) return;
        Forward(weights);
        risk.Scale(values);
    }

    /// <summary>Moves multipliers and priors on at the minimum of a round (docs/methods/robust.md).</summary>
    /// <param name="weights">The weights there.</param>
    /// <param name="stiffen">Factor on the constraints' penalty, 1 or more.</param>
    /// <returns>What the figure over the scenarios still has above its smoothed minimum, as a share of it.</returns>
    public double Update(ReadOnlySpan<double> weights, double stiffen)
    {
        Updates++;
        Forward(weights, lagrangian.Update);
        lagrangian.Penalty *= stiffen;
        return risk is { NeedsSmoothing: true } ? risk.Update(values) : 0;
    }

    /// <summary>
    /// Corrects the operators at weights: from now on their dose is that of the engine there, and close to it near there. Takes the final dose of every beam in every scenario.
    /// </summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="final">The engine's dose.</param>
    /// <param name="cancellation">Ends it between two beams.</param>
    /// <exception cref="OperationCanceledException">It was stopped, and the function is the one that it was.</exception>
    public void Correct(double[] weights, IFinalDose final, CancellationToken cancellation)
    {
        var lacks = new VoxelQuantities[scenarios.Length][];
        for (var s = 0; s < scenarios.Length; s++)
        {
            var scenario = s;
            lacks[s] = scenarios[s].Lack(weights, (beam, result) => final.Add(scenario, beam, [.. Of(weights, beam).ToArray().Select(weight => weight * 1e6)], result), cancellation);
        }

        for (var s = 0; s < scenarios.Length; s++) scenarios[s].Correct(lacks[s]);
    }

    /// <summary>By how much each constraint is broken in the worst scenario, in its unit; 0 or less where it is met.</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    public double[] Excesses(ReadOnlySpan<double> weights)
    {
        var excess = new double[objectives.Constraints.Count];
        Array.Fill(excess, double.NegativeInfinity);
        Forward(weights, (_, at) =>
        {
            for (var c = 0; c < excess.Length; c++) excess[c] = Math.Max(excess[c], AugmentedLagrangian.Excess(objectives.Constraints[c], at));
        });
        return excess;
    }

    /// <summary>
    /// Two sums over the target voxels that each spot reaches in the nominal case, with the spot's physical dose in the voxel as weight: of the prescribed dose and of the present one.
    /// </summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="prescribed">One entry per spot; 0 for a spot that reaches no target voxel.</param>
    /// <param name="present">One entry per spot.</param>
    public void SumOverTargets(ReadOnlySpan<double> weights, Span<double> prescribed, Span<double> present)
    {
        scenarios[0].Forward(weights, TotalGyRbe, doses.LeastLet, Cancellation);
        var wantedDose = new VoxelQuantities(objectives.Voxels.Length, withLet: false);
        var presentDose = new VoxelQuantities(objectives.Voxels.Length, withLet: false);
        foreach (var (region, dose) in objectives.Targets)
            foreach (var position in region.Positions)
                if (TotalGyRbe[position] > 0)
                    (wantedDose.Dose[position], presentDose.Dose[position]) = (Math.Max(wantedDose.Dose[position], dose), TotalGyRbe[position]);
        scenarios[0].PhysicalAdjoint(wantedDose, prescribed);
        scenarios[0].PhysicalAdjoint(presentDose, present);
    }

    // Leaves values, term values and voxel gradients; returns the constraints' addition.
    private double Forward(ReadOnlySpan<double> weights, Action<int, VoxelDoses>? look = null)
    {
        var pull = 0.0;
        worst?.Reset();
        for (var s = 0; s < scenarios.Length; s++)
        {
            scenarios[s].Forward(weights, doses.LeastGyRbe, doses.LeastLet, Cancellation);
            objectives.Points.Interpolate(doses.LeastGyRbe);
            if (s == 0) doses.LeastGyRbe.CopyTo(TotalGyRbe, 0);
            if (worst is not null) worst.Add(s, doses);
            else pull += Judge(s, doses, look);
        }

        return worst is null ? pull : Judge(0, worst.Doses, look);
    }

    private double Judge(int part, VoxelDoses at, Action<int, VoxelDoses>? look)
    {
        look?.Invoke(part, at);
        values[part] = objectives.Evaluate(at, gradients[part], part == 0 ? TermValues : []);
        if (pulls.Length == 0) return 0;
        pulls[part].Clear();
        var pull = lagrangian.AddTo(part, at, pulls[part], out pulling[part]);
        if (worst is not null) Add(pulls[part], gradients[part], 1);
        return pull;
    }

    // The gradient of a scenario with its weight, and what its constraints add.
    private (double[] ByDose, double[] ByLet) Joined(int s)
    {
        var (gradient, factor) = (gradients[s], byValue[s]);
        if (factor != 1)
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient.LeastGyRbe, factor, gradient.LeastGyRbe);
            System.Numerics.Tensors.TensorPrimitives.Multiply(gradient.LeastLet, factor, gradient.LeastLet);
        }

        if (pulls.Length > 0) Add(pulls[s], gradient, 1);
        return (gradient.LeastGyRbe, gradient.LeastLet);
    }

    private static void Add(VoxelDoses from, VoxelDoses to, double factor)
    {
        void One(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(a, factor, b, b);

        One(from.LeastGyRbe, to.LeastGyRbe);
        One(from.LeastLet, to.LeastLet);
        if (!to.IsBand) return;
        One(from.GreatestGyRbe, to.GreatestGyRbe);
        One(from.GreatestLet, to.GreatestLet);
    }
}
