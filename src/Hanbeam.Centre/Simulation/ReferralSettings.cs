using Hanbeam.Numerics.Random;

namespace Hanbeam.Centre.Simulation;

/// <summary>How many patients are referred and how long they take and wait.</summary>
public sealed record ReferralSettings
{
    /// <summary>Mean number of referrals a week in each simulated year; the last figure holds for all later years, the first for the warm-up.</summary>
    public required IReadOnlyList<double> PerWeek { get; init; }

    /// <summary>Most courses that may start in a calendar week, or null for no limit of its own.</summary>
    public int? StartsPerWeek { get; init; }

    /// <summary>From referral to being ready to start (consultation, imaging, planning, checks), days.</summary>
    public required Distribution PreparationDays { get; init; }

    /// <summary>How long a patient waits for a start, counted from referral, before going elsewhere, days; null where all wait.</summary>
    public Distribution? PatienceDays { get; init; }
}
