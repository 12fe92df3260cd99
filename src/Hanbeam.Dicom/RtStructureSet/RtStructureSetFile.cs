using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>An RT Structure Set read by itself, without its CT: for doses of other systems.</summary>
public static class RtStructureSetFile
{
    /// <summary>Reads the structures of a file, in its order; each names its frame of reference.</summary>
    /// <param name="path">The file.</param>
    /// <param name="warnings">Receives what the user should know, one sentence each.</param>
    /// <exception cref="InputException">The file is damaged or no RT Structure Set.</exception>
    public static IReadOnlyList<Structure> Read(string path, ICollection<string> warnings)
    {
        var file = DicomFile.Read(path);
        if (!IsStructureSet(file)) throw new InputException($"{path}: this is no RT Structure Set (SOP Class {file.DataSet.Text(DicomTags.SOPClassUID)}).");
        var noticed = new List<string>();
        var structures = new RtStructureSetReader(file, noticed).Read();
        foreach (var warning in noticed) warnings.Add(warning);
        return structures;
    }

    /// <summary>The RT Structure Sets in a folder and the folders below it, in the order of their paths.</summary>
    /// <param name="folder">The folder.</param>
    public static IReadOnlyList<string> FindIn(string folder) =>
        [.. FolderTree.FilesBelow(folder).Where(path => DicomFile.IsDicom(path) && IsStructureSet(DicomFile.ReadHeader(path)))];

    private static bool IsStructureSet(DicomFile file) => file.DataSet.Text(DicomTags.SOPClassUID) == DicomUids.RtStructureSetStorage;
}
