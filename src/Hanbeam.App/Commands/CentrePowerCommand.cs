using System.CommandLine;
using System.Text.Json;
using Hanbeam.App.Centre.Power;
using Hanbeam.App.Output;
using Hanbeam.App.Reports.Centres;
using Hanbeam.App.Reports.Layout;
using Hanbeam.App.Terminal;
using Hanbeam.Centre.Power;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam centre power</c>: energy, demand, pulses and storage of a centre.</summary>
internal static class CentrePowerCommand
{
    private static readonly Argument<string> File = new("CENTRE.yaml") { Description = "The centre's file with a section power (docs/formats/centre-power.md)." };
    private static readonly Option<string?> Out = new("--out") { HelpName = "DIR", Description = "Folder to write: power.json, load curves as CSV, pictures, report.pdf." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var power = new HanbeamCommand("power", "Energy, demand, cost and carbon dioxide of a year; pulse levelling with flicker; storage for sun, tariff and outage.", "hanbeam centre power cases/centre-two-or-three-rooms/three-rooms.yaml --out out/power");
        power.Arguments.Add(File);
        power.Options.Add(Out);
        power.Options.Add(ReportOptions.Language);
        power.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return power;
    }

    private static int Run(CommandRun run)
    {
        var (path, language) = (run.Parse.GetRequiredValue(File), ReportOptions.LanguageOf(run));
        using var folder = run.Parse.GetValue(Out) is { } target ? OutputFolder.Create(target, run.Force) : null;
        try
        {
            var file = PowerFile.Read(path);
            var year = PowerYear.Of(path, file.Input, run.Context);
            foreach (var warning in year.Warnings) run.Warn(warning);
            var study = PowerStudy.Of(file.Input with { Calendar = year.Calendar }, year.Days, year.Fractions, run.Context);
            var document = PowerDocument.Of(file.Name, file.Input.Programme is null, study);
            if (folder is not null) Write(run, folder, path, file, study, document, language);
            Print(run, folder, document);
            return ExitCodes.Done;
        }
        catch (InputException exception) when (!exception.Message.Contains(path, StringComparison.Ordinal) && exception.Message.StartsWith("power.", StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {exception.Message}", exception);
        }
    }

    private static void Write(CommandRun run, OutputFolder folder, string path, PowerFile file, PowerStudy study, PowerDocument document, ReportLanguage language) => folder.Write(() =>
    {
        void Text(string name, string text) => System.IO.File.WriteAllText(folder.PathOf(name), text);
        Text("power.json", JsonSerializer.Serialize(document, JsonText.Options) + "\n");
        Text("load.csv", PowerTables.Load(study.Ledger.QuarterHours));
        Text("busiest-day.csv", PowerTables.Load(study.BusiestDayMinutes));
        Text("energy.svg", PowerPlots.Energy(study));
        Text("busiest-day.svg", PowerPlots.Day(study));
        if (study.Pulses is not null) Text("pulses.svg", PowerPlots.Pulses(study));
        if (study.Storage is { } storage)
        {
            Text("storage-low.csv", PowerTables.Storage(storage.Low));
            Text("storage-high.csv", PowerTables.Storage(storage.High));
            Text("storage.svg", PowerPlots.Storage(study));
        }

        ReportPdf.WriteFile(folder.PathOf("report.pdf"), PowerReport.Compose(file.Name, study, language), run.Timestamp);
        var manifest = InputManifest.Of(run.Arguments, run.Timestamp, HashedFile.Of(path, file.Bytes));
        Text("manifest.json", JsonSerializer.Serialize(manifest, JsonText.Options) + "\n");
        folder.Commit();
    });

    private static void Print(CommandRun run, OutputFolder? folder, PowerDocument document)
    {
        if (run.Json)
        {
            run.WriteJson(document);
            return;
        }

        run.WriteLine(document.Centre);
        foreach (var sentence in document.Answers) run.WriteLine(sentence);
        if (folder is not null) run.WriteLine($"written to {folder.Target}");
    }
}
