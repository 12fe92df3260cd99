using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.DayBoard;

/// <summary>Insertion on any day: every place is decoded from where the order changes, until it costs more than the best one.</summary>
internal sealed class DecodingInsertion(BeamDay day) : IInsertion
{
    // Beyond so many places every second, third, … is tried, beginning at random.
    private const int MostPlaces = 200;

    private readonly DayState[] fronts = [.. Enumerable.Range(0, day.Appointments.Count + 1).Select(_ => new DayState(day))];
    private readonly DayState trial = new(day);

    /// <inheritdoc/>
    public (int Place, DayCost Cost) Best(List<int> order, int index, RandomStream random)
    {
        for (var n = 0; n < order.Count; n++)
        {
            fronts[n + 1].CopyFrom(fronts[n]);
            fronts[n + 1].Place(order[n], out _);
        }

        var (place, cost, equals) = (0, DayCost.Worst, 0);
        var step = order.Count / MostPlaces + 1;
        for (var at = random.NextInt32(step); at <= order.Count; at += step)
        {
            var comparison = Try(order, index, at, cost).CompareTo(cost);
            if (comparison > 0) continue;
            equals = comparison < 0 ? 1 : equals + 1;
            if (comparison < 0 || random.NextInt32(equals) == 0) place = at;
            cost = comparison < 0 ? trial.Cost : cost;
        }

        return (place, cost);
    }

    private DayCost Try(List<int> order, int index, int at, DayCost limit)
    {
        trial.CopyFrom(fronts[at]);
        trial.Place(index, out _);
        for (var n = at; n < order.Count; n++)
        {
            trial.Place(order[n], out _);
            if (trial.Cost.CompareTo(limit) > 0) break;
        }

        return trial.Cost;
    }
}
