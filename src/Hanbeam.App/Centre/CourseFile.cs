using Hanbeam.App.Recipes;
using Hanbeam.Centre.Courses;

namespace Hanbeam.App.Centre;

/// <summary>A file of courses (docs/formats/course.md) as read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Period">The courses and the period.</param>
/// <param name="From">The period's first day.</param>
/// <param name="Rooms">Opening and closing of each room, ticks of a day's board.</param>
/// <param name="Stays">Setup, beam and exit of each course, min.</param>
internal sealed record CourseFile(string Path, byte[] Bytes, CoursePeriod Period, DateOnly From, IReadOnlyList<(long Open, long Close)> Rooms, IReadOnlyList<(double Setup, double Beam, double Exit)> Stays)
{
    /// <summary>The date of a day of the period.</summary>
    public string Date(int day) => From.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a file.</summary>
    /// <exception cref="Numerics.Work.InputException">It cannot be read, or what it says cannot be.</exception>
    public static CourseFile Read(string path)
    {
        var bytes = DayFile.ReadBytes(path, "course file");
        return CourseReader.Read(YamlMap.ParseDocument(path, DayFile.Decode(path, bytes)), path, bytes);
    }
}
