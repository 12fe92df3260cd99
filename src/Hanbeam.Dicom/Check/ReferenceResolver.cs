using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtStructureSet;

namespace Hanbeam.Dicom.Check;

/// <summary>Finds what a file refers to among the files that are there.</summary>
internal sealed class ReferenceResolver
{
    private readonly Dictionary<string, string> pathByInstance = [];
    private readonly ILookup<string, CheckedFile> series;

    internal ReferenceResolver(IReadOnlyList<CheckedFile> files)
    {
        foreach (var file in files.Where(file => file.SopInstanceUid.Length > 0)) pathByInstance.TryAdd(file.SopInstanceUid, file.Path);
        series = files.Where(file => file.Image is not null).ToLookup(file => file.Image!.SeriesInstanceUid);
    }

    /// <summary>Says what a file belongs to.</summary>
    internal void Resolve(CheckedFile file)
    {
        var set = file.File!.DataSet;
        switch (file.SopClassUid)
        {
            case DicomUids.CtImageStorage:
                file.BelongsTo.Add(SeriesName(set.Text(DicomTags.SeriesInstanceUID), set.Text(DicomTags.SeriesDescription)));
                break;
            case DicomUids.RtStructureSetStorage:
                StructureSet(file, set);
                break;
            default:
                foreach (var (sequence, what) in new[] { (DicomTags.ReferencedStructureSetSequence, "structure set"), (DicomTags.ReferencedRTPlanSequence, "plan"), (DicomTags.ReferencedDoseSequence, "dose") })
                {
                    foreach (var item in set.Items(sequence)) file.BelongsTo.Add(Place(what, item.Text(DicomTags.ReferencedSOPInstanceUID)));
                }

                break;
        }
    }

    private void StructureSet(CheckedFile file, DicomDataSet set)
    {
        foreach (var uid in RtStructureSetReferences.SeriesOf(set))
            file.BelongsTo.Add(series[uid].FirstOrDefault() is { } image ? SeriesName(uid, image.Image!.SeriesDescription) : $"series {uid}, which is not here");
        var images = RtStructureSetReferences.ImagesOf(set);
        var missing = images.Count(uid => !pathByInstance.ContainsKey(uid));
        if (missing > 0 && missing < images.Count) file.Warnings.Add($"{missing} of the {images.Count} images that the structures are drawn on are not here.");
        if (file.BelongsTo.Count == 0) file.Warnings.Add("It does not say which series the structures are drawn on; the frame of reference decides.");
    }

    private static string SeriesName(string uid, string description) => description.Length > 0 ? $"series '{description}' {uid}" : $"series {uid}";

    private string Place(string what, string uid) => pathByInstance.TryGetValue(uid, out var path) ? $"{what} {path}" : $"{what} {uid}, which is not here";
}
