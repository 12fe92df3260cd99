namespace Hanbeam.Dicom.Network;

/// <summary>Stores objects as files of a folder: CLASS_UID.dcm, written beside their name and renamed, so that a file that is there is whole.</summary>
internal sealed class FolderTarget(string folder, Action<ReceivedObject>? received) : IStoreTarget
{
    private const int LongestUid = 64;

    public async Task<ushort> StoreAsync(Part10Header header, string callingAe, Func<Stream, Task> receive)
    {
        var prefix = StorageClasses.PrefixOf(header.SopClassUid);
        if (prefix is null || !IsUid(header.SopInstanceUid))
        {
            await receive(Stream.Null);
            return prefix is null ? StoreStatus.ClassNotSupported : StoreStatus.InvalidInstance;
        }

        var path = Path.Combine(folder, $"{prefix}_{header.SopInstanceUid}.dcm");
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        FileStream? file = null;
        try
        {
            file = Open(beside);
            if (file is null)
            {
                await receive(Stream.Null);
                return StoreStatus.OutOfResources;
            }

            header.Write(file, callingAe);
            await receive(file);
            await file.DisposeAsync();
            File.Move(beside, path, overwrite: true);
            received?.Invoke(new ReceivedObject(path, header.SopClassUid, header.SopInstanceUid, callingAe));
            return StoreStatus.Success;
        }
        finally
        {
            if (file is not null) await file.DisposeAsync();
            File.Delete(beside);
        }
    }

    private static FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // What a peer calls an object becomes the name of a file.
    private static bool IsUid(string text) => text.Length is > 0 and <= LongestUid && text.All(c => c is (>= '0' and <= '9') or '.') && char.IsAsciiDigit(text[0]);
}
