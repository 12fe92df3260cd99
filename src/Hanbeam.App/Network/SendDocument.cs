using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Network;

/// <summary>The JSON of <c>dicom send</c> (docs/formats/dicom-nodes.md).</summary>
internal sealed record SendDocument(string Schema, string Node, string Protocol, int Stored, IReadOnlyList<SentObject> Objects)
{
    public static SendDocument Of(DicomNode node, bool isWeb, IReadOnlyList<SentObject> objects) =>
        new("hanbeam-dicom-send/1", node.Name, isWeb ? "DICOMweb" : "DIMSE", objects.Count(one => one.IsStored), objects);
}
