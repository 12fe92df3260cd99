using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.Deidentification;

/// <summary>The words of an object that the profile removes: names, numbers, places. A description in which one occurs, or a number as long as a date, is not clean.</summary>
internal sealed class IdentifyingWords
{
    // Shorter ones occur by chance: initials, articles, counts.
    private const int ShortestWord = 3;

    // YYMMDD is the shortest way to write a whole date.
    private const int ShortestNumber = 6;

    private readonly HashSet<string> words;

    private IdentifyingWords(HashSet<string> words) => this.words = words;

    /// <summary>The words of a data set and its items.</summary>
    internal static IdentifyingWords Of(DicomDataSet set)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(set, words);
        return new IdentifyingWords(words);
    }

    /// <summary>Whether a text may identify.</summary>
    internal bool OccurIn(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            digits = char.IsDigit(c) ? digits + 1 : 0;
            if (digits >= ShortestNumber) return true;
        }

        return words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static void Collect(DicomDataSet set, HashSet<string> words)
    {
        foreach (var element in set.Elements)
        {
            if (element.Items is not null)
            {
                foreach (var item in element.Items) Collect(item, words);
                continue;
            }

            if (element.Tag.IsPrivate || element.Vr is not (DicomVr.PN or DicomVr.LO or DicomVr.SH)) continue;
            var rule = ConfidentialityTable.RuleFor(element.Tag, element.Vr);
            if (rule.Action == ConfidentialityAction.Keep || rule.Option != ConfidentialityOption.None) continue;
            foreach (var text in set.Texts(element.Tag)) words.UnionWith(WordsOf(text));
        }
    }

    private static IEnumerable<string> WordsOf(string text) =>
        new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= ShortestWord || word.Any(c => c > '\u2E80'));
}
