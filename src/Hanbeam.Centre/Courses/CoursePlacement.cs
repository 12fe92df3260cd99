namespace Hanbeam.Centre.Courses;

/// <summary>A course on its days.</summary>
/// <param name="Course">Index of the course.</param>
/// <param name="Room">Index of the room.</param>
/// <param name="Days">The fractions' days, ascending.</param>
public sealed record CoursePlacement(int Course, int Room, IReadOnlyList<int> Days)
{
    /// <summary>The last fraction's day.</summary>
    public int Last => Days[^1];
}
