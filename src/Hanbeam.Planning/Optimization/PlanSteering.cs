using Hanbeam.Planning.Recipes;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// A helm for another thread than the optimiser's: a browser's request handler, a terminal's key. It shows every iteration to a listener, pauses and goes on, changes weights and
/// stops with the best plan kept. Safe from any thread.
/// </summary>
public sealed class PlanSteering : IPlanObserver, IDisposable
{
    private readonly Lock guard = new();
    private readonly List<SteeringEvent> waiting = [];
    private readonly ManualResetEventSlim running = new(initialState: true);
    private readonly int objectives;
    private readonly Action<PlanSnapshot>? show;

    /// <summary>Makes a helm.</summary>
    /// <param name="objectives">How many objectives the recipe has.</param>
    /// <param name="show">Called on the optimiser's thread after each iteration, or null.</param>
    public PlanSteering(int objectives, Action<PlanSnapshot>? show = null) => (this.objectives, this.show) = (objectives, show);

    /// <summary>Whether the optimiser waits, or will after its present iteration.</summary>
    public bool IsPaused => !running.IsSet;

    /// <summary>Makes the optimiser wait after its present iteration.</summary>
    public void Pause() => running.Reset();

    /// <summary>Lets it go on.</summary>
    public void Resume() => running.Set();

    /// <summary>Gives an objective another weight after the present iteration.</summary>
    /// <param name="objective">Which, from 1 in the recipe's order.</param>
    /// <param name="weight">Its new weight, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such objective, or the weight is below 0 or not finite; nothing is changed.</exception>
    public void ChangeWeight(int objective, double weight)
    {
        if (objective < 1 || objective > objectives) throw new ArgumentOutOfRangeException(nameof(objective), objective, FormattableString.Invariant($"the recipe has {objectives} objectives, counted from 1"));
        if (!(weight >= 0) || !double.IsFinite(weight)) throw new ArgumentOutOfRangeException(nameof(weight), weight, "a weight is 0 or more");
        lock (guard) waiting.Add(new SteeringEvent(0, objective, weight, false));
    }

    /// <summary>Stops after the present iteration and keeps the best plan; a paused optimiser goes on to do so.</summary>
    public void Stop()
    {
        lock (guard) waiting.Add(new SteeringEvent(0, null, null, true));
        Resume();
    }

    /// <inheritdoc/>
    public IReadOnlyList<SteeringEvent> AfterIteration(PlanSnapshot snapshot, CancellationToken cancellation)
    {
        show?.Invoke(snapshot);
        running.Wait(cancellation);
        lock (guard)
        {
            SteeringEvent[] now = [.. waiting];
            waiting.Clear();
            return now;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => running.Dispose();
}
