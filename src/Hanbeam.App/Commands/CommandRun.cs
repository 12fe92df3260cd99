using System.CommandLine;
using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>One run of a command: what was asked for and where to write.</summary>
internal sealed class CommandRun
{
    private readonly ProgressPrinter progress;

    private CommandRun(ParseResult parse, CommandConsole console)
    {
        Parse = parse;
        Console = console;
        Json = parse.GetValue(GlobalOptions.Json);
        Timestamp = GlobalOptions.TimestampOf(parse);
        progress = new ProgressPrinter(console.Error, console.ErrorIsTerminal);
        Context = new WorkContext(GlobalOptions.ThreadsOf(parse), progress, console.Cancellation);
    }

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; }

    /// <summary>Where to write.</summary>
    public CommandConsole Console { get; }

    /// <summary>Whether standard output is one JSON document.</summary>
    public bool Json { get; }

    /// <summary>The time for DICOM and PDF files.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>Threads, progress and cancellation.</summary>
    public WorkContext Context { get; }

    /// <summary>The words typed after <c>hanbeam</c>.</summary>
    public IReadOnlyList<string> Arguments => [.. Parse.Tokens.Select(token => token.Value)];

    /// <summary>Whether an existing output folder may be replaced.</summary>
    public bool Force => Parse.GetValue(GlobalOptions.Force);

    /// <summary>Writes the one JSON document.</summary>
    public void WriteJson<T>(T document) => Console.Out.WriteLine(JsonSerializer.Serialize(document, JsonText.Options));

    /// <summary>Writes a line of a result meant for people.</summary>
    public void WriteLine(string line = "") => Console.Out.WriteLine(PrintableText.Of(line));

    /// <summary>Tells the user something that is no result and no error.</summary>
    public void Warn(string sentence)
    {
        progress.Finish();
        Console.Error.WriteLine("warning: " + PrintableText.Of(sentence));
    }

    /// <summary>Runs a command's body and turns what goes wrong into a sentence and an exit code.</summary>
    public static int Execute(ParseResult parse, CommandConsole console, Func<CommandRun, int> body)
    {
        CommandRun? run = null;
        try
        {
            run = new CommandRun(parse, console);
            return body(run);
        }
        catch (Exception exception)
        {
            run?.progress.Finish();
            return Failure.Report(exception, console.Error, parse.GetValue(GlobalOptions.Verbose));
        }
        finally
        {
            run?.progress.Finish();
        }
    }
}
