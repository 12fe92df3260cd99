namespace Hanbeam.Centre.Simulation.Events;

/// <summary>
/// The clock of a discrete-event simulation: events in the order of their times, those of one time in the order in which they were
/// scheduled, so that a run is always the same. A binary heap; scheduling and running an event take time logarithmic in their number.
/// Checked by queues with known answers (QueueTests).
/// </summary>
public sealed class EventCalendar
{
    private readonly List<Entry> heap = [];
    private long scheduled;

    /// <summary>The time now, s.</summary>
    public double Now { get; private set; }

    /// <summary>Empties the calendar and sets its clock.</summary>
    /// <param name="seconds">The time to begin with.</param>
    public void Reset(double seconds)
    {
        heap.Clear();
        Now = seconds;
    }

    /// <summary>Puts an event into the calendar.</summary>
    /// <param name="seconds">When, not before now.</param>
    /// <param name="process">Who is told.</param>
    /// <param name="signal">What it is told.</param>
    public void Schedule(double seconds, IProcess process, int signal = 0)
    {
        if (!(seconds >= Now)) throw new ArgumentOutOfRangeException(nameof(seconds));
        heap.Add(new Entry(seconds, scheduled++, process, signal));
        var n = heap.Count - 1;
        while (n > 0 && heap[n].IsBefore(heap[(n - 1) / 2]))
        {
            Swap(n, (n - 1) / 2);
            n = (n - 1) / 2;
        }
    }

    /// <summary>Runs events up to and including a time, then sets the clock to it; without one, until there are none.</summary>
    /// <param name="untilSeconds">The time, or infinity.</param>
    public void Run(double untilSeconds = double.PositiveInfinity)
    {
        while (heap.Count > 0 && heap[0].Seconds <= untilSeconds) RunNext();
        if (double.IsFinite(untilSeconds)) Now = Math.Max(Now, untilSeconds);
    }

    /// <summary>Runs the next event.</summary>
    /// <returns>False where there is none.</returns>
    public bool RunNext()
    {
        if (heap.Count == 0) return false;
        var next = heap[0];
        RemoveFirst();
        Now = next.Seconds;
        next.Process.Resume(next.Signal);
        return true;
    }

    private void RemoveFirst()
    {
        heap[0] = heap[^1];
        heap.RemoveAt(heap.Count - 1);
        for (var n = 0; ;)
        {
            var first = n;
            for (var child = 2 * n + 1; child <= 2 * n + 2 && child < heap.Count; child++)
                if (heap[child].IsBefore(heap[first])) first = child;
            if (first == n) return;
            Swap(n, first);
            n = first;
        }
    }

    private void Swap(int a, int b) => (heap[a], heap[b]) = (heap[b], heap[a]);

    private readonly record struct Entry(double Seconds, long Order, IProcess Process, int Signal)
    {
        public bool IsBefore(in Entry other) => Seconds < other.Seconds || (Seconds == other.Seconds && Order < other.Order);
    }
}
