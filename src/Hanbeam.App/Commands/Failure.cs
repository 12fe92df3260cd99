using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>What the user is told when a command fails, and with which exit code.</summary>
internal static class Failure
{
    /// <summary>Prints one sentence and chooses the exit code.</summary>
    public static int Report(Exception exception, TextWriter error, bool verbose)
    {
        var cause = Unwrap(exception);
        var (code, sentence) = cause switch
        {
            InputException => (ExitCodes.InputFault, cause.Message),
            OperationCanceledException => (ExitCodes.Cancelled, "Cancelled; nothing was written."),
            UnauthorizedAccessException or IOException => (ExitCodes.InputFault, OneLine(cause.Message)),
            OutOfMemoryException => (ExitCodes.InputFault, "Not enough memory for this plan; a coarser doseGrid or wider spots need less."),
            _ => (ExitCodes.OurFault, $"This is Hanbeam's fault, not yours: {cause.GetType().Name}: {OneLine(cause.Message)} (run again with --verbose and report it)."),
        };
        error.WriteLine("hanbeam: " + PrintableText.Of(sentence));
        if (verbose) error.WriteLine(exception);
        return code;
    }

    // Parallel loops wrap what their bodies throw.
    private static Exception Unwrap(Exception exception)
    {
        if (exception is not AggregateException aggregate) return exception;
        var all = aggregate.Flatten().InnerExceptions;
        return all.FirstOrDefault(e => e is InputException) ?? all.FirstOrDefault(e => e is not OperationCanceledException) ?? all[0];
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
