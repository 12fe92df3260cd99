using System.CommandLine;
using Hanbeam.App.Commands;
using Hanbeam.Dicom.Network;

namespace Hanbeam.App.Network;

/// <summary>The options that say what is looked for or fetched.</summary>
internal static class QueryOptions
{
    public static Option<string?> Study { get; } = Text("--study", "UID", "Study Instance UID.");

    public static Option<string?> Series { get; } = Text("--series", "UID", "Series Instance UID.");

    public static Option<string?> Instance { get; } = Text("--instance", "UID", "SOP Instance UID of one object.");

    public static Option<string?> PatientId { get; } = Text("--patient", "ID", "Patient ID; * and ? stand for letters.");

    public static Option<string?> PatientName { get; } = Text("--name", "NAME", "Patient's name, for example 'KIM*'.");

    public static Option<string?> Date { get; } = Text("--date", "DATE", "Study date, 20260131 or a range 20260101-20260131.");

    public static Option<string?> Accession { get; } = Text("--accession", "NUMBER", "Accession number.");

    public static Option<string?> Modality { get; } = Text("--modality", "CODE", "CT, RTSTRUCT, RTPLAN, RTDOSE …");

    /// <summary>The question of a command: inside a series its objects, inside a study its series, else studies.</summary>
    public static DicomQuery Find(CommandRun run) => new()
    {
        Level = run.Parse.GetValue(Series) is not null ? DicomQueryLevel.Image : run.Parse.GetValue(Study) is not null ? DicomQueryLevel.Series : DicomQueryLevel.Study,
        PatientId = run.Parse.GetValue(PatientId) ?? "",
        PatientName = run.Parse.GetValue(PatientName) ?? "",
        StudyDate = run.Parse.GetValue(Date) ?? "",
        AccessionNumber = run.Parse.GetValue(Accession) ?? "",
        Modality = run.Parse.GetValue(Modality) ?? "",
        StudyInstanceUid = run.Parse.GetValue(Study) ?? "",
        SeriesInstanceUid = run.Parse.GetValue(Series) ?? "",
    };

    /// <summary>What a command fetches: the narrowest that is named.</summary>
    public static DicomQuery Fetch(CommandRun run) => new()
    {
        Level = run.Parse.GetValue(Instance) is not null ? DicomQueryLevel.Image : run.Parse.GetValue(Series) is not null ? DicomQueryLevel.Series : DicomQueryLevel.Study,
        StudyInstanceUid = run.Parse.GetValue(Study) ?? "",
        SeriesInstanceUid = run.Parse.GetValue(Series) ?? "",
        SopInstanceUid = run.Parse.GetValue(Instance) ?? "",
    };

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };
}
