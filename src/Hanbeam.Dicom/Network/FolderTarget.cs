namespace Hanbeam.Dicom.Network;

/// <summary>Stores objects as files of a folder: CLASS_UID.dcm, written beside their name and renamed, so that a file that is there is whole.</summary>
internal sealed class FolderTarget(string folder, Action<ReceivedObject>? received) : IStoreTarget
{
    public async Task<ushort> StoreAsync(Part10Header header, string callingAe, Func<Stream, Task> receive)
    {
        if (ObjectFile.NameOf(header.SopClassUid, header.SopInstanceUid) is not { } name)
        {
            await receive(Stream.Null);
            return ObjectFile.IsUid(header.SopInstanceUid) ? StoreStatus.ClassNotSupported : StoreStatus.InvalidInstance;
        }

        var path = Path.Combine(folder, name);
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
}
