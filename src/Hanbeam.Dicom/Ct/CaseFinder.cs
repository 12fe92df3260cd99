using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>What lies in a folder: images of CT series and structure sets, told apart and chosen from.</summary>
internal sealed class CaseFinder
{
    private readonly string folder;
    private readonly List<CtImageFile> images = [];
    private readonly List<DicomFile> structureSets = [];
    private string? enhancedCt;

    internal CaseFinder(string folder, List<string> warnings)
    {
        this.folder = folder;
        Warnings = warnings;
    }

    internal List<string> Warnings { get; }

    /// <summary>Looks through a folder.</summary>
    internal void Search(WorkContext context)
    {
        var paths = FolderTree.FilesBelow(folder);
        var found = new Finding[paths.Count];
        InOrder.For(paths.Count, context, i => found[i] = Open(paths[i]));
        foreach (var finding in found)
        {
            if (finding.Warning is not null) Warnings.Add(finding.Warning);
            else if (finding.Image is { } image) images.Add(image);
            else if (finding.File is { } file) Add(file);
        }
    }

    /// <summary>Adds a file that is in memory.</summary>
    internal void Add(DicomFile file)
    {
        switch (file.DataSet.Text(DicomTags.SOPClassUID))
        {
            case DicomUids.CtImageStorage when IsLocalizer(file):
                Warnings.Add($"{file.Path} is a localizer image and was ignored.");
                break;
            case DicomUids.CtImageStorage:
                images.Add(CtImageFile.From(file, keepsFile: true));
                break;
            case DicomUids.EnhancedCtImageStorage:
                enhancedCt ??= file.Path;
                break;
            case DicomUids.RtStructureSetStorage:
                structureSets.Add(file);
                break;
        }
    }

    /// <summary>The images of the one series, or of the one that is chosen.</summary>
    internal IReadOnlyList<CtSlice> OneSeries(string chosen)
    {
        var series = images.GroupBy(image => image.SeriesInstanceUid).ToList();
        if (series.Count == 0) throw new InputException(NoCt());
        var meant = chosen.Length == 0 ? series : series.Where(group => group.Key == chosen).ToList();
        if (meant.Count == 1) return [.. meant[0].Select(image => image.Slice())];
        var names = string.Join(", ", series.Select(group => $"'{group.First().SeriesDescription}' with {group.Count()} slices ({group.Key}){UsedBy(group.Key)}"));
        throw new InputException(meant.Count == 0
            ? $"{folder}: there is no CT series {chosen}; there are {names}."
            : $"{folder}: there are {series.Count} CT series, {names}; choose one (--series UID, in a recipe ct: {{ series: UID }}).");
    }

    /// <summary>The structure set that is drawn on the series, or the one that is chosen.</summary>
    internal (DicomFile File, RtStructureSetReader Reader) OneStructureSet(string frameOfReference, string chosen)
    {
        if (structureSets.Count == 0) throw new InputException($"{folder}: there is a CT but no RT Structure Set.");
        var sets = structureSets.Select(file => (File: file, Reader: new RtStructureSetReader(file, Warnings))).ToList();
        var fitting = sets.Where(set => set.Reader.FramesOfReference is var frames && (frames.Count == 0 || frames.Contains(frameOfReference))).ToList();
        var meant = chosen.Length == 0 ? fitting : fitting.Where(set => UidOf(set.File) == chosen).ToList();
        if (meant.Count == 1) return meant[0];
        if (fitting.Count == 0) throw new InputException($"{structureSets[0].Path}: the structures are drawn in another frame of reference than the CT.");
        var names = string.Join(", ", fitting.Select(set => $"{set.File.Path} ('{set.File.DataSet.Text(DicomTags.StructureSetLabel)}', {UidOf(set.File)})"));
        throw new InputException(meant.Count == 0
            ? $"{folder}: there is no RT Structure Set {chosen} for the CT; there are {names}."
            : $"{folder}: there are {fitting.Count} RT Structure Sets for the CT, {names}; choose one (--structure-set UID, in a recipe ct: {{ structureSet: UID }}).");
    }

    private static string UidOf(DicomFile file) => file.DataSet.Text(DicomTags.SOPInstanceUID);

    private string UsedBy(string series) =>
        structureSets.Any(file => RtStructureSetReferences.SeriesOf(file.DataSet).Contains(series)) ? ", which structures are drawn on" : "";

    private string NoCt()
    {
        if (enhancedCt is not null) return $"{enhancedCt}: this is an enhanced multi-frame CT, which is not read; convert it to single CT images with 'gdcmtar --unenhance -i IN -o OUT'.";
        return structureSets.Count > 0 ? $"{folder}: there is an RT Structure Set but no CT image." : $"{folder}: there is no CT image in this folder.";
    }

    internal static bool IsLocalizer(DicomFile file) => file.DataSet.Texts(DicomTags.ImageType).Contains("LOCALIZER");

    private static Finding Open(string path)
    {
        if (!DicomFile.IsDicom(path))
            return new Finding(Warning: path.EndsWith(".dcm", StringComparison.OrdinalIgnoreCase) ? $"{path} is no DICOM file in spite of its name and was ignored." : null);
        try
        {
            var file = DicomFile.ReadHeader(path);
            return file.DataSet.Text(DicomTags.SOPClassUID) == DicomUids.CtImageStorage && !IsLocalizer(file) ? new Finding(Image: CtImageFile.From(file, keepsFile: false)) : new Finding(File: file);
        }
        catch (InputException error) when (DicomFile.ClassOf(path) is not ("" or DicomUids.CtImageStorage or DicomUids.RtStructureSetStorage))
        {
            return new Finding(Warning: $"A file that is neither CT nor structures was ignored: {error.Message}");
        }
    }

    private readonly record struct Finding(string? Warning = null, CtImageFile? Image = null, DicomFile? File = null);
}
