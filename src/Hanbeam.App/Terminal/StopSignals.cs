namespace Hanbeam.App.Terminal;

/// <summary>Decides what a signal such as Ctrl-C does: the first asks the work to stop, a later one ends the process.</summary>
/// <param name="stop">Asks the work to stop.</param>
/// <param name="kill">Tidies up before the process ends.</param>
/// <param name="clock">Tells how far signals are apart.</param>
internal sealed class StopSignals(Action stop, Action kill, TimeProvider clock)
{
    // One press may come twice, from the terminal and passed on by a script; nobody decides anew so fast.
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? first;

    /// <summary>Handles a signal.</summary>
    /// <returns>Whether the process goes on.</returns>
    public bool Handle()
    {
        lock (gate)
        {
            if (first is { } before)
            {
                if (clock.GetElapsedTime(before) < Echo) return true;
                kill();
                return false;
            }

            first = clock.GetTimestamp();
        }

        stop();
        return true;
    }
}
