using Hanbeam.App.Terminal;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>What the user is told when a command fails, and with which exit code.</summary>
internal static class Failure
{
    /// <summary>Prints one sentence and chooses the exit code.</summary>
    public static int Report(Exception exception, TextWriter error, bool verbose)
    {
        var cause = InOrder.CauseOf(exception);
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

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
