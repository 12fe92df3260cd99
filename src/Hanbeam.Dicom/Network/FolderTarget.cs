using System.IO.Compression;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Network;

/// <summary>
/// Stores objects as files of a folder: CLASS_UID.dcm, written beside their name and renamed, so that a file that is there is whole. What is there is never replaced:
/// the same object again is as good as stored, another one of its name is refused.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="settings">What is kept, and who is told.</param>
/// <param name="open">Makes a file; null: on the disk.</param>
internal sealed class FolderTarget(string folder, StoreProviderSettings settings, Func<string, Stream>? open = null) : IStoreTarget
{
    // UIDs stand in front; an object that has this much before them is none of ours.
    private const int LongestHead = 1 << 20;

    public async Task<ushort> StoreAsync(Part10Header header, string callingAe, Func<Stream, Task> receive)
    {
        if (ObjectFile.NameOf(header.SopClassUid, header.SopInstanceUid) is not { } name)
        {
            await receive(Stream.Null);
            return ObjectFile.IsUid(header.SopInstanceUid) ? StoreStatus.ClassNotSupported : StoreStatus.InvalidInstance;
        }

        var path = Path.Combine(folder, name);
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            var file = new ForgivingStream(() => open?.Invoke(beside) ?? new FileStream(beside, FileMode.CreateNew, FileAccess.Write));
            await using (file)
            {
                header.Write(file, callingAe);
                header = header with { DataOffset = file.Taken };
                await receive(file);
            }

            var status = file.HasFailed ? StoreStatus.OutOfResources : Verdict(beside, header);
            if (status == StoreStatus.Success) status = Keep(beside, path, header);
            if (status == StoreStatus.Success) settings.Received?.Invoke(new ReceivedObject(path, header.SopClassUid, header.SopInstanceUid, callingAe));
            return status;
        }
        finally
        {
            if (File.Exists(beside)) File.Delete(beside);
        }
    }

    // Whether the data set is the object that the command announced.
    private ushort Verdict(string path, Part10Header header)
    {
        try
        {
            var head = HeadOf(path, header);
            if (head.Text(DicomTags.SOPClassUID) != header.SopClassUid || head.Text(DicomTags.SOPInstanceUID) != header.SopInstanceUid) return StoreStatus.DataSetDoesNotMatch;
            return settings.StudyInstanceUid.Length == 0 || head.Text(DicomTags.StudyInstanceUID) == settings.StudyInstanceUid ? StoreStatus.Success : StoreStatus.NotAuthorised;
        }
        catch (Exception error) when (error is InputException or InvalidDataException)
        {
            return StoreStatus.CannotUnderstand;
        }
    }

    private static DicomDataSet HeadOf(string path, Part10Header header)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        file.Seek(header.DataOffset, SeekOrigin.Begin);
        var syntax = TransferSyntax.Find(header.TransferSyntaxUid, path);
        using Stream plain = syntax.IsDeflated ? new DeflateStream(file, CompressionMode.Decompress) : file;
        var start = new byte[LongestHead];
        var count = plain.ReadAtLeast(start, LongestHead, throwOnEndOfStream: false);
        return new DicomParser(new DicomSource(start.AsMemory(0, count)), path, syntax).ReadUpTo(DicomTags.StudyInstanceUID);
    }

    private static ushort Keep(string beside, string path, Part10Header header)
    {
        try
        {
            File.Move(beside, path);
            return StoreStatus.Success;
        }
        catch (IOException) when (File.Exists(path))
        {
            return IsSame(beside, header, path) ? StoreStatus.Success : StoreStatus.DuplicateInstance;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return StoreStatus.OutOfResources;
        }
    }

    // The meta information may differ: it names who sent the file.
    private static bool IsSame(string path, Part10Header header, string there)
    {
        try
        {
            if (Part10Header.Read(there) is not { } other || other.TransferSyntaxUid != header.TransferSyntaxUid) return false;
            using var left = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var right = new FileStream(there, FileMode.Open, FileAccess.Read, FileShare.Read);
            left.Seek(header.DataOffset, SeekOrigin.Begin);
            right.Seek(other.DataOffset, SeekOrigin.Begin);
            return left.Length - left.Position == right.Length - right.Position && HaveSameRest(left, right);
        }
        catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool HaveSameRest(Stream left, Stream right)
    {
        var (one, other) = (new byte[1 << 16], new byte[1 << 16]);
        while (left.ReadAtLeast(one, one.Length, throwOnEndOfStream: false) is > 0 and var count)
        {
            if (right.ReadAtLeast(other, count, throwOnEndOfStream: false) < count || !one.AsSpan(0, count).SequenceEqual(other.AsSpan(0, count))) return false;
        }

        return true;
    }
}
