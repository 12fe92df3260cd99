using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// Insertion on a day where only durations matter. Times then follow from an order by maxima and sums, so the end of the day is the longest path
/// through one of the resources at any point of the order: time until it is free (from the front) plus time still needed from there (from the
/// back). With both tables all places of one appointment cost O(appointments × rooms) together, after the idea of [Taillard1990] for flow shops.
/// </summary>
internal sealed class FreeInsertion : IInsertion
{
    private readonly int stride;
    private readonly int[] room;
    private readonly Ticks[] setup;
    private readonly Ticks[] beam;
    private readonly Ticks[] exit;
    private readonly Ticks[] front;
    private readonly Ticks[] back;
    private readonly Ticks origin;

    public FreeInsertion(BeamDay day)
    {
        var all = day.Appointments;
        origin = day.Start;
        stride = day.Rooms.Count + 1;
        room = [.. all.Select(one => one.Room + 1)];
        setup = [.. all.Select(one => one.Setup)];
        beam = [.. all.Select(one => one.Beam)];
        exit = [.. all.Select(one => one.Exit)];
        front = new Ticks[(all.Count + 1) * stride];
        back = new Ticks[(all.Count + 1) * stride];
    }

    /// <inheritdoc/>
    public (int Place, DayCost Cost) Best(List<int> order, int index, RandomStream random)
    {
        FillFront(order);
        FillBack(order);
        var (place, end, slack, equals) = (0, long.MaxValue, long.MaxValue, 0);
        for (var at = 0; at <= order.Count; at++)
        {
            var (newEnd, newSlack) = Try(at, index);
            if (newEnd > end || (newEnd == end && newSlack > slack)) continue;
            var isBetter = newEnd < end || newSlack < slack;
            equals = isBetter ? 1 : equals + 1;
            if (isBetter || random.NextInt32(equals) == 0) place = at;
            (end, slack) = (newEnd, newSlack);
        }

        return (place, new DayCost(0, 0, origin + end));
    }

    // Times are from the day's start. Index 0 of a row is the beam, the others are the rooms.
    private void FillFront(List<int> order)
    {
        Array.Clear(front, 0, stride);
        for (var n = 0; n < order.Count; n++)
        {
            var (row, next, one) = (n * stride, (n + 1) * stride, order[n]);
            Array.Copy(front, row, front, next, stride);
            var (beamFree, roomFree) = Serve(row, one);
            front[next] = beamFree;
            front[next + room[one]] = roomFree;
        }
    }

    private (Ticks BeamFree, Ticks RoomFree) Serve(int row, int one)
    {
        var needsBeam = beam[one] > 0;
        var start = front[row + room[one]];
        if (needsBeam) start = Math.Max(start, front[row] - setup[one]);
        var beamEnd = start + setup[one] + beam[one];
        return (needsBeam ? beamEnd : front[row], beamEnd + exit[one]);
    }

    private void FillBack(List<int> order)
    {
        Array.Clear(back, order.Count * stride, stride);
        for (var n = order.Count - 1; n >= 0; n--)
        {
            var (row, next, one) = (n * stride, (n + 1) * stride, order[n]);
            Array.Copy(back, next, back, row, stride);
            var afterBeam = exit[one] + back[next + room[one]];
            if (beam[one] > 0)
            {
                afterBeam = Math.Max(afterBeam, back[next]);
                back[row] = beam[one] + afterBeam;
            }

            back[row + room[one]] = setup[one] + beam[one] + afterBeam;
        }
    }

    // The longest path is the end; the sum of the paths prefers, among equal ends, the place that leaves most room elsewhere.
    private (Ticks End, Ticks Slack) Try(int at, int one)
    {
        var row = at * stride;
        var (beamFree, roomFree) = Serve(row, one);
        Ticks end = 0, sum = 0;
        for (var resource = 0; resource < stride; resource++)
        {
            var free = resource == 0 ? beamFree : resource == room[one] ? roomFree : front[row + resource];
            var path = free + back[row + resource];
            end = Math.Max(end, path);
            sum += path;
        }

        return (end, sum);
    }
}
