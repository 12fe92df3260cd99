using System.CommandLine;
using Hanbeam.App.Network;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom send</c>: objects to a PACS or a treatment management system.</summary>
internal static class DicomSendCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files, or folders that are searched through for .dcm files.", Arity = ArgumentArity.OneOrMore };

    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("send", "Sends DICOM files to another system: C-STORE, or STOW-RS of DICOMweb.", "hanbeam dicom send pacs out/plan");
        command.Arguments.Add(NodeOptions.Node);
        command.Arguments.Add(Paths);
        command.Options.Add(NodeOptions.Nodes);
        command.Options.Add(NodeOptions.Web);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var (self, node) = NodeOptions.Read(run);
        var files = run.Parse.GetRequiredValue(Paths).SelectMany(FilesOf).Distinct(StringComparer.Ordinal).ToList();
        if (files.Count == 0) throw new InputException($"There is no .dcm file in {string.Join(", ", run.Parse.GetRequiredValue(Paths))}.");
        var isWeb = NodeOptions.UsesWeb(run, node);
        var sent = isWeb ? SendWeb(node, files, run.Context) : new DimseUser(node, self).SendAsync(files, run.Context).GetAwaiter().GetResult();
        var document = SendDocument.Of(node, isWeb, sent);
        if (run.Json) run.WriteJson(document);
        else Print(run, document);
        return document.Stored == sent.Count ? ExitCodes.Done : ExitCodes.InputFault;
    }

    private static IReadOnlyList<SentObject> SendWeb(DicomNode node, List<string> files, WorkContext context)
    {
        using var user = new DicomWebUser(node);
        return user.SendAsync(files, context).GetAwaiter().GetResult();
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new InputException($"There is no file or folder {path}.");
        return Directory.EnumerateFiles(path, "*.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    private static void Print(CommandRun run, SendDocument document)
    {
        foreach (var one in document.Objects.Where(one => !one.IsStored || one.Message is not ("done" or "done (status 0000)"))) run.WriteLine($"{one.Path}: {(one.IsStored ? "stored" : "not stored")}: {one.Message}");
        run.WriteLine($"{document.Stored} of {document.Objects.Count} objects stored with {document.Node}");
    }
}
