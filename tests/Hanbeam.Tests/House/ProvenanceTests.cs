using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Hanbeam.Tests.House;

/// <summary>
/// Every file NAME under data/ has NAME.provenance.json beside it: <c>source</c>, <c>date</c>, <c>licence</c>, <c>sha256</c> of the file, and
/// <c>script</c>, the command that made it. A script in Python that such a provenance names is source code and needs none itself.
/// </summary>
public sealed partial class ProvenanceTests
{
    private const string Suffix = ".provenance.json";
    private static readonly string[] Keys = ["source", "date", "licence", "sha256", "script"];

    public static TheoryData<string> DataFiles =>
        [.. SourceTree.Files("data", "*").Where(file => !file.EndsWith(Suffix, StringComparison.Ordinal) && !file.EndsWith(".py", StringComparison.Ordinal))];

    [Fact]
    public void Script_IsNamed_ByAProvenance()
    {
        var provenance = string.Concat(SourceTree.Files("data", "*" + Suffix).Select(file => File.ReadAllText(SourceTree.Path(file))));
        Assert.All(SourceTree.Files("data", "*.py"), script => Assert.Contains(script, provenance, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DataFiles))]
    public void DataFile_Has_ItsProvenance(string file)
    {
        var path = SourceTree.Path(file + Suffix);
        Assert.True(File.Exists(path), $"{file} has no {Path.GetFileName(path)} beside it");
        using var provenance = JsonDocument.Parse(File.ReadAllText(path));
        Assert.All(Keys, key => Assert.False(string.IsNullOrWhiteSpace(Text(provenance, key)), $"{path} lacks \"{key}\""));
        Assert.Matches(IsoDay(), Text(provenance, "date"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(SourceTree.Path(file)))), Text(provenance, "sha256"));
    }

    [Fact]
    public void Provenance_Belongs_ToAFile() =>
        Assert.DoesNotContain(SourceTree.Files("data", "*" + Suffix), file => !File.Exists(SourceTree.Path(file[..^Suffix.Length])));

    private static string Text(JsonDocument document, string key) =>
        document.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}")]
    private static partial Regex IsoDay();
}
