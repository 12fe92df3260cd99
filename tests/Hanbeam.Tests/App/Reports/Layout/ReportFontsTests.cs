using System.Security.Cryptography;
using Xunit;

namespace Hanbeam.Tests.App.Reports.Layout;

public sealed class ReportFontsTests
{
    private const string Folder = "src/Hanbeam.App/Reports/Fonts";

    public static TheoryData<string> Fonts => [.. SourceTree.Files(Folder, "*.?tf")];

    [Theory]
    [MemberData(nameof(Fonts))]
    public void Font_HasTheHashOfItsProvenance(string font) =>
        Assert.Contains($"| {Path.GetFileName(font)} |", Row(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(SourceTree.Path(font))))));

    [Fact]
    public void Licence_IsThereInFull()
    {
        var licence = File.ReadAllText(SourceTree.Path(Folder, "LICENSE.txt"));
        foreach (var part in new[] { "SIL OPEN FONT LICENSE Version 1.1", "PERMISSION & CONDITIONS", "TERMINATION", "DISCLAIMER" }) Assert.Contains(part, licence);
    }

    private static string Row(string hash) => Assert.Single(File.ReadLines(SourceTree.Path(Folder, "PROVENANCE.md")), line => line.Contains(hash, StringComparison.Ordinal));
}
