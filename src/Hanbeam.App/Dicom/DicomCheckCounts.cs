using Hanbeam.Dicom.Check;

namespace Hanbeam.App.Dicom;

/// <summary>Files by what becomes of them.</summary>
internal sealed record DicomCheckCounts(int Ok, int Warning, int Ignored, int Error)
{
    public static DicomCheckCounts Of(DicomCheckReport report)
    {
        return new DicomCheckCounts(Count(DicomFileStatus.Ok), Count(DicomFileStatus.Warning), Count(DicomFileStatus.Ignored), Count(DicomFileStatus.Error));

        int Count(DicomFileStatus status) => report.Files.Count(file => file.Status == status);
    }
}
