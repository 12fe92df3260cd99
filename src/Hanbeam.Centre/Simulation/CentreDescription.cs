namespace Hanbeam.Centre.Simulation;

/// <summary>A centre as its file describes it (docs/formats/centre.md); <see cref="CentreChecks"/> says what must hold.</summary>
public sealed record CentreDescription
{
    /// <summary>Days of a simulated year.</summary>
    public const int DaysPerYear = 365;

    /// <summary>The centre's name.</summary>
    public required string Name { get; init; }

    /// <summary>Simulated years that are reported.</summary>
    public int Years { get; init; } = 1;

    /// <summary>Weeks simulated before them and not reported, so that a running centre does not begin empty.</summary>
    public int WarmUpWeeks { get; init; }

    /// <summary>Weekday of day 0.</summary>
    public DayOfWeek FirstWeekday { get; init; } = DayOfWeek.Monday;

    /// <summary>Number of replications.</summary>
    public int Replications { get; init; } = 100;

    /// <summary>The seed of all random streams.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Treatment hours.</summary>
    public required IReadOnlyList<Shift> Shifts { get; init; }

    /// <summary>Closed days.</summary>
    public IReadOnlyList<Closure> Closures { get; init; } = [];

    /// <summary>Planned maintenance.</summary>
    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    /// <summary>The rooms.</summary>
    public required IReadOnlyList<TreatmentRoom> Rooms { get; init; }

    /// <summary>The beam.</summary>
    public required BeamSharing Beam { get; init; }

    /// <summary>Failures, or null: then the machine never fails, and the result says so.</summary>
    public FailureRanges? Failures { get; init; }

    /// <summary>People needed by each task, by role; a task that is not there needs none.</summary>
    public IReadOnlyDictionary<SessionTask, IReadOnlyDictionary<string, int>> Staffing { get; init; } = new Dictionary<SessionTask, IReadOnlyDictionary<string, int>>();

    /// <summary>Referrals.</summary>
    public required ReferralSettings Referrals { get; init; }

    /// <summary>Booking.</summary>
    public required BookingPolicy Booking { get; init; }

    /// <summary>When patients come.</summary>
    public required Attendance Attendance { get; init; }

    /// <summary>The patient mix.</summary>
    public required IReadOnlyList<TreatmentSite> Sites { get; init; }

    /// <summary>Every figure of the file with its source, in the order written.</summary>
    public IReadOnlyList<StatedInput> Inputs { get; init; } = [];

    /// <summary>Names of all roles, in alphabetical order.</summary>
    public IReadOnlyList<string> Roles => [.. Shifts.SelectMany(shift => shift.Staff.Keys).Distinct().Order(StringComparer.Ordinal)];
}
