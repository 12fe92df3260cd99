namespace Hanbeam.Centre.Simulation;

/// <summary>
/// The book of appointments: minutes of each room and day, and who has them. A course is booked whole; what the rules are is said in
/// docs/methods/centre-simulation.md.
/// </summary>
internal sealed class AppointmentBook
{
    private readonly CentreDescription centre;
    private readonly CentreCalendar calendar;
    private readonly double[][] bookedMinutes;
    private readonly List<Appointment>?[] appointments;
    private readonly int[] startsOfWeek;
    private readonly int[][][] suitableRooms;
    private readonly int[] firstStart;

    public AppointmentBook(CentreDescription centre, CentreCalendar calendar)
    {
        this.centre = centre;
        this.calendar = calendar;
        bookedMinutes = [.. centre.Rooms.Select(_ => new double[calendar.KnownDays])];
        appointments = new List<Appointment>?[calendar.KnownDays];
        startsOfWeek = new int[CentreCalendar.WeekOf(calendar.KnownDays) + 1];
        firstStart = new int[centre.Sites.Count];
        suitableRooms = [.. centre.Sites.Select(site => Enumerable.Range(0, PatternsOf(site)).Select(fraction => RoomsFor(site, fraction)).ToArray())];
    }

    /// <summary>The appointments of a day.</summary>
    public IReadOnlyList<Appointment> Of(int day) => appointments[day] ?? [];

    /// <summary>Minutes booked in a room on a day.</summary>
    public double BookedMinutes(int room, int day) => bookedMinutes[room][day];

    /// <summary>The first day from which a course can be given as wanted, with its days; null within the horizon there is none.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="from">The first day asked for.</param>
    /// <param name="last">The last day on which the course may start.</param>
    public IReadOnlyList<(int Day, int Room)>? FindCourse(CoursePatient patient, int from, int last)
    {
        // The book only fills, so a day on which a site's course could not start once can never be its start later.
        var most = centre.Referrals.StartsPerWeek ?? int.MaxValue;
        for (var start = Math.Max(from, firstStart[patient.SiteIndex]); start <= last; start++)
        {
            if (calendar[start].IsOpen && startsOfWeek[CentreCalendar.WeekOf(start)] < most && CourseFrom(patient, start) is { } course) return course;
            if (from <= firstStart[patient.SiteIndex]) firstStart[patient.SiteIndex] = start + 1;
        }

        return null;
    }

    /// <summary>Writes a course into the book.</summary>
    public void Book(CoursePatient patient, IReadOnlyList<(int Day, int Room)> course)
    {
        startsOfWeek[CentreCalendar.WeekOf(course[0].Day)]++;
        patient.StartDay = course[0].Day;
        for (var fraction = 0; fraction < course.Count; fraction++) Add(course[fraction].Day, new Appointment(patient, fraction, course[fraction].Room, Extra: false));
    }

    /// <summary>Finds another day for a fraction that was lost today.</summary>
    /// <param name="lost">The lost appointment.</param>
    /// <param name="today">Today.</param>
    public void MakeUp(Appointment lost, int today)
    {
        var days = OpenDaysAfter(Math.Max(today, lost.Patient.LastDay)).Take(centre.Booking.MakeUpDays).ToList();
        var rooms = RoomsOf(lost.Patient, lost.Fraction);
        foreach (var day in days)
            if (BestRoom(rooms, day, lost.Patient.Site.AppointmentMinutes, share: 1) is >= 0 and var room)
            {
                Add(day, lost with { Room = room, Extra = false });
                return;
            }

        var shortest = days.SelectMany(day => rooms.Where(room => calendar.HasRoom(room, day)).Select(room => (Day: day, Room: room))).MinBy(place => bookedMinutes[place.Room][place.Day]);
        Add(shortest.Day, lost with { Room = shortest.Room, Extra = true });
    }

