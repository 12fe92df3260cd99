using System.CommandLine;
using Hanbeam.App.Network;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom echo</c>: is the other system there?</summary>
internal static class DicomEchoCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("echo", "Asks another system whether it is there and speaks DICOM with us (C-ECHO).", "hanbeam dicom echo pacs --nodes dicom-nodes.yaml");
        command.Arguments.Add(NodeOptions.Node);
        command.Options.Add(NodeOptions.Nodes);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var (self, node) = NodeOptions.Read(run);
        new DimseUser(node, self).EchoAsync(run.Context.Cancellation).GetAwaiter().GetResult();
        if (run.Json) run.WriteJson(new { schema = "hanbeam-dicom-echo/1", node = node.Name, answers = true });
        else run.WriteLine($"{node.Name} ({node.AeTitle}) answers");
        return ExitCodes.Done;
    }
}
