using System.CommandLine;
using Hanbeam.App.Commands;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Network;

/// <summary>The options with which every command of the network names the other system.</summary>
internal static class NodeOptions
{
    public static Argument<string> Node { get; } = new("NODE") { Description = "The other system: a name in the list of nodes." };

    public static Option<string?> Nodes { get; } = new("--nodes")
    {
        HelpName = "FILE", Description = "The list of nodes (docs/formats/dicom-nodes.md); default: dicom-nodes.yaml here, else in the user's configuration folder.",
    };

    public static Option<bool> Web { get; } = new("--web") { Description = "Use DICOMweb where the node has DIMSE too." };

    /// <summary>Who we are, and the node asked for.</summary>
    public static (DicomSelf Self, DicomNode Node) Read(CommandRun run)
    {
        var path = run.Parse.GetValue(Nodes) ?? DicomNodesFile.DefaultPath;
        var file = DicomNodesFile.Read(path);
        return (file.Self, file.Find(run.Parse.GetRequiredValue(Node), path));
    }

    /// <summary>Whether DICOMweb is used for a node.</summary>
    /// <exception cref="InputException">It is asked for and the node has none.</exception>
    public static bool UsesWeb(CommandRun run, DicomNode node)
    {
        var wanted = run.Parse.GetValue(Web);
        if (wanted && node.Web is null) throw new InputException($"The node {node.Name} has no address for DICOMweb (key web).");
        return wanted || node.Host.Length == 0;
    }
}
