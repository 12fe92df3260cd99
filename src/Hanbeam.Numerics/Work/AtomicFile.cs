namespace Hanbeam.Numerics.Work;

/// <summary>Writes files beside their target and renames them into place: a killed run leaves the old file or the new one, never half of one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The target; an existing file is replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="InputException">The file cannot be written: no such folder, no permission, full disk.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // A name of its own keeps two runs at once apart; process numbers repeat from container to container.
        var beside = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {e.Message}", e);
        }
        finally
        {
            Discard(beside);
        }
    }

    /// <summary>Writes a text file, UTF-8 without a byte order mark.</summary>
    /// <param name="path">The target; an existing file is replaced.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    private static void Discard(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report.
        }
    }
}