    private static int PatternsOf(TreatmentSite site) => site.OneFieldPerFraction ? site.Fields.Count : 1;

    private int[] RoomsFor(TreatmentSite site, int fraction) =>
        [.. Enumerable.Range(0, centre.Rooms.Count).Where(room => site.FieldsOf(fraction).All(field => centre.Rooms[room].Ports.Contains(field.Port)))];

    private int[] RoomsOf(CoursePatient patient, int fraction)
    {
        var patterns = suitableRooms[patient.SiteIndex];
        return patterns[fraction % patterns.Length];
    }

    /// <summary>Week by week the least booked days; a course is not begun where a week has too few days with a free appointment.</summary>
    private List<(int Day, int Room)>? CourseFrom(CoursePatient patient, int start)
    {
        var site = patient.Site;
        var course = new List<(int Day, int Room)>(site.Fractions);
        Span<int> free = stackalloc int[CentreCalendar.DaysPerWeek];
        for (var weekStart = start; course.Count < site.Fractions;)
        {
            var weekEnd = (CentreCalendar.WeekOf(weekStart) + 1) * CentreCalendar.DaysPerWeek;
            if (weekEnd >= calendar.KnownDays) return null;
            var (open, count) = (0, 0);
            for (var day = weekStart; day < weekEnd; day++)
            {
                if (!calendar[day].IsOpen) continue;
                open++;
                if (HasPlace(patient, day)) free[count++] = day;
                else if (day == start) return null;
            }

            var wanted = Math.Min(Math.Min(site.FractionsPerWeek, open), site.Fractions - course.Count);
            if (count < wanted) return null;
            var chosen = LeastBooked(free[..count], wanted, first: start);
            foreach (var day in chosen) course.Add((day, BestRoom(RoomsOf(patient, course.Count), day, site.AppointmentMinutes, NewShare)));
            weekStart = weekEnd;
        }

        return course;
    }

    /// <summary>So many of some days: the start, then the least booked, the earlier of equals; in their order.</summary>
    private Span<int> LeastBooked(Span<int> days, int wanted, int first)
    {
        for (var count = days.Length; count > wanted; count--)
        {
            var most = -1;
            for (var n = 0; n < count; n++)
                if (days[n] != first && (most < 0 || Load(days[n]) >= Load(days[most]))) most = n;
            days[(most + 1)..count].CopyTo(days[most..]);
        }

        return days[..wanted];
    }

    private double NewShare => 1 - centre.Booking.ReservePercent / 100;

    private bool HasPlace(CoursePatient patient, int day)
    {
        foreach (var rooms in suitableRooms[patient.SiteIndex])
            if (BestRoom(rooms, day, patient.Site.AppointmentMinutes, NewShare) < 0) return false;
        return true;
    }

    private double Load(int day)
    {
        var load = 0.0;
        foreach (var room in bookedMinutes) load += room[day];
        return load / calendar[day].BookableMinutes;
    }

    /// <summary>The least booked of some rooms with so many minutes left, or -1.</summary>
    private int BestRoom(int[] rooms, int day, double minutes, double share)
    {
        var best = -1;
        foreach (var room in rooms)
        {
            if (!calendar.HasRoom(room, day) || bookedMinutes[room][day] + minutes > share * calendar[day].BookableMinutes) continue;
            if (best < 0 || bookedMinutes[room][day] < bookedMinutes[best][day]) best = room;
        }

        return best;
    }

    private IEnumerable<int> OpenDaysAfter(int day)
    {
        for (var next = day + 1; next < calendar.KnownDays; next++)
            if (calendar[next].IsOpen) yield return next;
    }

    private void Add(int day, Appointment appointment)
    {
        (appointments[day] ??= []).Add(appointment);
        bookedMinutes[appointment.Room][day] += appointment.Patient.Site.AppointmentMinutes;
        appointment.Patient.LastDay = Math.Max(appointment.Patient.LastDay, day);
    }
}
