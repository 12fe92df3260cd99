using System.Text.Json;
using Hanbeam.Tests.Dicom;
using Xunit;

namespace Hanbeam.Tests.App.Network;

public sealed class DicomDeidentifyCommandTests
{
    [Fact]
    public async Task Deidentify_Folder_WritesFilesAndReport()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder["in"]);
        var result = await CommandLineRunner.Run("dicom", "deidentify", folder["in"], folder["out"], "--key", folder["key"], "--report", folder["report.json"], "--json");

        Assert.True(result.Code == 0, result.Error);
        Assert.Equal(5, Directory.GetFiles(folder["out"], "*.dcm").Length);
        Assert.True(File.Exists(folder["key"]));
        using var printed = JsonDocument.Parse(result.Out);
        using var written = JsonDocument.Parse(File.ReadAllText(folder["report.json"]));
        Assert.Equal("hanbeam-deidentification/1", printed.RootElement.GetProperty("schema").GetString());
        Assert.Equal(5, written.RootElement.GetProperty("files").GetArrayLength());
        Assert.DoesNotContain(folder["in"], File.ReadAllText(folder["out", "manifest.json"]));
    }

    [Theory]
    [InlineData("--dates", "never", "--dates never is not known; remove, shift and keep are.")]
    [InlineData("--patient", "a\\b", "is no patient ID")]
    public async Task Deidentify_WrongOption_IsOneSentenceAndTwo(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder["in"]);
        var result = await CommandLineRunner.Run("dicom", "deidentify", folder["in"], folder["out"], option, value);
        Assert.Equal(2, result.Code);
        Assert.Contains(expected, Assert.Single(result.ErrorLines));
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public async Task Deidentify_NothingToPassOn_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["in"]);
        File.WriteAllText(folder["in", "readme.txt"], "no DICOM");
        var result = await CommandLineRunner.Run("dicom", "deidentify", folder["in"], folder["out"]);
        Assert.Equal(2, result.Code);
        Assert.Contains("holds nothing that can be de-identified", result.ErrorLines[^1]);
    }
}
