using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Courses;

/// <summary>
/// Places courses one after the other, each at its soonest end with what is left, most important and most urgent first; then takes a few out at random and
/// places them again in another order, keeping what is not worse. The start and the fallback of <see cref="CoursePlanner"/>.
/// </summary>
internal sealed class CourseGreedy
{
    private const int TakenOut = 4;

    private readonly CoursePeriod period;
    private readonly CourseCapacity capacity;
    private readonly CoursePlacement?[] placed;
    private readonly Func<CoursePlacement?[], long> cost;

    public CourseGreedy(CoursePeriod period, Func<CoursePlacement?[], long> cost)
    {
        this.period = period;
        this.cost = cost;
        capacity = new CourseCapacity(period);
        placed = new CoursePlacement?[period.Courses.Count];
    }

    public CoursePlacement?[] Run(int iterations, RandomStream random, CancellationToken cancellation)
    {
        foreach (var index in Enumerable.Range(0, placed.Length).OrderByDescending(n => period.Courses[n].Priority).ThenBy(n => period.Courses[n].StartTo).ThenBy(n => n)) Place(index);
        var best = cost(placed);
        for (var n = 0; n < iterations && best > 0; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            best = Improve(best, random);
        }

        return placed;
    }

    private long Improve(long best, RandomStream random)
    {
        // A course without a place is always among those tried, first in half of the attempts.
        var chosen = Enumerable.Range(0, Math.Min(TakenOut, placed.Length)).Select(_ => random.NextInt32(placed.Length)).Distinct().ToList();
        var without = Enumerable.Range(0, placed.Length).Where(n => placed[n] is null && !chosen.Contains(n)).ToList();
        if (without.Count > 0) chosen.Insert(random.NextInt32(2) * chosen.Count, without[random.NextInt32(without.Count)]);
        var before = chosen.Select(index => placed[index]).ToList();
        foreach (var index in chosen) Remove(index);
        foreach (var index in chosen) Place(index);
        var now = cost(placed);
        if (now <= best) return now;
        foreach (var index in chosen) Remove(index);
        foreach (var (index, placement) in chosen.Zip(before))
            if (placement is not null) Put(placement);
        return best;
    }

    private void Place(int index)
    {
        if (capacity.Soonest(index) is { } placement) Put(placement);
    }

    private void Put(CoursePlacement placement)
    {
        placed[placement.Course] = placement;
        capacity.Take(placement);
    }

    private void Remove(int index)
    {
        if (placed[index] is not { } placement) return;
        capacity.GiveBack(placement);
        placed[index] = null;
    }
}
