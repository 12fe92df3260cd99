using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>How a data set is encoded [DICOM, PS3.5 section 10 and annex A].</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="IsExplicit">Whether each attribute names its value representation.</param>
/// <param name="IsBigEndian">Whether the high byte comes first.</param>
/// <param name="IsDeflated">Whether the data set is compressed as a whole.</param>
/// <param name="IsEncapsulated">Whether the pixels are compressed.</param>
internal sealed record TransferSyntax(string Uid, bool IsExplicit = true, bool IsBigEndian = false, bool IsDeflated = false, bool IsEncapsulated = false)
{
    internal static readonly TransferSyntax ImplicitLittleEndian = new(DicomUids.ImplicitVrLittleEndian, IsExplicit: false);
    internal static readonly TransferSyntax ExplicitLittleEndian = new(DicomUids.ExplicitVrLittleEndian);
    internal static readonly TransferSyntax ExplicitBigEndian = new(DicomUids.ExplicitVrBigEndian, IsBigEndian: true);
    internal static readonly TransferSyntax Deflated = new(DicomUids.DeflatedExplicitVrLittleEndian, IsDeflated: true);

    /// <summary>The syntax of a UID.</summary>
    /// <param name="uid">The UID.</param>
    /// <param name="path">The file that names it, for messages.</param>
    internal static TransferSyntax Find(string uid, string path) => uid switch
    {
        DicomUids.ImplicitVrLittleEndian => ImplicitLittleEndian,
        DicomUids.ExplicitVrLittleEndian => ExplicitLittleEndian,
        DicomUids.ExplicitVrBigEndian => ExplicitBigEndian,
        DicomUids.DeflatedExplicitVrLittleEndian => Deflated,
        _ when uid.StartsWith(DicomUids.EncapsulatedRoot, StringComparison.Ordinal) => new TransferSyntax(uid, IsEncapsulated: true),
        _ => throw new InputException($"{path}: the transfer syntax {uid} is not known; convert it with 'gdcmconv --raw'."),
    };

    /// <summary>
    /// The syntax that the first attribute of a data set suggests, for files that do not name theirs; null where the bytes do not look like one. A data set starts
    /// with a low group, and explicit representations are letters.
    /// </summary>
    internal static TransferSyntax? Guess(ReadOnlySpan<byte> start)
    {
        if (start.Length < 8) return null;
        var isLetters = DicomVrs.Parse(start[4], start[5]) is not null;
        if (start[0] is 0x02 or 0x08 && start[1] == 0) return isLetters ? ExplicitLittleEndian : start[7] == 0 ? ImplicitLittleEndian : null;
        return start[1] is 0x02 or 0x08 && start[0] == 0 && isLetters ? ExplicitBigEndian : null;
    }
}
