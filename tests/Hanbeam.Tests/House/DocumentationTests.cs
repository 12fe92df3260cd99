using System.Text.RegularExpressions;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>What the documentation points to exists.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Pages =
        [.. SourceTree.Files("docs", "*.md"), .. Directory.EnumerateFiles(SourceTree.Root, "*.md").Select(path => Path.GetFileName(path)!)];

    [Fact]
    public void RelativeLink_LeadsToAFile()
    {
        var dead = from page in Pages
                   from Match link in Link().Matches(File.ReadAllText(SourceTree.Path(page)))
                   let target = link.Groups[1].Value
                   where !Path.Exists(Path.Combine(Path.GetDirectoryName(SourceTree.Path(page))!, target))
                   select $"{page}: {target}";
        Assert.Empty(dead);
    }

    /// <summary>HANBEAM_UPDATE=1 writes the lists anew.</summary>
    [Theory]
    [InlineData("docs/methods")]
    [InlineData("docs/formats")]
    [InlineData("docs/decisions")]
    public void Index_ListsEveryPage_ByItsTitle(string folder)
    {
        var index = SourceTree.Path(folder, "README.md");
        var lines = SourceTree.Files(folder, "*.md").Select(page => Path.GetFileName(page)!).Where(name => name != "README.md")
            .Select(name => $"- [{File.ReadLines(SourceTree.Path(folder, name)).First().TrimStart('#', ' ')}]({name})").ToList();
        var text = File.ReadAllLines(index);
        var made = text.TakeWhile(line => !line.StartsWith("- ", StringComparison.Ordinal)).Concat(lines);
        if (Environment.GetEnvironmentVariable("HANBEAM_UPDATE") == "1") File.WriteAllText(index, string.Join('\n', made) + "\n");
        Assert.Equal(made, File.ReadAllLines(index));
    }

    [Fact]
    public void MapTable_NamesFoldersThatExist()
    {
        var folders = File.ReadLines(SourceTree.Path("docs", "map.md")).SelectMany(line => SourcePath().Matches(line)).Select(match => match.Value);
        Assert.DoesNotContain(folders, folder => !Path.Exists(SourceTree.Path(folder)));
    }

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(src|tests|data|samples)/[\w./-]*\w")]
    private static partial Regex SourcePath();
}
