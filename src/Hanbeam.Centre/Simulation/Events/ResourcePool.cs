namespace Hanbeam.Centre.Simulation.Events;

/// <summary>
/// Units of several kinds (servers of a queue, people by role) that processes hold for a while. A request may name several kinds and gets them
/// all at once, so that nobody holds one while waiting for another. Requests are served in the order in which they come: one that could be
/// served overtakes earlier ones only where it shares no kind with them.
/// </summary>
public sealed class ResourcePool
{
    private readonly EventCalendar calendar;
    private readonly int[] free;
    private readonly int[] held;
    private readonly double[] heldUnitSeconds;
    private readonly double[] waitedSeconds;
    private readonly bool[] wantedByEarlier;
    private readonly List<Request> waiting = [];
    private double lastSeconds;

    /// <summary>Makes a pool.</summary>
    /// <param name="calendar">The clock.</param>
    /// <param name="units">Units of each kind.</param>
    public ResourcePool(EventCalendar calendar, params int[] units)
    {
        this.calendar = calendar;
        free = [.. units];
        held = new int[units.Length];
        heldUnitSeconds = new double[units.Length];
        waitedSeconds = new double[units.Length];
        wantedByEarlier = new bool[units.Length];
        lastSeconds = calendar.Now;
    }

    /// <summary>Number of requests that wait.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Units of a kind held, integrated over time, unit-seconds.</summary>
    public double HeldUnitSeconds(int kind)
    {
        Count();
        return heldUnitSeconds[kind];
    }

    /// <summary>Time that requests have waited because of a kind, s.</summary>
    public double WaitedSeconds(int kind)
    {
        Count();
        return waitedSeconds[kind];
    }

    /// <summary>Begins anew: nothing held, nobody waiting, times counted from now.</summary>
    /// <param name="units">Units of each kind.</param>
    public void Reset(ReadOnlySpan<int> units)
    {
        units.CopyTo(free);
        waiting.Clear();
        Array.Clear(held);
        Array.Clear(heldUnitSeconds);
        Array.Clear(waitedSeconds);
        lastSeconds = calendar.Now;
    }

    /// <summary>Sets the number of units of a kind; units held beyond it go when they are released.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="units">The new number.</param>
    public void SetUnits(int kind, int units)
    {
        Count();
        free[kind] = units - held[kind];
        Serve();
    }

    /// <summary>Asks for units; the process is resumed when it has them, at the earliest by an event at the time now.</summary>
    /// <param name="process">Who asks.</param>
    /// <param name="signal">What it is told.</param>
    /// <param name="needs">Units of each kind.</param>
    public void Ask(IProcess process, int signal, int[] needs)
    {
        Count();
        waiting.Add(new Request(process, signal, needs));
        Serve();
    }

    /// <summary>Gives units back.</summary>
    /// <param name="needs">Units of each kind, as they were asked for.</param>
    public void Release(int[] needs)
    {
        Count();
        for (var kind = 0; kind < needs.Length; kind++)
        {
            held[kind] -= needs[kind];
            free[kind] += needs[kind];
        }

        Serve();
    }

    private void Serve()
    {
        Array.Clear(wantedByEarlier);
        for (var n = 0; n < waiting.Count;)
        {
            var request = waiting[n];
            request.MissingKind = MissingKind(request.Needs);
            if (request.MissingKind < 0)
            {
                Take(request.Needs);
                waiting.RemoveAt(n);
                calendar.Schedule(calendar.Now, request.Process, request.Signal);
                continue;
            }

            for (var kind = 0; kind < free.Length; kind++) wantedByEarlier[kind] |= request.Needs[kind] > 0;
            n++;
        }
    }

    private int MissingKind(int[] needs)
    {
        for (var kind = 0; kind < needs.Length; kind++)
            if (needs[kind] > 0 && (needs[kind] > free[kind] || wantedByEarlier[kind])) return kind;
        return -1;
    }

    private void Take(int[] needs)
    {
        for (var kind = 0; kind < needs.Length; kind++)
        {
            free[kind] -= needs[kind];
            held[kind] += needs[kind];
        }
    }

    private void Count()
    {
        var seconds = calendar.Now - lastSeconds;
        lastSeconds = calendar.Now;
        if (seconds <= 0) return;
        for (var kind = 0; kind < held.Length; kind++) heldUnitSeconds[kind] += seconds * held[kind];
        foreach (var request in waiting) waitedSeconds[request.MissingKind] += seconds;
    }

    private sealed class Request(IProcess process, int signal, int[] needs)
    {
        public IProcess Process => process;

        public int Signal => signal;

        public int[] Needs => needs;

        public int MissingKind { get; set; }
    }
}
