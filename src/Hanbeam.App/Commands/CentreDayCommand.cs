using System.CommandLine;
using System.Text.Json;
using Hanbeam.App.Centre;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Centre.DayBoard;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre day</c>: one day's board.</summary>
internal static class CentreDayCommand
{
    private static readonly Argument<string> Source = new("DAY") { Description = "A day as YAML, or a text file of a published sequencing problem (docs/formats/day.md)." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Write board.csv, board.svg and day.json into this folder." };
    private static readonly Option<string?> BeamDown = new("--beam-down") { HelpName = "HH:MM", Description = "The beam failed at this time: plan the rest of the day anew." };
    private static readonly Option<string?> Resume = new("--resume") { HelpName = "HH:MM", Description = "When the beam is expected back." };
    private static readonly Option<int?> Iterations = new("--iterations") { HelpName = "N", Description = "Iterations of each of the four chains of the search; default: by the size of the day." };
    private static readonly Option<double?> Seconds = new("--seconds") { HelpName = "S", Description = "Search for so long in place of a number of iterations; two runs may then differ." };
    private static readonly Option<int> Seed = new("--seed") { HelpName = "N", Description = "Key of the random numbers; default 1.", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> CpSat = new("--cp-sat") { HelpName = "S", Description = "Also ask the solver CP-SAT for so many seconds: exact for small days without hours." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("day", "One day's board: the order of patients over rooms that share one beam.", "hanbeam centre day cases/centre-day/day.yaml --out out/day");
        command.Arguments.Add(Source);
        foreach (var option in new Option[] { Out, BeamDown, Resume, Iterations, Seconds, Seed, CpSat }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        using var folder = run.Parse.GetValue(Out) is { } path ? OutputFolder.Create(path, run.Force) : null;
        var file = DayFile.Read(run.Parse.GetRequiredValue(Source));
        foreach (var warning in file.Warnings) run.Warn(warning);
        var settings = Settings(run);
        var (down, resume) = Failure(run, file.Clock);
        var solverSeconds = SolverSeconds(run, file.Day);
        var (plan, cpSat) = WithCpSat(run, file.Day, DayPlanner.Plan(file.Day, settings, run.Context), solverSeconds);
        var replan = down is { } failed ? DayReplanner.Replan(plan.Schedule, failed, resume!.Value, file.CallEarlierTicks, file.TellFromTicks, settings, run.Context) : null;
        var documents = new BoardDocuments(file);
        var document = documents.Of(plan, settings) with { CpSat = cpSat, Replan = replan is null ? null : documents.Of(replan) };
        if (folder is not null)
        {
            Write(folder, run, file, plan, replan, document);
            folder.Commit();
        }

        Print(run, file, plan, replan, document);
        if (folder is not null && !run.Json) run.WriteLine($"\nwrote {folder.Target}");
        return ExitCodes.Done;
    }

    private static DaySearchSettings Settings(CommandRun run)
    {
        if (run.Parse.GetValue(Seed) is var seed && seed < 0) throw new InputException($"--seed {seed} is negative.");
        if (run.Parse.GetValue(Iterations) is { } iterations && run.Parse.GetValue(Seconds) is { } seconds)
            throw new InputException(FormattableString.Invariant($"--iterations {iterations} and --seconds {seconds} are two budgets; give one."));
        return new DaySearchSettings { Iterations = run.Parse.GetValue(Iterations), Seconds = run.Parse.GetValue(Seconds), Seed = (ulong)seed };
    }

    private static (long? Down, long? Resume) Failure(CommandRun run, BoardClock clock)
    {
        var (down, resume) = (run.Parse.GetValue(BeamDown), run.Parse.GetValue(Resume));
        if (down is null != resume is null) throw new InputException("--beam-down and --resume belong together; give both times.");
        if (down is null) return (null, null);
        var (from, to) = (clock.Parse("--beam-down", down), clock.Parse("--resume", resume!));
        return to > from ? (from, to) : throw new InputException($"--resume {resume} must be after --beam-down {down}.");
    }

    private static double? SolverSeconds(CommandRun run, BeamDay day)
    {
        if (run.Parse.GetValue(CpSat) is not { } seconds) return null;
        if (!(seconds > 0 && seconds <= 86_400)) throw new InputException(FormattableString.Invariant($"--cp-sat {seconds} s is out of range; above 0 and at most 86400 s are allowed."));
        return day.Rooms.Any(room => room.Close < TreatmentRoom.NeverCloses) || day.Appointments.Any(one => one.Windows.Count > 0)
            ? throw new InputException("--cp-sat answers days without hours and windows only: those of the text format.") : seconds;
    }

    private static (DayPlan Plan, BoardCpSat? Answer) WithCpSat(CommandRun run, BeamDay day, DayPlan plan, double? seconds)
    {
        if (seconds is null) return (plan, null);
        run.Context.Report("asking CP-SAT", 0);
        var answer = CpSatDay.Solve(day, seconds.Value, run.Context.Threads);
        return (plan with { LowerBound = Math.Max(plan.LowerBound, answer.LowerBound) }, new BoardCpSat(answer.Makespan, answer.LowerBound, seconds.Value));
    }

    private static void Print(CommandRun run, DayFile file, DayPlan plan, DownReplan? replan, BoardDocument document)
    {
        if (run.Json)
        {
            run.WriteJson(document);
            return;
        }

        var text = new BoardText(file);
        foreach (var line in text.Lines(plan, document)) run.WriteLine(line);
        if (document.CpSat is { } answer) run.WriteLine(FormattableString.Invariant($"\nCP-SAT in {answer.Seconds} s: {(answer.Makespan is { } makespan ? $"makespan {makespan}" : "no schedule")}, bound {answer.LowerBound}"));
        if (replan is not null)
            foreach (var line in text.Lines(replan, document.Replan!)) run.WriteLine(line);
    }

    private static void Write(OutputFolder folder, CommandRun run, DayFile file, DayPlan plan, DownReplan? replan, BoardDocument document) => folder.Write(() =>
    {
        WriteBoard(folder, file, "board", plan.Schedule.Visits, file.Title, null);
        if (replan is not null)
        {
            Visit[] visits = [.. replan.Changes.Where(change => change.Visit is not null).Select(change => change.Visit!.Value)];
            WriteBoard(folder, file, "board-after-beam-down", visits, $"{file.Title}, beam down {document.Replan!.BeamDown} to {document.Replan.Resume}", new TimeWindow(replan.Down, replan.Resume));
        }

        File.WriteAllText(folder.PathOf("day.json"), JsonSerializer.Serialize(document, JsonText.Options) + "\n");
        File.WriteAllText(folder.PathOf("manifest.json"), JsonSerializer.Serialize(InputManifest.Of(run.Arguments, run.Timestamp, HashedFile.Of(file.Path, file.Bytes)), JsonText.Options) + "\n");
    });

    private static void WriteBoard(OutputFolder folder, DayFile file, string name, IReadOnlyList<Visit> visits, string title, TimeWindow? down)
    {
        File.WriteAllText(folder.PathOf(name + ".csv"), new BoardText(file).Csv(visits));
        File.WriteAllText(folder.PathOf(name + ".svg"), new BoardPicture(file).Draw(visits, title, down));
    }
}
