using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Hanbeam.App.Terminal;
using Hanbeam.App.Verification;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam verify</c>: runs the physical claims of a source checkout and writes docs/verification.</summary>
internal static class VerifyCommand
{
    // Set by the script ./hanbeam to the verification program that it has just built.
    private const string ProgramVariable = "HANBEAM_VERIFICATION";

    // Exit code of a Microsoft.Testing.Platform program that found no test.
    private const int NoTests = 8;

    private static readonly Argument<string[]> Names = new("CLAIM") { Arity = ArgumentArity.ZeroOrMore, Description = "Parts of the names of claims; default: all." };
    private static readonly Option<bool> Long = new("--long") { Description = "Also the claims that take minutes." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("verify", "Run the physical claims and write docs/verification (from a source checkout).", "./hanbeam verify CarbonRange");
        command.Arguments.Add(Names);
        command.Options.Add(Long);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var program = Environment.GetEnvironmentVariable(ProgramVariable);
        var pages = Path.Combine(Path.GetDirectoryName(DataFolder.Find())!, "docs", "verification");
        if (program is null || !File.Exists(program) || !Directory.Exists(pages))
            throw new InputException("verify runs from a source checkout only: start ./hanbeam verify there.");

        var names = run.Parse.GetValue(Names) ?? [];
        var withLong = run.Parse.GetValue(Long);
        var skipped = new List<string>();
        var (found, allHold) = RunClaims(run, program, names, ["--filter-not-trait", "Category=Long"], null, skipped);
        if (withLong)
        {
            var (foundLong, longHold) = RunClaims(run, program, names, ["--filter-trait", "Category=Long"], DescribeRun(run, pages), skipped);
            found = [.. found, .. foundLong];
            allHold &= longHold;
        }
        if (found.Count == 0 && skipped.Count == 0 && allHold)
            throw new InputException($"No claim is named like {string.Join(" or ", names)}{(withLong ? "" : " (long ones need --long)")}; docs/verification/index.md lists them.");

        Store(pages, found, skipped, replaceAll: names.Length == 0, withLong);
        Show(run, found);
        return allHold ? ExitCodes.Done : ExitCodes.OurFault;
    }

    private static (IReadOnlyList<ClaimRecord> Found, bool AllHold) RunClaims(CommandRun run, string program, string[] names, string[] filter, ClaimRun? description, List<string> skipped)
    {
        var folder = Directory.CreateTempSubdirectory("hanbeam-verify-");
        try
        {
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
            foreach (var argument in (string[])["--no-ansi", "--progress", "off", "--results-directory", folder.FullName, .. filter]) start.ArgumentList.Add(argument);
            foreach (var name in names)
            {
                start.ArgumentList.Add("--filter-class");
                start.ArgumentList.Add($"*{name}*");
            }
            start.Environment["HANBEAM_VERIFY_OUT"] = folder.FullName;
            using var process = Process.Start(start)!;
            using var stop = run.Context.Cancellation.Register(process.Kill);
            while (process.StandardOutput.ReadLine() is { } line)
            {
                run.Console.Error.WriteLine(line);
                if (line.StartsWith("skipped ", StringComparison.Ordinal)) skipped.Add(line);
            }
            process.WaitForExit();
            run.Context.Cancellation.ThrowIfCancellationRequested();
            var found = ClaimRecordFolder.Read(folder.FullName).Select(record => record with { Run = description }).ToList();
            return (found, process.ExitCode is 0 or NoTests);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A run of all claims forgets records whose claim is gone; those of a claim that was skipped, as without shared data, and those of long
    // claims stay until the claim is run again.
    private static void Store(string pages, IReadOnlyList<ClaimRecord> found, List<string> skipped, bool replaceAll, bool withLong)
    {
        var records = Path.Combine(pages, "records");
        Directory.CreateDirectory(records);
        foreach (var old in ClaimRecordFolder.Read(records))
            if (replaceAll && (withLong || old.Run is null) && !skipped.Any(line => line.Contains($".{old.Claim}.", StringComparison.Ordinal))) ClaimRecordFolder.Remove(records, old);
        foreach (var record in found) ClaimRecordFolder.Write(records, record);

        var files = ClaimPages.Make(ClaimRecordFolder.Read(records));
        foreach (var (name, text) in files) ClaimRecordFolder.WriteFile(Path.Combine(pages, name), text);
        foreach (var path in Directory.EnumerateFiles(pages))
            if (Path.GetFileName(path) is var name && name != "README.md" && !files.ContainsKey(name)) File.Delete(path);
    }

    private static void Show(CommandRun run, IReadOnlyList<ClaimRecord> found)
    {
        if (run.Json) run.WriteJson(found);
        else foreach (var record in found) run.WriteLine($"{(record.Holds ? "holds" : "FAILS")}  {record.Claim}.{record.Method}");
    }

    private static ClaimRun DescribeRun(CommandRun run, string folder) => new(
        DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "./hanbeam " + string.Join(' ', run.Arguments),
        $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSArchitecture}, {RuntimeInformation.OSDescription}",
        Git(folder, "rev-parse", "--short", "HEAD") + (Git(folder, "status", "--porcelain").Length > 0 ? " with changes" : ""));

    private static string Git(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var text = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return text;
    }
}
