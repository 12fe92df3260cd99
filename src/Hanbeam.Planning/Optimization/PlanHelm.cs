using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Recipes;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Where steering comes together: what a recipe recorded from an earlier run, what an observer asks for now, and the user's stop. Everything happens between two iterations, so
/// a recorded run can be repeated to the bit.
/// </summary>
internal sealed class PlanHelm : IDisposable
{
    private readonly ObjectiveSet objectives;
    private readonly IReadOnlyList<SteeringEvent> recorded;
    private readonly IPlanObserver? observer;
    private readonly CancellationTokenSource stop;
    private readonly List<SteeringEvent> events = [];
    private readonly List<SteeringEvent> refused = [];

    public PlanHelm(ObjectiveSet objectives, IReadOnlyList<SteeringEvent> recorded, IPlanObserver? observer, CancellationToken user)
    {
        (this.objectives, this.recorded, this.observer) = (objectives, recorded, observer);
        stop = CancellationTokenSource.CreateLinkedTokenSource(user);
    }

    /// <summary>Stops the optimisation, keeping the best: the user's own stop, a recorded one, or an observer's.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Iterations done, all passes together.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether weights have changed since <see cref="TakeTurn"/>: the function is another one now.</summary>
    public bool Turned { get; private set; }

    /// <summary>What an observer asked for that cannot be.</summary>
    public IReadOnlyList<SteeringEvent> Refused => refused;

    /// <summary>Recorded entries that lie behind the last iteration: they were never reached.</summary>
    public IEnumerable<SteeringEvent> Unreached => recorded.Where(change => change.Iteration > Iterations);

    /// <summary>Called after each iteration.</summary>
    public void After(string stage, PlanFunction function)
    {
        Iterations++;
        foreach (var change in recorded)
            if (change.Iteration == Iterations) Apply(change);
        if (observer is null || Token.IsCancellationRequested) return;
        foreach (var change in observer.AfterIteration(Snapshot(stage, function), Token))
        {
            var now = change with { Iteration = Iterations };
            if (IsPossible(now)) Apply(now);
            else refused.Add(now);
        }
    }

    /// <summary>The plan as it is; valid until the next evaluation.</summary>
    public PlanSnapshot Snapshot(string stage, PlanFunction function)
    {
        var terms = objectives.Terms.Select((term, n) => new PlanTerm(term.Label, term.Weight, function.TermValues[n])).ToArray();
        return new PlanSnapshot(Iterations, stage, function.Objective, terms, objectives, function.TotalGyRbe);
    }

    /// <summary>What was done, to be recorded.</summary>
    /// <param name="stopped">Whether the optimisation was stopped: then a stop is the last entry, the user's own too.</param>
    public IReadOnlyList<SteeringEvent> Events(bool stopped) =>
        stopped && !events.Any(change => change.Stop) ? [.. events, new SteeringEvent(Iterations, null, null, true)] : [.. events];

    /// <summary>Whether weights have changed; asking forgets it.</summary>
    public bool TakeTurn()
    {
        var turned = Turned;
        Turned = false;
        return turned;
    }

    public void Dispose() => stop.Dispose();

    private bool IsPossible(SteeringEvent change) => change.Stop
        || (change is { Objective: { } number, Weight: { } weight } && number >= 1 && number <= objectives.Terms.Count && weight >= 0 && double.IsFinite(weight));

    private void Apply(SteeringEvent change)
    {
        events.Add(change);
        if (change is { Objective: { } number, Weight: { } weight })
        {
            objectives.Terms[number - 1].Weight = weight;
            Turned = true;
        }

        if (change.Stop) stop.Cancel();
    }
}
