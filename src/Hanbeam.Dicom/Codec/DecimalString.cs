using System.Globalization;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Decimal strings: at most 16 characters [DICOM, PS3.5 section 6.2, DS]. The one place where a number becomes decimal text.
/// </summary>
internal static class DecimalString
{
    private const int LongestValue = 16;

    /// <summary>
    /// The shortest text that gives the number back exactly or, where that takes more than 16 characters, the nearest that fits.
    /// What must agree to the last bit with what a reader sees is computed from <c>Round</c>.
    /// </summary>
    internal static string Format(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "a decimal string holds finite numbers only");
        if (value == 0) return "0";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = LongestValue; text.Length > LongestValue; digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }

    /// <summary>Several values with backslashes between them.</summary>
    internal static string Format(ReadOnlySpan<double> values)
    {
        var text = new System.Text.StringBuilder(values.Length * 8);
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append('\\');
            text.Append(Format(values[i]));
        }

        return text.ToString();
    }

    /// <summary>The number that a reader of the text sees.</summary>
    internal static double Round(double value) => double.Parse(Format(value), NumberStyles.Float, CultureInfo.InvariantCulture);
}
