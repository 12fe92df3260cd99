using System.Globalization;
using System.Text;

namespace Hanbeam.App.Centre;

/// <summary>Cells and lines of the centre's tables.</summary>
internal static class CsvText
{
    /// <summary>Adds a line that ends with a line feed; numbers take a point.</summary>
    public static void AddLine(this StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    /// <summary>A number; empty where there is none.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture) : "";

    /// <summary>A text, in quotes where it needs them.</summary>
    public static string Cell(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
