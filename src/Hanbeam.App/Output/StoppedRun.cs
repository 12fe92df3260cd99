namespace Hanbeam.App.Output;

/// <summary>That the user stopped an optimisation before its end.</summary>
/// <param name="Iteration">Iterations done by then, all passes together.</param>
internal sealed record StoppedRun(int Iteration);
