using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>Other people's programs as judges of what Hanbeam writes; a test is skipped where one is not installed.</summary>
internal static class ForeignTool
{
    /// <summary>Runs a program and gives all that it said.</summary>
    internal static (int ExitCode, string Output) Run(string program, string package, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package {package})");
            throw;
        }
    }

    /// <summary>dciodvfy, the validator of dicom3tools, finds no error; dcmdump of dcmtk reads the file.</summary>
    internal static void AssertValid(string path)
    {
        var (_, verdict) = Run("dciodvfy", "dicom3tools", path);
        Assert.DoesNotContain("Assertion", verdict);
        Assert.DoesNotContain(verdict.Split('\n'), line => line.StartsWith("Error", StringComparison.Ordinal));
        var (exitCode, dump) = Run("dcmdump", "dcmtk", path);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("W:", dump);
    }
}
