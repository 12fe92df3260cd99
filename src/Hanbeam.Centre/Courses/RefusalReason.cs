namespace Hanbeam.Centre.Courses;

/// <summary>Why a course has no place; all but the last hold for the course alone in the centre.</summary>
public enum RefusalReason
{
    /// <summary>No room can treat it.</summary>
    NoRoom,

    /// <summary>A fraction is longer than what may be planned on any day.</summary>
    FractionTooLong,

    /// <summary>There is no treatment day in its start window.</summary>
    NoDayToStart,

    /// <summary>Its fractions do not fit before the period ends.</summary>
    PeriodTooShort,

    /// <summary>Days without treatment make a gap between fractions too long.</summary>
    GapTooLong,

    /// <summary>The others leave no place for it.</summary>
    NoCapacity,
}
