using System.Globalization;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Centre;

/// <summary>Plausibility, not proof: what is published fixes neither opening hours nor fractions nor durations; the page lists what is assumed.</summary>
public sealed class TwoAndThreeRooms_WithTwentyMinutesATreatment_TreatAsManyAsSagaHimatSays
{
    private const int Replications = 20;

    // Patients by fiscal year [SagaHimat2024]; the first from 27 August 2013, 31 of 52 weeks.
    private const double WeeksOfFirstYear = 31;
    private static readonly double[] PatientsOfFirstYears = [132, 554, 620, 651];
    private const double LatePatients = 1263;

    [Fact]
    public void PatientsADay_WithTwoFullRooms_AreFiftyToSixty()
    {
        var claim = Claim.Of(this, "Two rooms with as many patients as they can take, about 20 minutes a treatment, treat 50 to 60 patients a day.",
            "SAGA HIMAT's own statement: about 20 minutes a treatment, 2 rooms, 50 to 60 patients a day [SagaHimat2024]. Plausibility only: hours and durations are assumed");
        var year = CentreSimulator.Run(Centre(rooms: 2, [40], years: 1, warmUpWeeks: 26), WorkContext.Default);
        var day = year[1, "fractionsPerDay"];
        claim.Within("patients a day, median over replications", day.P50, 55, 5, "", "the published range, 50 to 60");
        claim.Within("minutes in the room", year[1, "inRoomMinutesMean"].P50, 20, 3, "min", "published: about 20 minutes");
        claim.IsTrue("room time limits", year.Years[0].Bottleneck.Volume == VolumeLimit.RoomTime, "the statement is about full rooms");
        claim.Table("What the simulation says", ["figure", "P5", "median", "P95"], new[] { "fractionsPerDay", "started", "inRoomMinutesMean", "roomWaitMinutesMean", "beamWaitMinutesMean", "overtimeMinutesPerDay", "roomUsePercent", "beamUsePercent" }
            .Select(key => new[] { key, Text(year[1, key].P5), Text(year[1, key].P50), Text(year[1, key].P95) }));
        claim.Table("What is assumed", ["input", "value"], Assumptions);
        claim.Conclude();
    }

    [Fact]
    public void YearlyRampUp_WithTheReferralsOfThoseYears_FitsIntoTwoAndThenThreeRooms()
    {
        var claim = Claim.Of(this, "Referred as many patients as SAGA HIMAT treated, two rooms carry its first four years without a queue; the 1263 of 2023 are beyond two rooms of these hours and fit into three.",
            "Patients by fiscal year: 132 (from 27 August), 554, 620, 651; 1263 in 2023 with three rooms [SagaHimat2024]. Plausibility only: referrals are set to the published numbers, so what is tested is that the rooms suffice");
        double[] perWeek = [PatientsOfFirstYears[0] / WeeksOfFirstYear, .. PatientsOfFirstYears.Skip(1).Select(patients => patients / 52)];
        var early = CentreSimulator.Run(Centre(rooms: 2, perWeek, years: 4, warmUpWeeks: 0), WorkContext.Default);
        var rows = new List<string[]>();
        for (var year = 1; year <= 4; year++)
        {
            // The first simulated year has all its weeks, that of the centre 31.
            var published = year == 1 ? 52 / WeeksOfFirstYear * PatientsOfFirstYears[0] : PatientsOfFirstYears[year - 1];
            var started = early[year, "started"];
            // Poisson: two standard deviations of a year's referrals and of the mean, and the three weeks of preparation that the first year lacks.
            claim.Within($"courses in year {year} against those published", started.Mean, published, 2 * Math.Sqrt(published) + (year == 1 ? 3 * perWeek[0] : 3 * (perWeek[year - 1] - perWeek[year - 2])), "", "two standard deviations of a Poisson number; three weeks of preparation shift patients into the next year");
            claim.AtMost($"days from ready to start in year {year}", early[year, "startDelayDaysMean"].P95, 7, "d", "no queue: courses start within a week");
            rows.Add([$"{2012 + year}", "2", Text(published), .. Row(early, year)]);
        }

        foreach (var rooms in new[] { 2, 3 })
        {
            var late = CentreSimulator.Run(Centre(rooms, [LatePatients / 52], years: 1, warmUpWeeks: 52), WorkContext.Default);
            rows.Add(["2023", $"{rooms}", Text(LatePatients), .. Row(late, 1)]);
            if (rooms == 3) claim.Within("courses in 2023 with three rooms", late[1, "started"].Mean, LatePatients, 2 * Math.Sqrt(LatePatients), "", "two standard deviations of a Poisson number");
            else claim.AtMost("courses in 2023 with two rooms", late[1, "started"].P95, 0.97 * LatePatients, "", "a queue that grows: 3 % of the year's patients or more are not started");
        }

        claim.Table("Years", ["fiscal year", "rooms", "published patients", "courses P5", "median", "P95", "patients a day", "use of rooms, %", "days from ready to start"], rows);
        claim.Figure("Courses under way, two rooms, the first four years", "week", "patients",
            ("P5", Weeks(early), [.. early.Weeks.Select(week => week.InCourse.P5)], false), ("median", Weeks(early), [.. early.Weeks.Select(week => week.InCourse.P50)], false), ("P95", Weeks(early), [.. early.Weeks.Select(week => week.InCourse.P95)], false));
        claim.Table("What is assumed", ["input", "value"], Assumptions);
        claim.Conclude();
    }

