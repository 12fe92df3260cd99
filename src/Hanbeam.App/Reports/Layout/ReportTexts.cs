using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Hanbeam.App.Reports.Layout;

/// <summary>The sentences and words of reports in one language; one resource a language, with the same keys in all.</summary>
internal sealed class ReportTexts
{
    private static readonly ConcurrentDictionary<ReportLanguage, ReportTexts> Loaded = new();
    private readonly Dictionary<string, string> texts;

    private ReportTexts(ReportLanguage language)
    {
        Language = language;
        var name = $"reports/{language.Code()}.json";
        using var stream = typeof(ReportTexts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the texts {name} are not part of this build");
        texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }

    /// <summary>The language.</summary>
    public ReportLanguage Language { get; }

    /// <summary>All keys, in the order of the resource.</summary>
    public IEnumerable<string> Keys => texts.Keys;

    /// <summary>The texts of a language.</summary>
    public static ReportTexts Of(ReportLanguage language) => Loaded.GetOrAdd(language, wanted => new ReportTexts(wanted));

    /// <summary>A text without values.</summary>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new ArgumentException($"no report has the text {key} in {Language}", nameof(key));

    /// <summary>A text with values in its places {0}, {1}, …, written with the decimal point in every language.</summary>
    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);
}
