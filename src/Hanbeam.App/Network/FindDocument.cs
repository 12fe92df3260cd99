using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Network;

/// <summary>The JSON of <c>dicom find</c> (docs/formats/dicom-nodes.md).</summary>
internal sealed record FindDocument(string Schema, string Node, string Level, IReadOnlyList<DicomMatch> Matches)
{
    public static FindDocument Of(DicomNode node, DicomQuery query, IReadOnlyList<DicomMatch> matches) =>
        new("hanbeam-dicom-find/1", node.Name, query.Level.ToString().ToLowerInvariant(), matches);
}
