namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// The preemptive one-machine bound: pieces of work with a head (before it the piece cannot start) and a tail (that follows it without the
/// machine), cut as one likes, on a machine with unavailable times. Serving the ready piece with the longest tail is optimal [Jackson1955; Carlier1982], and every
/// real schedule is one of these schedules, so none ends earlier. O(n log n).
/// </summary>
public static class OneMachineBound
{
    /// <summary>A piece of work.</summary>
    /// <param name="Head">Its earliest start, ticks.</param>
    /// <param name="Body">Its length, ticks.</param>
    /// <param name="Tail">What follows it, ticks.</param>
    public readonly record struct Piece(Ticks Head, Ticks Body, Ticks Tail);

    /// <summary>Computes the bound.</summary>
    /// <param name="pieces">The work.</param>
    /// <param name="unavailable">When the machine does not work: ascending, not overlapping.</param>
    /// <returns>The earliest tick at which everything, tails included, can be over; 0 without work.</returns>
    public static Ticks Of(IEnumerable<Piece> pieces, IReadOnlyList<TimeWindow> unavailable)
    {
        var waiting = new Queue<Piece>(pieces.OrderBy(piece => piece.Head));
        var ready = new PriorityQueue<Piece, Ticks>();
        Ticks now = 0, end = 0;
        while (waiting.Count > 0 || ready.Count > 0)
        {
            if (ready.Count == 0) now = Math.Max(now, waiting.Peek().Head);
            while (waiting.Count > 0 && waiting.Peek().Head <= now) Add(ready, waiting.Dequeue());
            now = SkipUnavailable(now, unavailable);
            var piece = ready.Dequeue();
            var until = NextEvent(now, waiting, unavailable);
            var worked = Math.Min(piece.Body, until - now);
            now += worked;
            if (worked < piece.Body) Add(ready, piece with { Body = piece.Body - worked });
            else end = Math.Max(end, now + piece.Tail);
        }

        return end;
    }

    private static void Add(PriorityQueue<Piece, Ticks> ready, Piece piece) => ready.Enqueue(piece, -piece.Tail);

    private static Ticks SkipUnavailable(Ticks now, IReadOnlyList<TimeWindow> unavailable)
    {
        foreach (var window in unavailable)
            if (now >= window.Start && now < window.End) now = window.End;
        return now;
    }

    private static Ticks NextEvent(Ticks now, Queue<Piece> waiting, IReadOnlyList<TimeWindow> unavailable)
    {
        var next = waiting.Count > 0 ? Math.Max(now, waiting.Peek().Head) : long.MaxValue;
        foreach (var window in unavailable)
            if (window.Start > now) return Math.Min(next, window.Start);
        return next;
    }
}
