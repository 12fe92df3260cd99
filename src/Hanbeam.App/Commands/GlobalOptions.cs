using System.CommandLine;
using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>The options that every command has.</summary>
internal static class GlobalOptions
{
    private const int MostThreads = 1024;

    // The forms of ISO 8601 that name an instant, and a bare date for people in a hurry.
    private static readonly string[] TimestampForms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    public static Option<string?> Threads { get; } = Text("--threads", "N", "Number of worker threads, 1 to 1024; default: all processors. Results do not depend on it.");

    public static Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document and nothing else to standard output.", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show where an error came from.", Recursive = true };

    public static Option<string?> Timestamp { get; } = Text("--timestamp", "ISO", "Time written into DICOM and PDF files, for example 2026-01-31T12:00:00Z; default: now.");

    public static Option<bool> Force { get; } = new("--force") { Description = "Replace an output folder that Hanbeam wrote before.", Recursive = true };

    /// <summary>Adds them to the root command.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in new Option[] { Threads, Json, Verbose, Timestamp, Force }) root.Options.Add(option);
    }

    /// <summary>Number of threads asked for.</summary>
    public static int ThreadsOf(ParseResult parse)
    {
        if (parse.GetValue(Threads) is not { } text) return Math.Clamp(Environment.ProcessorCount, 1, MostThreads);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads) return threads;
        throw new InputException($"--threads {text} is not a whole number from 1 to {MostThreads}.");
    }

    /// <summary>The time to be written into files.</summary>
    public static DateTimeOffset TimestampOf(ParseResult parse)
    {
#pragma warning disable RS0030 // the one place that reads the clock
        if (parse.GetValue(Timestamp) is not { } text) return DateTimeOffset.UtcNow;
#pragma warning restore RS0030
        if (DateTimeOffset.TryParseExact(text, TimestampForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        throw new InputException($"--timestamp {text} is not an ISO 8601 time such as 2026-01-31T12:00:00Z.");
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Recursive = true };
}
