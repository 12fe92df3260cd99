using Hanbeam.Dicom.Codec;

namespace Hanbeam.Dicom.RtStructureSet;

/// <summary>What a structure set refers to.</summary>
internal static class RtStructureSetReferences
{
    /// <summary>Series Instance UIDs of the images that the structures are drawn on.</summary>
    internal static IReadOnlySet<string> SeriesOf(DicomDataSet set) =>
        Series(set).Select(series => series.Text(DicomTags.SeriesInstanceUID)).Where(uid => uid.Length > 0).ToHashSet();

    /// <summary>SOP Instance UIDs of those images.</summary>
    internal static IReadOnlySet<string> ImagesOf(DicomDataSet set) =>
        Series(set).SelectMany(series => series.Items(DicomTags.ContourImageSequence)).Select(image => image.Text(DicomTags.ReferencedSOPInstanceUID)).Where(uid => uid.Length > 0).ToHashSet();

    private static IEnumerable<DicomDataSet> Series(DicomDataSet set) => set.Items(DicomTags.ReferencedFrameOfReferenceSequence)
        .SelectMany(frame => frame.Items(DicomTags.RTReferencedStudySequence)).SelectMany(study => study.Items(DicomTags.RTReferencedSeriesSequence));
}
