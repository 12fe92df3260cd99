using Hanbeam.Planning.Recipes;

namespace Hanbeam.Planning.Optimization;

/// <summary>
/// Whoever looks on while a plan is optimised and may take the helm: a command line, a browser. Called on the optimiser's own thread after each iteration; it may take its
/// time, and the optimiser waits (that is how a plan is paused).
/// </summary>
public interface IPlanObserver
{
    /// <summary>Is shown the plan and may change its course.</summary>
    /// <param name="snapshot">The plan after an iteration; valid during the call.</param>
    /// <param name="cancellation">Cancelled when the optimisation is stopped from elsewhere: an observer that holds it lets go then, and returns or throws <see cref="OperationCanceledException"/>.</param>
    /// <returns>Changes of weights, or a stop, to be made now; those of objectives that there are not, or of weights that cannot be, are left out and named in <see cref="PlanOptimizationResult.SteeringRefused"/>; their <see cref="SteeringEvent.Iteration"/> is filled in by the optimiser. Mostly none.</returns>
    IReadOnlyList<SteeringEvent> AfterIteration(PlanSnapshot snapshot, CancellationToken cancellation);
}
