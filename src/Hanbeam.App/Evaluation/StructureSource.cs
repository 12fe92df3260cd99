using Hanbeam.App.Commands;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Evaluation;

/// <summary>Opens structures by what the user wrote: an RT Structure Set, a folder with one, a folder of masks, or a case.</summary>
internal static class StructureSource
{
    /// <summary>Reads the structures, the first of each name.</summary>
    /// <param name="path">What the user wrote.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    /// <exception cref="InputException">There are none, or they cannot be read.</exception>
    public static IReadOnlyList<Structure> Read(string path, List<string> warnings)
    {
        if (WaterCase.IsWater(path)) return CaseLocator.Read(path).Structures;
        if (File.Exists(path)) return Unique(RtStructureSetFile.Read(path, warnings));
        if (!Directory.Exists(path)) throw new InputException($"There are no structures {path}.");
        var masks = MaskFolderReader.ReadMasks(path, warnings);
        if (masks.Count > 0) return masks;
        var files = RtStructureSetFile.FindIn(path);
        return files.Count switch
        {
            1 => Unique(RtStructureSetFile.Read(files[0], warnings)),
            0 => throw new InputException($"The folder {path} holds neither an RT Structure Set nor masks (NAME.mha or structures/NAME.mha)."),
            _ => throw new InputException($"The folder {path} holds {files.Count} RT Structure Sets ({string.Join(", ", files)}); name one of them."),
        };
    }

    private static Structure[] Unique(IReadOnlyList<Structure> structures) => [.. structures.DistinctBy(structure => structure.Name)];
}
