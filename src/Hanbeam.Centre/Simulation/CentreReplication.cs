using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>One replication: referrals, booking and day after day in the rooms.</summary>
internal sealed class CentreReplication
{
    private readonly CentreDescription centre;
    private readonly CentreCalendar calendar;
    private readonly CentreStreams streams;
    private readonly AppointmentBook book;
    private readonly CentreDay rooms;
    private readonly List<CoursePatient> preparing = [];
    private readonly List<CoursePatient> waiting = [];
    private readonly HashSet<int> full = [];
    private readonly YearTally[] years;
    private readonly List<double> inCourseByWeek = [];
    private readonly List<double> waitingByWeek = [];
    private readonly List<double> fractionsByWeek = [];
    private int patients;
    private int finished;
    private int inCourse;
    private int booked;
    private int withdrawn;
    private int fractionsOfWeek;

    /// <summary>Makes one.</summary>
    public CentreReplication(CentreDescription centre, CentreCalendar calendar, int number)
    {
        (this.centre, this.calendar) = (centre, calendar);
        streams = new CentreStreams(centre.Seed, number);
        book = new AppointmentBook(centre, calendar);
        rooms = new CentreDay(centre, streams);
        years = [.. Enumerable.Range(0, centre.Years).Select(_ => new YearTally(centre.Rooms.Count, centre.Roles.Count))];
    }

    /// <summary>Runs it.</summary>
    /// <param name="days">Receives what the machine did on each reported day, or null.</param>
    /// <param name="cancellation">Stops it between two days.</param>
    public ReplicationOutcome Run(List<OperatingDay>? days, CancellationToken cancellation)
    {
        for (var day = 0; day < calendar.Days; day++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (day % 7 == 0) Refer(day);
            if (calendar[day].IsOpen)
            {
                BookCourses(day);
                Treat(day, days);
            }
            else
            {
                days?.AddIfReported(calendar, day);
            }

            CloseDay(day);
        }

        var balance = new PatientBalance(patients, finished, inCourse, preparing.Count + waiting.Count + booked, withdrawn);
        return new ReplicationOutcome([.. years.Select(CentreMetrics.Values)], fractionsByWeek, inCourseByWeek, waitingByWeek, balance);
    }

    /// <summary>The referrals of a week come on its days with the same probability.</summary>
    private void Refer(int day)
    {
        var year = Math.Clamp(calendar.YearOf(day), 0, centre.Referrals.PerWeek.Count - 1);
        var stream = streams.Referrals(day / 7);
        var count = Distribution.Poisson(stream, centre.Referrals.PerWeek[year]);
        var days = Enumerable.Range(0, count).Select(_ => day + stream.NextInt32(7)).Order().ToList();
        foreach (var referralDay in days)
        {
            preparing.Add(new CoursePatient(patients++, referralDay, centre, streams));
            if (YearOf(referralDay) is { } tally) tally.Referred++;
        }
    }

    private void BookCourses(int today)
    {
        waiting.AddRange(preparing.Where(patient => patient.ReadyDay <= today).OrderBy(patient => patient.ReadyDay).ThenBy(patient => patient.Number));
        preparing.RemoveAll(patient => patient.ReadyDay <= today);
        full.Clear();
        waiting.RemoveAll(patient => Leaves(patient, today) || IsBooked(patient, today));
    }

    private bool Leaves(CoursePatient patient, int today)
    {
        if (today - patient.ReferralDay <= patient.PatienceDays) return false;
        Withdraw(today);
        return true;
    }

    private bool IsBooked(CoursePatient patient, int today)
    {
        if (full.Contains(patient.SiteIndex)) return false;
        if (book.FindCourse(patient, today + 1, today + 7 * centre.Booking.HorizonWeeks) is not { } course)
        {
            full.Add(patient.SiteIndex);
            return false;
        }

        if (course[0].Day - patient.ReferralDay > patient.PatienceDays)
        {
            Withdraw(today);
            return true;
        }

        book.Book(patient, course);
        booked++;
        return true;
    }

    private void Withdraw(int today)
    {
        withdrawn++;
        if (YearOf(today) is { } tally) tally.Withdrawn++;
    }

    private void Treat(int day, List<OperatingDay>? days)
    {
        var reported = days is not null && calendar.YearOf(day) >= 0;
        rooms.Log = reported ? [] : null;
        foreach (var patient in book.Of(day).Select(appointment => appointment.Patient).Where(patient => patient.StartDay == day)) Start(patient, day);
        var tally = rooms.Run(day, calendar[day], book.Of(day));
        foreach (var lost in tally.Lost) book.MakeUp(lost, day);
        foreach (var patient in tally.Given) Give(patient, day);
        fractionsOfWeek += tally.Given.Count;
        YearOf(day)?.Add(tally, calendar[day], centre.Roles, room => calendar.HasRoom(room, day), room => book.BookedMinutes(room, day));
        if (reported) days!.Add(new OperatingDay(day - calendar.WarmUpDays, tally.OnSeconds, tally.OffSeconds, rooms.Log!));
    }

    private void Start(CoursePatient patient, int day)
    {
        booked--;
        inCourse++;
        patient.StartDay = -1;
        if (YearOf(day) is not { } tally) return;
        tally.Started++;
        tally.StartWaitDays.Add(day - patient.ReferralDay);
        tally.StartDelayDays += day - patient.ReadyDay;
    }

    private void Give(CoursePatient patient, int day)
    {
        if (++patient.FractionsGiven < patient.Site.Fractions) return;
        inCourse--;
        finished++;
        if (YearOf(day) is { } tally) tally.Finished++;
    }

    private void CloseDay(int day)
    {
        if (YearOf(day) is not { } tally) return;
        tally.WaitingAtEnd = preparing.Count + waiting.Count + booked;
        tally.InCourseAtEnd = inCourse;
        if ((day - calendar.WarmUpDays) % 7 != 6) return;
        inCourseByWeek.Add(inCourse);
        waitingByWeek.Add(tally.WaitingAtEnd);
        fractionsByWeek.Add(fractionsOfWeek);
        fractionsOfWeek = 0;
    }

    private YearTally? YearOf(int day)
    {
        var year = calendar.YearOf(day);
        return year >= 0 && year < years.Length ? years[year] : null;
    }
}
