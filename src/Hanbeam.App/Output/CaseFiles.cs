using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Output;

/// <summary>A case in a manifest: its source (a folder, or water:…), its kind, and the SHA-256 of the files that were read by path inside the folder.</summary>
internal sealed record CaseFiles(string Source, string Kind, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>What was chosen from a DICOM folder with several series or with uneven slices; null where nothing was.</summary>
    public CtChoice? Ct { get; init; }

    /// <summary>Hashes the files that a case was read from.</summary>
    public static CaseFiles Of(PatientCase patient)
    {
        var kind = patient.Kind.ToString().ToLowerInvariant();
        return patient.Kind == CaseKind.Water
            ? new CaseFiles(patient.Source, kind, new Dictionary<string, string>())
            : new CaseFiles(Path.GetFullPath(patient.Source), kind, HashedFile.OfFiles(patient.Source, patient.Files)) { Ct = patient.Choice == new CtChoice() ? null : patient.Choice };
    }
}
