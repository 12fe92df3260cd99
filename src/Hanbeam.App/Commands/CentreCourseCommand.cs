using System.CommandLine;
using System.Text.Json;
using Hanbeam.App.Centre;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Centre.Courses;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre course</c>: days for whole courses.</summary>
internal static class CentreCourseCommand
{
    private static readonly Argument<string> Source = new("COURSES.yaml") { Description = "Courses, rooms and a period (docs/formats/course.md)." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Write courses.csv, courses.svg, courses.json and a file for each day's board into this folder." };
    private static readonly Option<double> Effort = new("--effort") { HelpName = "T", Description = "Limit of the solver in its own deterministic time, a few seconds each; 0 for the greedy search alone; default 3.", DefaultValueFactory = _ => 3 };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("course", "Days for whole courses: fractions a week, gaps, start windows, closed days, rooms and beam.", "hanbeam centre course cases/centre-day/courses.yaml --out out/courses");
        command.Arguments.Add(Source);
        command.Options.Add(Out);
        command.Options.Add(Effort);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        using var folder = run.Parse.GetValue(Out) is { } path ? OutputFolder.Create(path, run.Force) : null;
        var effort = run.Parse.GetValue(Effort);
        if (!(effort >= 0 && effort <= 10_000)) throw new InputException(FormattableString.Invariant($"--effort {effort} is out of range; 0 to 10000 are allowed."));
        var file = CourseFile.Read(run.Parse.GetRequiredValue(Source));
        var schedule = CoursePlanner.Plan(file.Period, effort, run.Context);
        var boards = new CourseDayBoards(file, schedule);
        var report = new CourseReport(file, schedule);
        var document = report.Document(boards, run.Context);
        if (folder is not null)
        {
            Write(folder, run, file, schedule, boards, report, document);
            folder.Commit();
        }

        if (run.Json) run.WriteJson(document);
        else foreach (var line in report.Lines(document)) run.WriteLine(line);
        if (folder is not null && !run.Json) run.WriteLine($"\nwrote {folder.Target}");
        return ExitCodes.Done;
    }

    private static void Write(OutputFolder folder, CommandRun run, CourseFile file, CourseSchedule schedule, CourseDayBoards boards, CourseReport report, CourseDocument document) => folder.Write(() =>
    {
        File.WriteAllText(folder.PathOf("courses.csv"), report.Csv());
        File.WriteAllText(folder.PathOf("courses.svg"), CoursePicture.Draw(file, schedule));
        File.WriteAllText(folder.PathOf("courses.json"), JsonSerializer.Serialize(document, JsonText.Options) + "\n");
        foreach (var (day, placements) in boards.Days()) File.WriteAllText(folder.PathOf("days", file.Date(day) + ".yaml"), boards.Yaml(day, placements));
        File.WriteAllText(folder.PathOf("manifest.json"), JsonSerializer.Serialize(InputManifest.Of(run.Arguments, run.Timestamp, HashedFile.Of(file.Path, file.Bytes)), JsonText.Options) + "\n");
    });
}
