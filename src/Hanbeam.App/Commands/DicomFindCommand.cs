using System.CommandLine;
using Hanbeam.App.Network;
using Hanbeam.App.Terminal;
using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Commands;

/// <summary><c>hanbeam dicom find</c>: what another system has.</summary>
internal static class DicomFindCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandConsole console)
    {
        var command = new HanbeamCommand("find", "Lists studies of another system, the series of a study, or the objects of a series: C-FIND, or QIDO-RS of DICOMweb.", "hanbeam dicom find pacs --name 'KIM*' --date 20260101-20261231");
        command.Arguments.Add(NodeOptions.Node);
        foreach (var option in new Option[]
        {
            QueryOptions.PatientId, QueryOptions.PatientName, QueryOptions.Date, QueryOptions.Accession, QueryOptions.Modality, QueryOptions.Study, QueryOptions.Series, NodeOptions.Web, NodeOptions.Nodes,
        }) command.Options.Add(option);
        command.SetAction(parse => CommandRun.Execute(parse, console, Run));
        return command;
    }

    private static int Run(CommandRun run)
    {
        var (self, node) = NodeOptions.Read(run);
        var query = QueryOptions.Find(run);
        var matches = NodeOptions.UsesWeb(run, node) ? FindWeb(node, query, run.Context.Cancellation) : new DimseUser(node, self).FindAsync(query, run.Context.Cancellation).GetAwaiter().GetResult();
        if (run.Json) run.WriteJson(FindDocument.Of(node, query, matches));
        else Print(run, query, matches);
        return ExitCodes.Done;
    }

    private static IReadOnlyList<DicomMatch> FindWeb(DicomNode node, DicomQuery query, CancellationToken cancellation)
    {
        using var user = new DicomWebUser(node);
        return user.FindAsync(query, cancellation).GetAwaiter().GetResult();
    }

    private static void Print(CommandRun run, DicomQuery query, IReadOnlyList<DicomMatch> matches)
    {
        foreach (var one in matches)
        {
            run.WriteLine(query.Level switch
            {
                DicomQueryLevel.Study => $"{one.StudyDate,-8}  {one.PatientId}  {one.PatientName}  {one.Modality}  {one.StudyDescription}  {one.StudyInstanceUid}",
                DicomQueryLevel.Series => $"{one.Modality,-8}  {one.Instances,5}  {one.SeriesDescription}  {one.SeriesInstanceUid}",
                _ => $"{one.SopClassUid}  {one.SopInstanceUid}",
            });
        }

        run.WriteLine($"{matches.Count} found");
    }
}
