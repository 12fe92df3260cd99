using System.Diagnostics;
using System.Text.Json;
using Hanbeam.Dicom.Network;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A real PACS, Debian's Orthanc, on loopback with a folder of its own; the test is skipped where it is not installed.</summary>
internal sealed class Orthanc : IAsyncDisposable
{
    private const string Program = "/usr/sbin/Orthanc";
    private const string WebPlugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private readonly Process process;
    private readonly Task<string> log;

    private Orthanc(Process process, int dicomPort, int webPort)
    {
        this.process = process;
        log = process.StandardError.ReadToEndAsync();
        Node = new DicomNode
        {
            Name = "orthanc", AeTitle = "ORTHANC", Host = "127.0.0.1", Port = dicomPort, Web = new Uri($"http://127.0.0.1:{webPort}/dicom-web"), Timeout = TimeSpan.FromSeconds(30), Retries = 3,
        };
    }

    internal DicomNode Node { get; }

    /// <summary>Starts it.</summary>
    /// <param name="folder">For its configuration and its data.</param>
    /// <param name="moveTo">Our title and port, to which it may move.</param>
    internal static async Task<Orthanc> StartAsync(string folder, (string AeTitle, int Port)? moveTo = null)
    {
        if (!File.Exists(Program)) Assert.Skip($"Orthanc is not installed ({Program}).");
        if (!File.Exists(WebPlugin)) Assert.Skip($"Orthanc's DICOMweb plugin is not installed ({WebPlugin}).");
        Directory.CreateDirectory(folder);
        var (dicomPort, webPort) = (LocalNodes.FreePort(), LocalNodes.FreePort());
        var settings = new Dictionary<string, object>
        {
            ["Name"] = "Hanbeam test", ["StorageDirectory"] = Path.Combine(folder, "storage"), ["IndexDirectory"] = Path.Combine(folder, "storage"),
            ["HttpPort"] = webPort, ["RemoteAccessAllowed"] = false, ["AuthenticationEnabled"] = false, ["DicomAet"] = "ORTHANC", ["DicomPort"] = dicomPort, ["DicomCheckCalledAet"] = true,
            ["DicomAlwaysAllowEcho"] = true, ["DicomAlwaysAllowStore"] = true, ["DicomAlwaysAllowFind"] = true, ["DicomAlwaysAllowMove"] = true, ["OverwriteInstances"] = true,
            ["Plugins"] = new[] { WebPlugin }, ["DicomWeb"] = new Dictionary<string, object> { ["Enable"] = true, ["Root"] = "/dicom-web/" },
            ["DicomModalities"] = moveTo is { } to ? new Dictionary<string, object> { ["us"] = new object[] { to.AeTitle, "127.0.0.1", to.Port } } : [],
        };
        var configuration = Path.Combine(folder, "orthanc.json");
        await File.WriteAllTextAsync(configuration, JsonSerializer.Serialize(settings));
        var process = Process.Start(new ProcessStartInfo(Program, [configuration]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var orthanc = new Orthanc(process, dicomPort, webPort);
        await orthanc.WaitAsync(webPort);
        return orthanc;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        await log;
        process.Dispose();
    }

    private async Task WaitAsync(int webPort)
    {
        using var client = new HttpClient();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited) Assert.Fail("Orthanc ended: " + await log);
            try
            {
                if ((await client.GetAsync(new Uri($"http://127.0.0.1:{webPort}/dicom-web/studies"))).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // It is not up yet.
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("Orthanc did not start within 30 s.");
    }
}
