namespace Hanbeam.App.Centre;

/// <summary>Courses on their days as JSON (docs/formats/course.md).</summary>
internal sealed record CourseDocument(
    string Schema, IReadOnlyList<CourseDays> Courses, IReadOnlyList<CourseRefusal> Refused, long DelayDays, bool IsProvenOptimal, IReadOnlyList<CourseDayLoad> Days)
{
    /// <summary>The version of the document.</summary>
    public const string CurrentSchema = "hanbeam-courses/1";
}

/// <summary>A course that has days.</summary>
internal sealed record CourseDays(string Patient, string Room, IReadOnlyList<string> Dates);

/// <summary>A course that has none, and why.</summary>
internal sealed record CourseRefusal(string Patient, string Reason);

/// <summary>A day's load, and whether its board keeps the hours.</summary>
internal sealed record CourseDayLoad(string Date, int Patients, double BeamMinutes, IReadOnlyDictionary<string, double> RoomMinutes, string End, IReadOnlyList<string> NotTreated);
