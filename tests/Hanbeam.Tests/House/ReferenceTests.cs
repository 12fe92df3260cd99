using System.Text.RegularExpressions;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>Every citation <c>[Key]</c>, <c>[Key, Eq. 3]</c> or <c>[Key; Other2001]</c> can be looked up in docs/references.bib.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string[] Bibliography = [.. File.ReadLines(SourceTree.Path("docs", "references.bib"))
        .Select(line => Entry().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    [Fact]
    public void Bibliography_Has_EachKeyOnce() =>
        Assert.Empty(Bibliography.CountBy(key => key).Where(count => count.Value > 1).Select(count => count.Key));

    [Fact]
    public void CitationInSource_Resolves() => Assert.Empty(Unresolved("src", "*.cs", inComments: true));

    [Fact]
    public void CitationInVerification_Resolves() => Assert.Empty(Unresolved("tests/Hanbeam.Verification", "*.cs", inComments: false));

    [Fact]
    public void CitationInDocumentation_Resolves() => Assert.Empty(Unresolved("docs", "*.md", inComments: false));

    [Fact]
    public void CitationInProvenance_Resolves() => Assert.Empty(Unresolved("data", "*.provenance.*", inComments: false));

    [Theory]
    [InlineData("/// by the formula [Bloch1933].", "Bloch1933")]
    [InlineData("// [Gottschalk1993, Eq. 8; Eyges1948]", "Gottschalk1993 Eyges1948")]
    [InlineData("// [DICOM, PS3.5 section 6.2] and [IEC61217]", "DICOM IEC61217")]
    [InlineData("var x = a[Index2000]; // in [Gy]", "")]
    public void Keys_AreFound_InComments(string line, string expected) => Assert.Equal(expected, string.Join(' ', KeysOf(Comment(line))));

    private static IEnumerable<string> Unresolved(string folder, string pattern, bool inComments)
    {
        return from file in SourceTree.Files(folder, pattern)
               from line in File.ReadLines(SourceTree.Path(file))
               from key in KeysOf(inComments ? Comment(line) : line)
               where !Bibliography.Contains(key)
               select $"{file}: [{key}]";
    }

    private static string Comment(string line) => line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var start ? line[start..] : "";

    private static IEnumerable<string> KeysOf(string text) =>
        Bracket().Matches(text).SelectMany(match => match.Groups[1].Value.Split(';', ',')).Select(part => Key().Match(part)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^@\w+\{([^,\s]+),")]
    private static partial Regex Entry();

    // A Markdown link [text](address) is no citation.
    [GeneratedRegex(@"\[([A-Z][^\]\[]*)\](?!\()")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"^\s*([A-Z][A-Za-z]+[0-9]{2,}[a-z]?|DICOM)(\s|$)")]
    private static partial Regex Key();
}
