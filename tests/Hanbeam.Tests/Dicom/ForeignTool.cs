using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>Other people's programs as judges of what Hanbeam writes; a test is skipped where one is not installed.</summary>
internal static class ForeignTool
{
    /// <summary>dciodvfy, the validator of Debian's dicom3tools, finds no error; dcmdump of dcmtk reads the file.</summary>
    internal static async Task AssertValidAsync(string path)
    {
        var verdict = await ToolRun.Start("dciodvfy", [path]);
        Assert.DoesNotContain("Assertion", verdict.Error);
        Assert.DoesNotContain(verdict.Error.Split('\n'), line => line.StartsWith("Error", StringComparison.Ordinal));
        await AssertReadableAsync(path);
    }

    /// <summary>dcmdump of dcmtk and gdcmdump of GDCM read the file without a warning.</summary>
    internal static async Task AssertReadableAsync(string path)
    {
        foreach (var program in new[] { "dcmdump", "gdcmdump" })
        {
            var dump = await ToolRun.Start(program, [path]);
            Assert.Equal((program, 0, ""), (program, dump.Code, dump.Error));
        }
    }

    /// <summary>Runs plastimatch, an independent reader of CT, structures and dose.</summary>
    internal static async Task PlastimatchConvertAsync(params string[] arguments)
    {
        var run = await ToolRun.Start("plastimatch", ["convert", .. arguments]);
        Assert.True(run.Code == 0, run.Output + run.Error);
    }
}
