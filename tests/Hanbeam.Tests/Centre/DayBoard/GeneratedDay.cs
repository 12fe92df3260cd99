using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Random;

namespace Hanbeam.Tests.Centre.DayBoard;

/// <summary>Random days by the rules of the published instances: balanced (B) and skewed (S), and small ones of all sorts.</summary>
public static class GeneratedDay
{
    /// <summary>B: beam up to 1000, rooms equally probable; S: beam up to 2500, one room takes half. Setup and exit up to 1000.</summary>
    public static BeamDay Of(char type, int appointments, int rooms, ulong seed)
    {
        var random = new RandomStream(seed, type);
        return Day(rooms, Enumerable.Range(0, appointments).Select(n => new Appointment
        {
            Name = $"{n}",
            Setup = random.NextInt32(1001),
            Exit = random.NextInt32(1001),
            Beam = 1 + random.NextInt32(type == 'B' ? 1000 : 2500),
            Room = type == 'B' ? random.NextInt32(rooms) : random.NextDouble() < 0.5 ? 0 : 1 + random.NextInt32(rooms - 1),
        }));
    }

    /// <summary>A few appointments with short times, so that ties, zeros and stays without beam are frequent.</summary>
    public static BeamDay Small(int appointments, int rooms, ulong seed)
    {
        var random = new RandomStream(seed, 1000);
        var longest = 2 + random.NextInt32(12);
        return Day(rooms, Enumerable.Range(0, appointments).Select(n => new Appointment
        {
            Name = $"{n}",
            Setup = random.NextInt32(longest),
            Exit = random.NextInt32(longest),
            Beam = random.NextInt32(10) == 0 ? 0 : random.NextInt32(2 * longest),
            Room = random.NextInt32(rooms),
        }));
    }

    /// <summary>A small day with opening hours, unavailability, earliest and latest times and windows.</summary>
    public static BeamDay Constrained(int appointments, int rooms, ulong seed)
    {
        var day = Small(appointments, rooms, seed);
        var random = new RandomStream(seed, 2000);
        return day with
        {
            BeamUnavailable = Windows(random, 2, 6),
            Rooms = [.. day.Rooms.Select(room => room with { Open = random.NextInt32(8), Close = 30 + random.NextInt32(60), Unavailable = Windows(random, 1, 8) })],
            Appointments = [.. day.Appointments.Select(one => one with
            {
                Earliest = random.NextInt32(3) == 0 ? random.NextInt32(25) : 0,
                Latest = random.NextInt32(3) == 0 ? 10 + random.NextInt32(40) : Appointment.NoLatest,
                Windows = random.NextInt32(4) == 0 ? Windows(random, 2, 25) : [],
                Priority = 1 + random.NextInt32(3),
            })],
        };
    }

    private static BeamDay Day(int rooms, IEnumerable<Appointment> appointments) => new()
    {
        Rooms = [.. Enumerable.Range(0, rooms).Select(n => new TreatmentRoom { Name = $"{n}" })],
        Appointments = [.. appointments],
    };

    private static TimeWindow[] Windows(RandomStream random, int most, int longest)
    {
        var windows = new List<TimeWindow>();
        long at = 0;
        for (var n = random.NextInt32(most + 1); n > 0; n--)
        {
            var start = at + random.NextInt32(25);
            windows.Add(new TimeWindow(start, at = start + 1 + random.NextInt32(longest)));
        }

        return [.. windows];
    }
}
