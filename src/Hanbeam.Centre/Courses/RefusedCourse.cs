namespace Hanbeam.Centre.Courses;

/// <summary>A course that has no place in the period.</summary>
/// <param name="Course">Index of the course.</param>
/// <param name="Reason">Why.</param>
public sealed record RefusedCourse(int Course, RefusalReason Reason);
