namespace Hanbeam.App.Terminal;

/// <summary>Where a command writes and how it learns that it should stop.</summary>
/// <param name="Out">Standard output: results.</param>
/// <param name="Error">Standard error: progress, warnings, errors.</param>
/// <param name="ErrorIsTerminal">Whether a person watches standard error; decides how progress is shown.</param>
/// <param name="Cancellation">Set by Ctrl-C.</param>
internal sealed record CommandConsole(TextWriter Out, TextWriter Error, bool ErrorIsTerminal, CancellationToken Cancellation);
