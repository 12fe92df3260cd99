using System.Runtime.InteropServices;

namespace Hanbeam.App.Output;

/// <summary>manifest.json of a folder that was made from input files alone, without case, machine and dose (docs/formats/manifest-json.md).</summary>
internal sealed record InputManifest(string Schema, string Hanbeam, string Runtime, IReadOnlyList<string> Command, string Timestamp, IReadOnlyList<HashedFile> Inputs)
{
    /// <summary>Describes a run.</summary>
    /// <param name="arguments">The words typed after <c>hanbeam</c>.</param>
    /// <param name="timestamp">The run's time.</param>
    /// <param name="inputs">The files read.</param>
    public static InputManifest Of(IReadOnlyList<string> arguments, DateTimeOffset timestamp, params HashedFile[] inputs) =>
        new("hanbeam-manifest/1", AppVersion.Text, RuntimeInformation.FrameworkDescription, arguments, AppVersion.Iso(timestamp), inputs);
}
