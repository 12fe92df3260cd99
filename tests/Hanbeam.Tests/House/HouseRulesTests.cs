using System.Text.RegularExpressions;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>The rules of CONTRIBUTING.md that can be read off the source text.</summary>
public sealed partial class HouseRulesTests
{
    // The longest file and the longest method of the best code measured in this field; longer ones hide two things in one.
    private const int MostLinesInFile = 600;
    private const int MostLinesInMethod = 80;

    private static readonly string[] Sources = [.. new[] { "src", "tests", "bench", "samples" }.SelectMany(folder => SourceTree.Files(folder, "*.cs"))];

    [Fact]
    public void SourceFile_Has_NoMoreThanSixHundredLines() =>
        Assert.DoesNotContain(Sources, file => Lines(file).Length > MostLinesInFile);

    [Fact]
    public void SourceFile_Has_OnePublicType()
    {
        var crowded = Sources.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && Lines(file).Count(line => PublicType().IsMatch(line)) > 1);
        Assert.Empty(crowded);
    }

    [Fact]
    public void SourceFile_Has_NoRegionAndNothingLeftToDo()
    {
        var marks = from file in Sources
                    where !file.EndsWith("HouseRulesTests.cs", StringComparison.Ordinal)
                    from line in Lines(file)
                    where Unfinished().IsMatch(line)
                    select $"{file}: {line.Trim()}";
        Assert.Empty(marks);
    }

    [Fact]
    public void Method_Has_NoMoreThanEightyLines()
    {
        var methods = from file in Sources
                      where file.StartsWith("src/", StringComparison.Ordinal)
                      from method in LongMethods(file)
                      select method;
        Assert.Empty(methods);
    }

    // Members of a type stand at four blanks and end with a brace at four blanks: the formatter, which ./test checks, puts them there.
    private static IEnumerable<string> LongMethods(string file)
    {
        var lines = Lines(file);
        var start = -1;
        for (var n = 0; n < lines.Length; n++)
        {
            if (lines[n] == "    {" && !NestedType().IsMatch(lines[Math.Max(0, n - 1)])) start = n;
            if (lines[n] == "    }" && start >= 0)
            {
                if (n - start > MostLinesInMethod) yield return $"{file}:{start}: {n - start} lines";
                start = -1;
            }
        }
    }

    private static string[] Lines(string file) => File.ReadAllLines(SourceTree.Path(file));

    [GeneratedRegex(@"^public ((sealed|static|abstract|readonly|partial|ref|unsafe) )*(class|record|struct|interface|enum|delegate) ")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^    .*\b(class|record|struct|interface|enum)\b")]
    private static partial Regex NestedType();

    [GeneratedRegex(@"^\s*#region|\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Unfinished();
}
