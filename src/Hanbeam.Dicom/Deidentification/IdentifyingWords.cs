using System.Globalization;
using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>
/// What objects say of persons and places that the profile removes, and their dates and times. A description in which one of them occurs, in the forms that people write, or digits as many as a date has, is not clean.
/// </summary>
internal sealed class IdentifyingWords
{
    // Shorter ones occur by chance: initials, articles, counts.
    private const int ShortestWord = 3;

    // YYMMDD is the shortest way to write a whole date.
    private const int ShortestNumber = 6;

    // English, German and French; an abbreviation is how a name begins.
    private static readonly string[] Months =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12], "Januar", "Februar", "März", "Maerz", "Mai", "Juni", "Juli", "Oktober", "Dezember",
        "janvier", "février", "fevrier", "mars", "avril", "juin", "juillet", "août", "aout", "septembre", "octobre", "novembre", "décembre", "decembre",
    ];

    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<DateOnly> dates = [];
    private readonly HashSet<(int Hour, int Minute)> times = [];

    /// <summary>Adds those of a data set and its items.</summary>
    internal void Collect(DicomDataSet set)
    {
        foreach (var element in set.Elements)
        {
            foreach (var item in element.Items ?? []) Collect(item);
            if (element.Items is not null || element.Tag.IsPrivate) continue;
            var vr = element.Vr == DicomVr.UN ? DicomDictionary.VrOf(element.Tag) : element.Vr;
            if (vr is DicomVr.DA or DicomVr.DT or DicomVr.TM) AddTimes(set.Texts(element.Tag), vr);
            if (!vr.UsesCharacterSet()) continue;
            var rule = ConfidentialityTable.RuleFor(element.Tag, vr);
            if (rule.Action == ConfidentialityAction.Keep || rule.Option != ConfidentialityOption.None) continue;
            foreach (var text in set.Texts(element.Tag)) words.UnionWith(WordsOf(text));
        }
    }

    /// <summary>Whether a text may identify.</summary>
    internal bool OccurIn(string text)
    {
        // Separators do not end a number: 2026-01-31, 31.01.2026, 260131 and +49 30 1234 count alike.
        var digits = 0;
        foreach (var c in text)
        {
            digits = char.IsDigit(c) ? digits + 1 : char.IsLetter(c) ? 0 : digits;
            if (digits >= ShortestNumber) return true;
        }

        return words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)) || HoldsDate(text);
    }

    private void AddTimes(IReadOnlyList<string> texts, DicomVr vr)
    {
        foreach (var text in texts)
        {
            if (vr != DicomVr.TM && text.Length >= 8 && DateOnly.TryParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) dates.Add(date);
            var time = vr == DicomVr.TM ? text : text.Length >= 12 ? text[8..] : "";
            if (time.Length >= 4 && int.TryParse(time[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && int.TryParse(time[2..4], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) times.Add((hour, minute));
        }
    }

    // A date or time of the objects with or without separators, its parts in any order, its year in full, in two digits or left out; or a month in words beside a number.
    private bool HoldsDate(string text)
    {
        var numbers = Runs(new string([.. text.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c)]), char.IsAsciiDigit);
        if (numbers.Count == 0) return false;
        if (Runs(text, char.IsLetter).Any(word => word.Length >= ShortestWord && Months.Any(month => month.StartsWith(word, StringComparison.OrdinalIgnoreCase)))) return true;
        if (numbers.Any(number => dates.Any(date => Is(number, date, "MMdd") || Is(number, date, "ddMM")) || times.Any(time => number == $"{time.Hour:00}{time.Minute:00}"))) return true;
        return numbers.Zip(numbers.Skip(1)).Any(pair => (Value(pair.First), Value(pair.Second)) is var (a, b) && (dates.Any(date => (date.Month, date.Day) == (a, b) || (date.Day, date.Month) == (a, b)) || times.Contains((a, b))));

        static bool Is(string number, DateOnly date, string form) => number == date.ToString(form, CultureInfo.InvariantCulture);
        static int Value(string number) => int.Parse(number, CultureInfo.InvariantCulture);
    }

    private static List<string> Runs(string text, Func<char, bool> belongs) => [.. new string([.. text.Select(c => belongs(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<string> WordsOf(string text) => Runs(text, char.IsLetterOrDigit).Where(word => word.Length >= ShortestWord || word.Any(c => c > '\u2E80'));
}
