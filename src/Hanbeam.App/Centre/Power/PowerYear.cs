using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre.Power;

/// <summary>What the machine does in the year of the ledger: the programme of the section <c>power</c>, or else the last year of the centre's simulation, first replication.</summary>
/// <param name="Calendar">The year.</param>
/// <param name="Days">The days, from 0.</param>
/// <param name="Fractions">Fractions treated in them.</param>
/// <param name="Warnings">What the user should know.</param>
internal sealed record PowerYear(YearCalendar Calendar, IReadOnlyList<OperatingDay> Days, int Fractions, IReadOnlyList<string> Warnings)
{
    /// <summary>The year of a file.</summary>
    /// <param name="path">The centre's file.</param>
    /// <param name="input">Its section <c>power</c>.</param>
    /// <param name="context">Progress and cancellation.</param>
    public static PowerYear Of(string path, PowerInput input, WorkContext context) =>
        input.Programme is { } programme ? new PowerYear(input.Calendar, programme.In(input.Calendar), programme.Fractions, []) : Simulated(CentreFile.Read(path), context);

    private static PowerYear Simulated(CentreFile file, WorkContext context)
    {
        // A replication depends on its number alone, so two replications tell the first one's fractions.
        var centre = file.Centre with { Replications = 2 };
        var first = (centre.Years - 1) * CentreDescription.DaysPerYear;
        var days = CentreSimulator.OperatingDays(centre, context).Where(day => day.Day >= first).Select(day => day with { Day = day.Day - first });
        var fractions = CentreSimulator.Run(centre, context).Samples(centre.Years, "fractions")[0];
        return new PowerYear(new YearCalendar((DayOfWeek)(((int)centre.FirstWeekday + first) % 7)), [.. days], (int)fractions, file.Warnings);
    }
}
