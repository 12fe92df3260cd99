using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.DayBoard;

/// <summary>
/// One chain of an iterated greedy search [Ruiz2007]: three appointments leave the order and return one by one to their best places; a worse
/// order is kept with the probability of an annealer at constant temperature.
/// </summary>
internal sealed class SearchChain
{
    // Tried on generated days of 50 to 200 appointments and 2 to 4 rooms: two or four taken out are worse, and so are temperatures twice as high.
    private const int TakenOut = 3;
    private const double TemperatureOfMeanStay = 0.005;

    private readonly IInsertion insertion;
    private readonly RandomStream random;
    private readonly double temperature;
    private List<int> order = [];
    private List<int> trial = [];
    private DayCost cost;

    public SearchChain(BeamDay day, IInsertion insertion, ulong seed, int number)
    {
        this.insertion = insertion;
        random = new RandomStream(seed, (ulong)number);
        temperature = Math.Max(1e-9, TemperatureOfMeanStay * day.Appointments.Average(one => (double)one.Total));
        var first = Enumerable.Range(0, day.Appointments.Count).OrderByDescending(index => day.Appointments[index].Total).ToArray();
        if (number > 0) Shuffle(first);
        foreach (var index in first) cost = Insert(order, index);
        (BestOrder, BestCost) = ([.. order], cost);
    }

    public int[] BestOrder { get; private set; }

    public DayCost BestCost { get; private set; }

    /// <summary>Makes so many iterations, or fewer where the bound is reached.</summary>
    public void Advance(int iterations, DayCost bound, CancellationToken cancellation)
    {
        for (var n = 0; n < iterations && BestCost.CompareTo(bound) > 0; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step();
        }
    }

    private void Step()
    {
        trial.Clear();
        trial.AddRange(order);
        Span<int> taken = stackalloc int[Math.Min(TakenOut, trial.Count)];
        foreach (ref var index in taken)
        {
            var at = random.NextInt32(trial.Count);
            index = trial[at];
            trial.RemoveAt(at);
        }

        var trialCost = cost;
        foreach (var index in taken) trialCost = Insert(trial, index);
        if (!Accepts(trialCost)) return;
        (order, trial, cost) = (trial, order, trialCost);
        if (cost.CompareTo(BestCost) < 0) (BestOrder, BestCost) = ([.. order], cost);
    }

    private DayCost Insert(List<int> into, int index)
    {
        var (place, newCost) = insertion.Best(into, index, random);
        into.Insert(place, index);
        return newCost;
    }

    private bool Accepts(DayCost other)
    {
        if (other.CompareTo(cost) <= 0) return true;
        return other.Lost == cost.Lost && other.Late == cost.Late && random.NextDouble() < Math.Exp((cost.Tail - other.Tail) / temperature);
    }

    private void Shuffle(int[] items)
    {
        for (var n = items.Length - 1; n > 0; n--)
        {
            var other = random.NextInt32(n + 1);
            (items[n], items[other]) = (items[other], items[n]);
        }
    }
}
