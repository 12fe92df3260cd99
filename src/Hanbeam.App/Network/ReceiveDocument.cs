using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Network;

/// <summary>The JSON of <c>dicom fetch</c> and <c>dicom receive</c> (docs/formats/dicom-nodes.md).</summary>
internal sealed record ReceiveDocument(string Schema, string Folder, IReadOnlyList<ReceivedObject> Objects)
{
    public static ReceiveDocument Of(string folder, IReadOnlyList<ReceivedObject> objects) => new("hanbeam-dicom-receive/1", folder, [.. objects.OrderBy(one => one.Path, StringComparer.Ordinal)]);
}
