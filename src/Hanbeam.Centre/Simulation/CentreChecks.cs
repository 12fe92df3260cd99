using Hanbeam.Numerics.Work;

namespace Hanbeam.Centre.Simulation;

/// <summary>What must hold between the parts of a centre's description. Ranges of single figures are the reader's.</summary>
public static class CentreChecks
{
    // A sum of shares such as 33.3 + 33.3 + 33.4 is meant to be whole.
    private const double SharesTolerancePercent = 0.01;

    /// <summary>Checks a description.</summary>
    /// <param name="centre">The centre.</param>
    /// <exception cref="InputException">Something does not fit together; one sentence says what.</exception>
    public static void Check(CentreDescription centre)
    {
        if (centre.Rooms.Count == 0) throw new InputException("rooms is empty, and a centre needs at least one room");
        if (centre.Shifts.Count == 0) throw new InputException("shifts is empty, and a centre needs opening hours");
        if (centre.Sites.Count == 0) throw new InputException("sites is empty, and a centre needs patients");
        CheckNames("rooms", centre.Rooms.Select(room => room.Name));
        CheckNames("sites", centre.Sites.Select(site => site.Name));
        CheckHours(centre);
        CheckShares(centre);
        foreach (var site in centre.Sites) CheckSite(centre, site);
        CheckStaff(centre);
        CheckClosures(centre);
    }

    private static void CheckNames(string what, IEnumerable<string> names)
    {
        if (names.CountBy(name => name).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw new InputException($"{what} has the name {twice} more than once");
    }

    private static void CheckHours(CentreDescription centre)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var shifts = centre.Shifts.Where(shift => shift.Days.Contains(day)).OrderBy(shift => shift.FromMinutes).ToList();
            foreach (var (before, after) in shifts.Zip(shifts.Skip(1)))
                if (after.FromMinutes < before.ToMinutes)
                    throw new InputException($"on {day} the shift {after.Name} begins at {Clock(after.FromMinutes)}, before the shift {before.Name} ends at {Clock(before.ToMinutes)}");
        }
    }

    private static void CheckShares(CentreDescription centre)
    {
        var percent = centre.Sites.Sum(site => site.SharePercent);
        if (Math.Abs(percent - 100) > SharesTolerancePercent)
            throw new InputException(FormattableString.Invariant($"the shares of the sites add up to {percent:0.##} %, and must add up to 100 %"));
    }

    private static void CheckSite(CentreDescription centre, TreatmentSite site)
    {
        for (var fraction = 0; fraction < (site.OneFieldPerFraction ? site.Fields.Count : 1); fraction++)
        {
            var ports = site.FieldsOf(fraction).Select(field => field.Port).Distinct().ToList();
            if (centre.Rooms.Any(room => ports.All(room.Ports.Contains))) continue;
            var rooms = string.Join(", ", centre.Rooms.Select(room => $"{room.Name} has {string.Join(" and ", room.Ports)}"));
            throw new InputException($"the site {site.Name} needs a room with the {(ports.Count == 1 ? "port" : "ports")} {string.Join(" and ", ports)}, and there is none ({rooms})");
        }

        var longest = centre.Shifts.Max(shift => shift.ToMinutes - shift.FromMinutes);
        if (site.AppointmentMinutes > longest)
            throw new InputException(FormattableString.Invariant($"an appointment of the site {site.Name} takes {site.AppointmentMinutes} min, and the longest shift has {longest} min"));
        if (site.Fields.Count > 1 && site.OneFieldPerFraction && site.Fields.Count > site.Fractions)
            throw new InputException($"the site {site.Name} has {site.Fields.Count} fields, one per fraction, and only {site.Fractions} fractions");
        var open = centre.Shifts.SelectMany(shift => shift.Days).Distinct().Count();
        if (site.FractionsPerWeek > open)
            throw new InputException($"the site {site.Name} wants {site.FractionsPerWeek} fractions a week, and the centre is open on {open} days a week");
    }

    private static void CheckStaff(CentreDescription centre)
    {
        foreach (var (task, needs) in centre.Staffing)
            foreach (var (role, count) in needs)
                foreach (var shift in centre.Shifts)
                    if (shift.Staff.GetValueOrDefault(role) < count)
                        throw new InputException($"staffing.{char.ToLowerInvariant(task.ToString()[0])}{task.ToString()[1..]} needs {count} of the role {role}, and the shift {shift.Name} has {shift.Staff.GetValueOrDefault(role)}");
    }

    private static void CheckClosures(CentreDescription centre)
    {
        foreach (var closure in centre.Closures)
            if (closure.FirstDay + closure.Days - 1 > CentreDescription.DaysPerYear)
                throw new InputException($"the closure {closure.Name} ends on day {closure.FirstDay + closure.Days - 1} of the year, and a simulated year has {CentreDescription.DaysPerYear} days");
    }

    private static string Clock(double minutes) => FormattableString.Invariant($"{(int)minutes / 60:00}:{(int)minutes % 60:00}");
}
