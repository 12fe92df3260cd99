using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hanbeam.App.Verification;

/// <summary>Makes the pages of docs/verification from the records: nothing but the records decides what they say.</summary>
internal static partial class ClaimPages
{
    private const string Notice = "<!-- Made by ./hanbeam verify from records/; edit the claim, not this page. -->";

    private const string NotMetTitle = "Not met: ";

    /// <summary>Every page and figure, by file name.</summary>
    public static IReadOnlyDictionary<string, string> Make(IEnumerable<ClaimRecord> records)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var index = new StringBuilder($"{Notice}\n\n# Claims\n\nWhat each page holds and how it is made: [README.md](README.md).\n\n| claim | holds | a figure |\n|---|---|---|\n");
        foreach (var claim in records.GroupBy(record => record.Claim).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var methods = claim.OrderBy(record => record.Method, StringComparer.Ordinal).ToList();
            files[claim.Key + ".md"] = Page(claim.Key, methods, files);
            index.Append(CultureInfo.InvariantCulture, $"| [{Words(claim.Key)}]({claim.Key}.md) | {Verdict(methods)}{NotMet(methods)} | {Cell(Headline(methods))} |\n");
        }
        files["index.md"] = index.ToString();
        return files;
    }

    private static string Page(string claim, List<ClaimRecord> methods, SortedDictionary<string, string> files)
    {
        var page = new StringBuilder($"{Notice}\n\n# {Words(claim)}\n\n`{claim}`: {Verdict(methods)}\n");
        foreach (var record in methods)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Words(record.Method)}\n\n{record.Statement}\n\nOracle: {record.Oracle}\n");
            if (record.Run is { } run)
                page.Append(CultureInfo.InvariantCulture, $"\nRun on {run.Date} by `{run.Command}` on {run.Machine}, commit {run.Commit}.\n");
            page.Append("\n| quantity | measured | bound | unit | holds | why this bound |\n|---|---|---|---|---|---|\n");
            foreach (var check in record.Checks)
                page.Append(CultureInfo.InvariantCulture, $"| {Cell(check.Quantity)} | {check.Measured} | {Cell(check.Bound)} | {Cell(check.Unit)} | {(check.Pass ? "yes" : "**no**")} | {Cell(check.Reason)} |\n");
            foreach (var table in record.Tables) Append(page, table);
            for (var n = 0; n < record.Figures.Count; n++)
            {
                var name = $"{record.Claim}.{record.Method}.{n + 1}.svg";
                files[name] = SvgPlot.Draw(record.Figures[n]);
                page.Append(CultureInfo.InvariantCulture, $"\n![{record.Figures[n].Title}]({name})\n");
            }
        }
        return page.ToString();
    }

    private static void Append(StringBuilder page, ClaimTable table)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n{table.Title}\n\n| {string.Join(" | ", table.Header.Select(Cell))} |\n|{string.Concat(Enumerable.Repeat("---|", table.Header.Count))}\n");
        foreach (var row in table.Rows) page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row.Select(Cell))} |\n");
    }

    private static string Verdict(List<ClaimRecord> methods) => methods.All(record => record.Holds) ? "holds" : "**does not hold**";

    // What a claim itself tells as not met, by tables whose title begins so: no reader of the index should take it for met.
    private static string NotMet(List<ClaimRecord> methods) =>
        string.Concat(methods.SelectMany(record => record.Tables).Where(table => table.Title.StartsWith(NotMetTitle, StringComparison.Ordinal)).Select(table => table.Title[NotMetTitle.Length..]).Distinct().Select(what => $"; not met: {Cell(what)}"));

    // The first failing comparison, else the first of all: what a reader of the index wants to see.
    private static string Headline(List<ClaimRecord> methods)
    {
        var check = methods.SelectMany(record => record.Checks).OrderBy(check => check.Pass).FirstOrDefault();
        return check is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{check.Quantity}: {check.Measured} {check.Unit} ({check.Bound})");
    }

    // CarbonRangeInWater_FollowsHaettner → Carbon Range In Water, Follows Haettner: capitals stay, for names and abbreviations have them.
    private static string Words(string name) =>
        string.Join(", ", name.Split('_').Select(part => string.Join(' ', Word().Matches(part).Select(match => match.Value))));

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Word();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
