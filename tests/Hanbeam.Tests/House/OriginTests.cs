using System.Text;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>docs/origin.md says paragraph by paragraph what became of the report; HANBEAM_UPDATE=1 writes it anew from the table.</summary>
public sealed class OriginTests
{
    private static readonly string Page = SourceTree.Path("docs", "origin.md");

    [Fact]
    public void OriginPage_IsMade_FromTheTable()
    {
        if (Environment.GetEnvironmentVariable("HANBEAM_UPDATE") == "1") File.WriteAllText(Page, Made());
        Assert.Equal(Made(), File.ReadAllText(Page));
    }

    [Fact]
    public void RowThatWorks_HasCommandAndTest()
    {
        var works = OriginTable.Rows.Where(row => row.Status == OriginStatus.Works);
        Assert.All(works, row => Assert.False(string.IsNullOrEmpty(row.Command)));
        Assert.All(works, row => Assert.True(IsTest(row.Test), $"there is no test {row.Test}"));
        Assert.All(OriginTable.Rows.Where(row => row.Status != OriginStatus.Works), row => Assert.Null(row.Test));
    }

    [Fact]
    public void Table_HasARow_ForEveryParagraph()
    {
        // The report's body begins with the paper's name in brackets and ends at the name of the photograph.
        var report = Directory.GetFiles(SharedData.Path("origin"), "*.txt").Single();
        var body = File.ReadLines(report).SkipWhile(line => !line.StartsWith('[')).TakeWhile(line => !line.Contains(".jpg", StringComparison.Ordinal));
        Assert.Equal(body.Count(line => !string.IsNullOrWhiteSpace(line)), OriginTable.Rows.Count);
    }

    // A test that is named here runs in this same program, so that a row whose test fails breaks the build.
    private static bool IsTest(string? name)
    {
        if (name is null || name.LastIndexOf('.') is var dot && dot < 0) return false;
        var method = typeof(OriginTests).Assembly.GetType("Hanbeam.Tests." + name[..dot])?.GetMethod(name[(dot + 1)..]);
        return method?.GetCustomAttributes(typeof(FactAttribute), inherit: true).Length > 0;
    }

    private static string Made()
    {
        var page = new StringBuilder(
            """
            <!-- Made by a test from tests/Hanbeam.Tests/House/OriginTable.cs; edit that. -->

            # Where this comes from

            In late 2023 a city went to Japan to learn how to build a heavy-ion centre. A newspaper reported on it (Good News 365, 7 November 2023).
            The report names no software. We read it as what such a centre needs from software and wanted from its partners, for centres like it:
            what became of that city's own centre after 2023 we do not know, and nothing here says that it uses Hanbeam.

            Each paragraph by its number, in our words: *works* (a command does it and a test shows it), *to come*, *record* (a commitment between
            people, no software) or *context*.

            | ¶ | the report says | status | here |
            |---|---|---|---|

            """);
        for (var n = 0; n < OriginTable.Rows.Count; n++)
        {
            var row = OriginTable.Rows[n];
            var shown = row.Status == OriginStatus.Works ? $" `{row.Command}`, test `{row.Test}`." : "";
            page.Append($"| {n + 1} | {row.Says} | *{Word(row.Status)}* | {row.Here}{shown} |\n");
        }
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Word(OriginStatus status) => status switch
    {
        OriginStatus.Works => "works",
        OriginStatus.ToCome => "to come",
        OriginStatus.Record => "record",
        _ => "context",
    };
}
