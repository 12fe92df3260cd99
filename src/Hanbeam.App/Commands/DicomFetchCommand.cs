using System.CommandLine;
using System.Text.Json;
using Hanbeam.App.Network;
using Hanbeam.App.Output;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom fetch</c>: a study, series or object from another system into a folder.</summary>
internal static class DicomFetchCommand
{
    private static readonly Option<string> Out = new("--out") { HelpName = "DIR", Description = "The folder to be made.", Required = true };
    private static readonly Option<string[]> From = new("--from") { HelpName = "TITLE", Description = "Take objects of a C-MOVE from this title; may be given several times; default: the node's own." };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("fetch", "Fetches a study, series or object: C-MOVE to ourselves, or WADO-RS of DICOMweb.", "hanbeam dicom fetch pacs --study 1.2.840.1 --out cases/patient");
        command.Arguments.Add(NodeOptions.Node);
        foreach (var option in new Option[] { QueryOptions.Study, QueryOptions.Series, QueryOptions.Instance, Out, From, NodeOptions.Web, NodeOptions.Nodes }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var (self, node) = NodeOptions.Read(run);
        var query = QueryOptions.Fetch(run);
        using var folder = OutputFolder.Create(run.Parse.GetRequiredValue(Out), run.Force);
        var received = (NodeOptions.UsesWeb(run, node) ? FetchWebAsync(node, query, folder.WorkPath, run.Context) : MoveAsync(self, node, query, folder.WorkPath, run)).GetAwaiter().GetResult();
        if (received.Count == 0) throw new InputException($"{node.Name} sent nothing for {query.StudyInstanceUid}; 'dicom find' lists what it has.");
        folder.Write(() => File.WriteAllText(folder.PathOf("manifest.json"), JsonSerializer.Serialize(InputManifest.Of(run.Arguments, run.Timestamp), JsonText.Options) + "\n"));
        folder.Commit();
        var files = received.Select(one => one with { Path = Path.Combine(folder.Target, Path.GetFileName(one.Path)) }).ToList();
        if (run.Json) run.WriteJson(ReceiveDocument.Of(folder.Target, files));
        else run.WriteLine($"{files.Count} objects fetched into {folder.Target}");
        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<ReceivedObject>> FetchWebAsync(DicomNode node, DicomQuery query, string folder, WorkContext context)
    {
        using var user = new DicomWebUser(node);
        return await user.FetchAsync(query, folder, context);
    }

    private static async Task<IReadOnlyList<ReceivedObject>> MoveAsync(DicomSelf self, DicomNode node, DicomQuery query, string folder, CommandRun run)
    {
        var received = new List<ReceivedObject>();
        var refused = new List<string>();
        var titles = run.Parse.GetValue(From) ?? [];
        var settings = new StoreProviderSettings
        {
            Callers = titles.Length > 0 ? titles : [node.AeTitle],
            StudyInstanceUid = query.StudyInstanceUid,
            Received = one => { lock (received) received.Add(one); },
            Refused = sentence => { lock (refused) refused.Add(sentence); },
        };
        await using var provider = StoreProvider.Start(self, folder, settings);
        var moved = await new DimseUser(node, self).MoveAsync(query, self.AeTitle, run.Context);
        // Objects that came twice, for a second attempt, count twice and are one file.
        if (moved.Failed == 0 && received.Count >= moved.Completed + moved.Warned) return [.. received.DistinctBy(one => one.Path)];
        if (moved.Failed == 0) throw new InputException($"{node.Name} says that it sent {moved.Completed + moved.Warned} objects to {self.AeTitle}, and {received.Count} came.");
        var why = refused.Count > 0 ? refused[^1] : $"does {node.Name} know {self.AeTitle} at our address and port {self.Port}?";
        throw new InputException($"{node.Name} could not send {moved.Failed} of {moved.Failed + moved.Completed + moved.Warned} objects to {self.AeTitle}: {why}");
    }
}
