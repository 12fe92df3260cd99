using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Deidentification;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom deidentify</c>: objects without what identifies the patient.</summary>
internal static class DicomDeidentifyCommand
{
    private const int KeyBytes = 32;
    private const int LongestPatientId = 64;

    private static readonly Argument<string> Input = new("IN") { Description = "A DICOM file, or a folder that is searched through." };
    private static readonly Argument<string> Out = new("OUT") { Description = "The folder to be made." };
    private static readonly Option<string> Dates = new("--dates") { HelpName = "remove|shift|keep", Description = "Dates and times: removed (default), all of a patient moved by the same number of days, or kept.", DefaultValueFactory = _ => "remove" };
    private static readonly Option<bool> Devices = new("--keep-devices") { Description = "Keep what names the devices: station, serial numbers, treatment machine." };
    private static readonly Option<bool> Descriptions = new("--keep-descriptions") { Description = "Keep names of structures, plans and series in which nothing occurs that is removed elsewhere, and no number like a date." };
    private static readonly Option<string?> KeyFile = new("--key") { HelpName = "FILE", Description = "The secret from which pseudonyms and UIDs are made, so that a later series of a patient fits; made where it is missing. Default: a new one for this run, thrown away." };
    private static readonly Option<string?> PatientId = new("--patient") { HelpName = "ID", Description = "New patient ID and name; default: a pseudonym for each patient." };
    private static readonly Option<string?> Report = new("--report") { HelpName = "FILE", Description = "Write the report there; it names the files read, so it stays with you." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("deidentify", "De-identifies DICOM files by the basic profile of PS3.15 annex E.", "hanbeam dicom deidentify cases/patient out/anonymous --dates shift --keep-descriptions --report report.json");
        command.Arguments.Add(Input);
        command.Arguments.Add(Out);
        foreach (var option in new Option[] { Dates, Devices, Descriptions, KeyFile, PatientId, Report }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var deidentifier = new Deidentifier(Settings(run));
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        var report = deidentifier.Run(run.Parse.GetRequiredValue(Input), folder.WorkPath, run.Context);
        var written = report.Files.Count(file => file.File.Length > 0);
        if (written == 0) throw new InputException($"{run.Parse.GetRequiredValue(Input)} holds nothing that can be de-identified and passed on.");
        // Neither the call nor the names of the files that were read go along.
        folder.Write(() => File.WriteAllText(folder.PathOf("manifest.json"), JsonSerializer.Serialize(InputManifest.Of([], run.Timestamp), JsonText.Options) + "\n"));
        folder.Commit();
        var document = new { schema = "hanbeam-deidentification/1", folder = folder.Target, report.Options, report.Files, report.Attributes, report.Warnings };
        if (run.Parse.GetValue(Report) is { } path) AtomicFile.Write(path, JsonSerializer.Serialize(document, JsonText.Options) + "\n");
        foreach (var warning in report.Warnings) run.Warn(warning);
        if (run.Json) run.WriteJson(document);
        else Print(run, report, written, folder.Target);
        return ExitCodes.Done;
    }

    private static DeidentificationSettings Settings(CommandRun run) => new()
    {
        Key = run.Parse.GetValue(KeyFile) is { } path ? ReadKey(path) : RandomNumberGenerator.GetBytes(KeyBytes),
        Dates = run.Parse.GetValue(Dates) switch
        {
            "remove" => DateRetention.Removed,
            "shift" => DateRetention.Modified,
            "keep" => DateRetention.Full,
            var other => throw new InputException($"--dates {other} is not known; remove, shift and keep are."),
        },
        RetainDevices = run.Parse.GetValue(Devices),
        CleanDescriptors = run.Parse.GetValue(Descriptions),
        PatientId = ReadPatientId(run.Parse.GetValue(PatientId) ?? ""),
    };

    private static string ReadPatientId(string text) => text.Length <= LongestPatientId && text.All(c => c is >= ' ' and <= '~' and not '\\') ? text
        : throw new InputException($"--patient '{text}' is no patient ID: at most {LongestPatientId} ASCII characters without a backslash.");

    private static byte[] ReadKey(string path)
    {
        if (!File.Exists(path)) AtomicFile.Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n");
        return File.ReadAllBytes(path);
    }

    private static void Print(CommandRun run, DeidentificationReport report, int written, string folder)
    {
        run.WriteLine(string.Join(", ", report.Options));
        foreach (var group in report.Attributes.GroupBy(attribute => attribute.Action).OrderBy(group => group.Key, StringComparer.Ordinal))
            run.WriteLine($"{group.Key,-10}  {group.Count(),4} attributes, {group.Sum(attribute => attribute.Count)} times");
        foreach (var file in report.Files.Where(file => file.File.Length == 0)) run.WriteLine($"{file.Source}: {file.Message}");
        run.WriteLine($"{written} of {report.Files.Count} files written to {folder}");
    }
}
