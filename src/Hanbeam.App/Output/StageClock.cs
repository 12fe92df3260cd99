using System.Diagnostics;

namespace Hanbeam.App.Output;

/// <summary>Seconds of wall time of the stages of a run, one after the other.</summary>
internal sealed class StageClock
{
    private readonly long start = Stopwatch.GetTimestamp();
    private long last = Stopwatch.GetTimestamp();

    /// <summary>Seconds since the start.</summary>
    public double Total => Stopwatch.GetElapsedTime(start).TotalSeconds;

    /// <summary>Seconds since the last call (or the start): how long the stage that ends here took.</summary>
    public double Lap()
    {
        var now = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(last, now).TotalSeconds;
        last = now;
        return seconds;
    }
}