    private static IEnumerable<string[]> Assumptions =>
    [
        ["appointment (published: about 20 min a treatment)", "20 min"],
        ["opening hours", "Monday to Friday 08:30 to 18:00, 15 closed days a year, every fourth Friday from 13:00 for maintenance"],
        ["courses", "12 fractions, 4 a week (65 % prostate published; fractions of the mix assumed)"],
        ["in the room", "immobilising 2, set-up 5 ± 2, imaging 4 ± 2, before the beam 1, exit 3 min; one field of 4 min from request to last ion (5 of 21 min beam: a student design of another centre)"],
        ["failures", "every 40 to 120 h on the mean, 20 to 90 min"],
        ["patients", "3 % late by 8 min, 1 % missed; three weeks from referral to ready; patience 60 to 120 days"],
        ["referrals", "the published numbers of patients, Poisson"],
    ];

    private static CentreDescription Centre(int rooms, double[] perWeek, int years, int warmUpWeeks) => new()
    {
        Name = $"{rooms} rooms",
        Years = years,
        WarmUpWeeks = warmUpWeeks,
        Replications = Replications,
        Shifts = [new Shift("day", [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], 8.5 * 60, 18 * 60, new Dictionary<string, int>())],
        Closures = [new Closure("new year", 1, 5), new Closure("spring", 119, 5), new Closure("summer", 225, 5)],
        Maintenance = [new MaintenanceWindow("monthly", DayOfWeek.Friday, 13 * 60, 18 * 60, 4)],
        Rooms = [.. Enumerable.Range(1, rooms).Select(room => new TreatmentRoom($"{room}", ["H"], 1))],
        Beam = new BeamSharing(30, 60, 0),
        Failures = new FailureRanges(40, 120, 20, 90),
        Referrals = new ReferralSettings { PerWeek = perWeek, PreparationDays = Distribution.Constant(21), PatienceDays = Distribution.Uniform(60, 120) },
        Booking = new BookingPolicy(26, 3, 5, 60),
        Attendance = new Attendance(10, 3, Distribution.Exponential(8), 1),
        Sites =
        [
            new TreatmentSite
            {
                Name = "all", SharePercent = 100, Fractions = 12, FractionsPerWeek = 4, AppointmentMinutes = 20,
                Minutes = new Dictionary<SessionTask, Distribution>
                {
                    [SessionTask.Immobilisation] = Distribution.Constant(2),
                    [SessionTask.SetUp] = Distribution.Lognormal(5, 2),
                    [SessionTask.Imaging] = Distribution.Lognormal(4, 2),
                    [SessionTask.Irradiation] = Distribution.Constant(1),
                    [SessionTask.Exit] = Distribution.Constant(3),
                },
                Fields = [new TreatmentField("H", new DeliveryTimes(150, 0, 60, 30))],
                BeamSpreadPercent = 30,
            },
        ],
    };

    private static string[] Row(CentreRunResult result, int year)
    {
        var started = result[year, "started"];
        return [Text(started.P5), Text(started.P50), Text(started.P95), Text(result[year, "fractionsPerDay"].P50), Text(result[year, "roomUsePercent"].P50), Text(result[year, "startDelayDaysMean"].P50)];
    }

    private static double[] Weeks(CentreRunResult result) => [.. result.Weeks.Select(week => (double)week.Week)];

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
