namespace Hanbeam.Centre.Courses;

/// <summary>What became of the courses of a period.</summary>
/// <param name="Placements">Those that have days, in the order of their courses.</param>
/// <param name="Refused">Those that have none, in the order of their courses.</param>
/// <param name="DelayDays">Sum over courses of priority × days by which the last fraction is later than with the centre to itself.</param>
/// <param name="IsProvenOptimal">Whether no assignment takes more (by priority), and none of those that take as much has less delay.</param>
public sealed record CourseSchedule(IReadOnlyList<CoursePlacement> Placements, IReadOnlyList<RefusedCourse> Refused, long DelayDays, bool IsProvenOptimal);
