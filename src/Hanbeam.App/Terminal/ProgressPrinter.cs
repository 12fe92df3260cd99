using System.Diagnostics;
using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Terminal;

/// <summary>
/// Shows progress with the time left of the stage on standard error: one line that is rewritten on a terminal, plain lines at changes of
/// stage and every few seconds otherwise.
/// </summary>
internal sealed class ProgressPrinter(TextWriter error, bool isTerminal) : IProgress<WorkProgress>
{
    // A person can read ten changes a second at most; a log wants few lines.
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromSeconds(0.1);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private string stage = "";
    private long stageStart;
    private long lastPrint;
    private int shownLength;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            var now = Stopwatch.GetTimestamp();
            var changed = value.Stage != stage;
            if (changed)
            {
                EndLine();
                (stage, stageStart) = (value.Stage, now);
            }
            else if (Stopwatch.GetElapsedTime(lastPrint, now) < (isTerminal ? TerminalInterval : PlainInterval))
            {
                return;
            }

            lastPrint = now;
            Print(Describe(value, Stopwatch.GetElapsedTime(stageStart, now)));
        }
    }

    /// <summary>Ends the rewritten line, so that what follows starts on a new one.</summary>
    public void Finish()
    {
        lock (gate) EndLine();
    }

    private void Print(string text)
    {
        if (!isTerminal)
        {
            error.WriteLine(text);
            return;
        }

        error.Write('\r' + text.PadRight(shownLength));
        error.Flush();
        shownLength = text.Length;
    }

    private void EndLine()
    {
        if (shownLength > 0) error.WriteLine();
        shownLength = 0;
    }

    private static string Describe(WorkProgress value, TimeSpan elapsed)
    {
        var fraction = Math.Clamp(value.Fraction, 0, 1);
        var text = string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: {100 * fraction:F0} %");
        if (fraction is > 0.02 and < 1)
            text += string.Create(CultureInfo.InvariantCulture, $", about {Math.Ceiling(elapsed.TotalSeconds * (1 - fraction) / fraction):F0} s left");
        return value.Detail is null ? text : $"{text} ({PrintableText.Of(value.Detail)})";
    }
}
