namespace Hanbeam.App.Terminal;

/// <summary>Text of files and of other systems as it may be shown on a terminal.</summary>
internal static class PrintableText
{
    /// <summary>The text with every control character but line breaks and tabs replaced, so that none of them can command the terminal.</summary>
    public static string Of(string text) => text.Any(IsCommand) ? string.Concat(text.Select(c => IsCommand(c) ? '\uFFFD' : c)) : text;

    private static bool IsCommand(char c) => char.IsControl(c) && c is not ('\n' or '\t');
}
