using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>A file that is a CT image: the slice that it is, or why it cannot be one; that matters only where its series is wanted.</summary>
internal sealed record CtImageFile
{
    private readonly CtSlice? slice;
    private readonly InputException? fault;

    private CtImageFile(CtSlice? slice, InputException? fault)
    {
        this.slice = slice;
        this.fault = fault;
    }

    internal required string SeriesInstanceUid { get; init; }

    internal required string SeriesDescription { get; init; }

    /// <summary>Judges a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="keepsFile">Whether the file is in memory only and must be kept for its pixels.</param>
    internal static CtImageFile From(DicomFile file, bool keepsFile)
    {
        var (slice, fault) = Judge(file);
        return new CtImageFile(keepsFile && slice is not null ? slice with { File = file } : slice, fault)
        {
            SeriesInstanceUid = file.DataSet.Text(DicomTags.SeriesInstanceUID),
            SeriesDescription = file.DataSet.Text(DicomTags.SeriesDescription),
        };
    }

    /// <summary>The slice.</summary>
    /// <exception cref="InputException">The file cannot be one.</exception>
    internal CtSlice Slice() => slice ?? throw fault!;

    private static (CtSlice? Slice, InputException? Fault) Judge(DicomFile file)
    {
        try
        {
            return (CtSlice.From(file), null);
        }
        catch (InputException error)
        {
            return (null, error);
        }
    }
}
