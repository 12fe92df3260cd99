using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;

namespace Hanbeam.Dicom.Check;

/// <summary>One file while it is judged: what was read of it, and what has been said of it so far.</summary>
internal sealed class CheckedFile(string path)
{
    internal string Path { get; } = path;

    /// <summary>The file but for its pixels; null where it is no DICOM or cannot be read.</summary>
    internal DicomFile? File { get; set; }

    internal CtImageFile? Image { get; set; }

    internal string Kind { get; set; } = "";

    internal string Content { get; set; } = "";

    internal bool IsUsed { get; set; }

    internal List<string> BelongsTo { get; } = [];

    internal List<string> Problems { get; } = [];

    internal List<string> Warnings { get; } = [];

    internal List<string> Hints { get; } = [];

    internal string SopClassUid => File?.DataSet.Text(DicomTags.SOPClassUID) ?? "";

    internal string SopInstanceUid => File?.DataSet.Text(DicomTags.SOPInstanceUID) ?? "";

    internal DicomFileVerdict Verdict() => new()
    {
        Path = Path,
        Kind = Kind,
        Content = Content,
        Status = Problems.Count > 0 ? DicomFileStatus.Error : !IsUsed ? DicomFileStatus.Ignored : Warnings.Count > 0 ? DicomFileStatus.Warning : DicomFileStatus.Ok,
        SopInstanceUid = SopInstanceUid,
        SeriesInstanceUid = File?.DataSet.Text(DicomTags.SeriesInstanceUID) ?? "",
        BelongsTo = BelongsTo,
        Problems = Problems,
        Warnings = Warnings,
        Hints = Hints,
    };
}
