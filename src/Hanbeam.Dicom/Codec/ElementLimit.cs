using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// How many attributes and items a file may have: one for each of its bytes as it lies on the disk, and 65 536. Uncompressed ones take eight bytes each and stay below; a few deflated
/// bytes could be millions of them, each of which takes some hundred bytes of memory.
/// </summary>
/// <param name="fileBytes">Bytes of the file.</param>
internal sealed class ElementLimit(long fileBytes)
{
    // A whole small object, for files that are shorter than their attributes are many.
    private const int Anyway = 1 << 16;

    private readonly long most = fileBytes + Anyway;
    private long count;

    /// <summary>Counts one.</summary>
    /// <param name="source">The file, for the message.</param>
    /// <exception cref="InputException">There are too many.</exception>
    internal void Count(string source)
    {
        if (++count > most) throw new InputException($"{source}: the file has more than {most} attributes and items, too many for its {fileBytes} bytes.");
    }
}
