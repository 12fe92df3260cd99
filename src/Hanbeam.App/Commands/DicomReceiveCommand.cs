using System.CommandLine;
using Hanbeam.App.Network;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom receive</c>: a folder that a scanner or PACS can send to.</summary>
internal static class DicomReceiveCommand
{
    private const int HighestPort = 65535;

    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Description = "The folder; it may hold files already.", Required = true };
    private static readonly Option<int?> Port = new("--port") { HelpName = "P", Description = "TCP port; default: that of the list of nodes, else 11112." };
    private static readonly Option<string?> Title = new("--ae") { HelpName = "TITLE", Description = "Our application entity title; default: that of the list of nodes, else HANBEAM." };
    private static readonly Option<string?> Address = new("--address") { HelpName = "IP", Description = "Address to receive on; default: that of the list of nodes, else 127.0.0.1, this machine alone." };
    private static readonly Option<string[]> From = new("--from") { HelpName = "TITLE", Description = "Take objects from this title only; may be given several times." };
    private static readonly Option<int?> Count = new("--count") { HelpName = "N", Description = "Stop after so many objects; default: on Ctrl-C." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("receive", "Receives what scanners and PACS send (C-STORE) into a folder, until Ctrl-C.", "hanbeam dicom receive --port 11112 --out inbox");
        foreach (var option in new Option[] { Out, Port, Title, Address, From, Count, NodeOptions.Nodes }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, run => RunAsync(run).GetAwaiter().GetResult()));
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run)
    {
        var self = Self(run);
        var wanted = run.Parse.GetValue(Count);
        if (wanted is <= 0) throw new InputException($"--count {wanted} is out of range; 1 or more are allowed.");
        var folder = Path.GetFullPath(run.Parse.GetRequiredValue(Out));
        var received = new List<ReceivedObject>();
        var done = new TaskCompletionSource();
        await using (var provider = StoreProvider.Start(self, folder, new StoreProviderSettings { Callers = run.Parse.GetValue(From) ?? [], Received = Take, Refused = run.Warn }))
        {
            run.Console.Error.WriteLine($"{self.AeTitle} receives on {self.Address}:{provider.Port} into {folder}; Ctrl-C ends it.");
            await Task.WhenAny(done.Task, Task.Delay(Timeout.Infinite, run.Context.Cancellation));
        }

        if (run.Json) run.WriteJson(ReceiveDocument.Of(folder, received));
        else run.WriteLine($"{received.Count} objects received into {folder}");
        return ExitCodes.Done;

        void Take(ReceivedObject one)
        {
            lock (received)
            {
                received.Add(one);
                if (!run.Json) run.WriteLine($"{one.CallingAeTitle}  {Path.GetFileName(one.Path)}");
                if (received.Count == wanted) done.TrySetResult();
            }
        }
    }

    private static DicomSelf Self(CommandRun run)
    {
        var path = run.Parse.GetValue(NodeOptions.Nodes) ?? DicomNodesFile.DefaultPath;
        var self = run.Parse.GetValue(NodeOptions.Nodes) is not null || File.Exists(path) ? DicomNodesFile.Read(path).Self : new DicomSelf();
        if (run.Parse.GetValue(Port) is { } port) self = port is >= 0 and <= HighestPort ? self with { Port = port } : throw new InputException($"--port {port} is out of range; 1 to {HighestPort}, or 0 for any free one, are allowed.");
        return self with { AeTitle = run.Parse.GetValue(Title) ?? self.AeTitle, Address = run.Parse.GetValue(Address) ?? self.Address };
    }
}
