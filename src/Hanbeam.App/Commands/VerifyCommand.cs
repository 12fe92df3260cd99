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
    // Pages of the folder that no claim makes.
    private static readonly string[] KeptByHand = ["README.md", "performance.md"];

    // Set by the script ./hanbeam to the verification program that it has just built.
    private const string ProgramVariable = "HANBEAM_VERIFICATION";

    // Exit codes of a Microsoft.Testing.Platform program that came to its end: all tests passed, some failed, there were none.
    private const int AllPassed = 0;
    private const int SomeFailed = 2;
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
        var (found, hasTests, allHold) = RunClaims(run, program, names, ["--filter-not-trait", "Category=Long"], null);
        if (withLong)
        {
            var (foundLong, hasLong, longHold) = RunClaims(run, program, names, ["--filter-trait", "Category=Long"], DescribeRun(run, pages));
            (found, hasTests, allHold) = ([.. found, .. foundLong], hasTests || hasLong, allHold && longHold);
        }
        if (!hasTests)
            throw new InputException($"No claim is named like {string.Join(" or ", names)}{(withLong ? "" : " (long ones need --long)")}; docs/verification/index.md lists them.");

        if (found.Count > 0) Store(pages, found, ListClaims(run, program));
        Show(run, found);
        return allHold ? ExitCodes.Done : ExitCodes.OurFault;
    }

    private static (IReadOnlyList<ClaimRecord> Found, bool HasTests, bool AllHold) RunClaims(CommandRun run, string program, string[] names, string[] filter, ClaimRun? description)
    {
        var folder = Directory.CreateTempSubdirectory("hanbeam-verify-");
        try
        {
            string[] classes = [.. names.SelectMany(name => (string[])["--filter-class", $"*{name}*"])];
            var isAnySkipped = false;
            var exitCode = RunProgram(run, program, ["--progress", "off", "--results-directory", folder.FullName, .. filter, .. classes], folder.FullName, line =>
            {
                run.Console.Error.WriteLine(line);
                isAnySkipped |= line.StartsWith("skipped ", StringComparison.Ordinal);
            });
            var found = ClaimRecordFolder.Read(folder.FullName).Select(record => record with { Run = description }).ToList();
            return (found, isAnySkipped || exitCode != NoTests, exitCode != SomeFailed);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ListedClaims ListClaims(CommandRun run, string program)
    {
        var lines = new List<string>();
        RunProgram(run, program, ["--list-tests"], outFolder: null, lines.Add);
        return ListedClaims.Parse(lines);
    }

    // A program that broke off says nothing about the claims, so nothing may be stored from it.
    private static int RunProgram(CommandRun run, string program, string[] arguments, string? outFolder, Action<string> onLine)
    {
        var start = new ProcessStartInfo(program, ["--no-ansi", .. arguments]) { RedirectStandardOutput = true };
        if (outFolder is not null) start.Environment["HANBEAM_VERIFY_OUT"] = outFolder;
        using var process = Process.Start(start)!;
        using var stop = run.Context.Cancellation.Register(process.Kill);
        while (process.StandardOutput.ReadLine() is { } line) onLine(line);
        process.WaitForExit();
        run.Context.Cancellation.ThrowIfCancellationRequested();
        return process.ExitCode is AllPassed or SomeFailed or NoTests
            ? process.ExitCode
            : throw new InvalidOperationException($"the verification program broke off with exit code {process.ExitCode}, docs/verification is as it was");
    }

    // A record goes when its claim is gone or it is replaced; that of a claim that was skipped, left out or failed before it measured stays.
    private static void Store(string pages, IReadOnlyList<ClaimRecord> found, ListedClaims claims)
    {
        var records = Path.Combine(pages, "records");
        Directory.CreateDirectory(records);
        foreach (var old in ClaimRecordFolder.Read(records))
            if (!claims.Has(old)) ClaimRecordFolder.Remove(records, old);
        foreach (var record in found) ClaimRecordFolder.Write(records, record);

        var files = ClaimPages.Make(ClaimRecordFolder.Read(records));
        foreach (var (name, text) in files) AtomicFile.Write(Path.Combine(pages, name), text);
        foreach (var path in Directory.EnumerateFiles(pages))
            if (Path.GetFileName(path) is var name && !KeptByHand.Contains(name) && !files.ContainsKey(name)) File.Delete(path);
    }

    private static void Show(CommandRun run, IReadOnlyList<ClaimRecord> found)
    {
        if (run.Json) run.WriteJson(found);
        else foreach (var record in found) run.WriteLine($"{(record.Holds ? "holds" : "FAILS")}  {record.Claim}.{record.Method}");
    }

    private static ClaimRun DescribeRun(CommandRun run, string folder) => new(
        run.Timestamp.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
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
