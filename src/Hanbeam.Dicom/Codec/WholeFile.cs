using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>Writes a file so that there is either the old one or the whole new one.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside the target and renames.</summary>
    /// <exception cref="InputException">The place can't be written or the disk is full.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        var beside = path + ".part";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Discard(beside);
            throw new InputException($"{path}: cannot be written: {error.Message}", error);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What could not be created cannot be deleted either; the first error is the one to report.
        }
    }
}
