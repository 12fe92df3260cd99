using System.IO.Compression;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>A DICOM file in Part 10 form: preamble, file meta information, data set [DICOM, PS3.10 section 7]; one without the first two is read too.</summary>
/// <param name="Path">Where it was read from.</param>
/// <param name="TransferSyntaxUid">How its data set is encoded.</param>
/// <param name="DataSet">The data set.</param>
internal sealed record DicomFile(string Path, string TransferSyntaxUid, DicomDataSet DataSet)
{
    private const int PreambleLength = 128;
    private const int PrefixLength = PreambleLength + 4;

    // The file meta information; data sets begin behind it.
    private const ushort MetaGroup = 0x0002;

    // More than any object that Hanbeam reads.
    private const int MostInflatedBytes = 1 << 29;

    // Images and doses shrink to a tenth at best, ten times less than this; small objects of almost nothing may shrink more.
    private const int MostInflation = 100;
    private const int InflatedAnyway = 1 << 22;

    /// <summary>Where the pixels of an uncompressed image lie in a file that was read without them.</summary>
    internal (long Offset, long Length)? PixelsAt { get; private init; }

    /// <summary>What is unusual about how the file says that it is DICOM; empty where nothing is.</summary>
    internal string Oddity { get; private init; } = "";

    /// <summary>Whether a file is DICOM: it says so behind its preamble or, without one, begins like a data set.</summary>
    internal static bool IsDicom(string path) => Try(path, () =>
    {
        Span<byte> start = stackalloc byte[PrefixLength];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return HasPrefix(start) || TransferSyntax.Guess(start) is not null;
    });

    /// <summary>Reads a whole file.</summary>
    internal static DicomFile Read(string path) => Parse(Try(path, () => File.ReadAllBytes(path)), path);

    /// <summary>Reads a file but for its pixels, without holding more of it than that.</summary>
    internal static DicomFile ReadHeader(string path) => Try(path, () =>
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Parse(new DicomSource(stream), path, keepsPixels: false);
    });

    /// <summary>SOP Class UID as the file meta information tells it, for files whose data set cannot be read; empty where it does not.</summary>
    internal static string ClassOf(string path) => Try(path, () =>
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var input = new DicomSource(stream);
        if (!HasPrefix(input.Peek(PrefixLength))) return "";
        input.Skip(PrefixLength);
        try
        {
            return new DicomParser(input, path, TransferSyntax.ExplicitLittleEndian).ReadGroup(MetaGroup).Text(DicomTags.MediaStorageSOPClassUID);
        }
        catch (InputException)
        {
            return "";
        }
    });

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Its name, for messages.</param>
    internal static DicomFile Parse(ReadOnlyMemory<byte> bytes, string path) => Parse(new DicomSource(bytes), path, keepsPixels: true);

    /// <summary>Writes a data set as a file, beside its target and then renamed into place.</summary>
    /// <param name="path">The target.</param>
    /// <param name="set">The data set.</param>
    /// <param name="syntax">
    /// Explicit VR little endian where it is null. A data set with compressed pixels needs the syntax that it was read in; big endian and deflated are not written.
    /// </param>
    internal static void Write(string path, DicomDataSet set, TransferSyntax? syntax = null) => AtomicFile.Write(path, stream => Write(stream, set, syntax));

    /// <summary>Writes a data set as a file into a stream.</summary>
    internal static void Write(Stream stream, DicomDataSet set, TransferSyntax? syntax = null)
    {
        syntax ??= TransferSyntax.ExplicitLittleEndian;
        if (syntax.IsBigEndian || syntax.IsDeflated) throw new ArgumentException("big endian and deflated files are not written", nameof(syntax));
        if (set.Find(DicomTags.PixelData)?.Fragments is not null != syntax.IsEncapsulated && set.Find(DicomTags.PixelData) is not null)
            throw new ArgumentException("compressed pixels need the transfer syntax that they are compressed in", nameof(syntax));
        var meta = Meta(set, syntax);
        stream.Write(new byte[PreambleLength]);
        stream.Write("DICM"u8);
        DicomEncoder.Write(stream, meta);
        DicomEncoder.Write(stream, WithoutMeta(set), syntax.IsExplicit);
    }

    /// <summary>The pixels as they would lie in an uncompressed little endian file, frame after frame.</summary>
    /// <exception cref="InputException">There are none, or they are compressed in a way that is not read.</exception>
    internal ReadOnlyMemory<byte> NativePixels()
    {
        var element = DataSet.Find(DicomTags.PixelData);
        if (element?.Fragments is { } fragments) return PixelDecoder.Decode(this, fragments);
        var pixels = element?.Bytes ?? default;
        return pixels.IsEmpty ? throw new InputException($"{Path}: the image has no pixel data.") : pixels;
    }

    // Commands and file meta information that strayed into a data set would be taken for the file's own.
    private static DicomDataSet WithoutMeta(DicomDataSet set)
    {
        if (set.Elements is not [{ Tag.Group: <= MetaGroup }, ..]) return set;
        var body = new DicomDataSet();
        foreach (var element in set.Elements.Where(element => element.Tag.Group > MetaGroup)) body.Add(element);
        return body;
    }

    private static DicomDataSet Meta(DicomDataSet set, TransferSyntax syntax)
    {
        var meta = new DicomDataSet();
        meta.Add(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new byte[] { 0, 1 }));
        meta.Set(DicomTags.MediaStorageSOPClassUID, set.Text(DicomTags.SOPClassUID));
        meta.Set(DicomTags.MediaStorageSOPInstanceUID, set.Text(DicomTags.SOPInstanceUID));
        meta.Set(DicomTags.TransferSyntaxUID, syntax.Uid);
        meta.Set(DicomTags.ImplementationClassUID, DicomUids.ImplementationClass);
        meta.Set(DicomTags.ImplementationVersionName, "HANBEAM");
        var length = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)DicomEncoder.LengthOf(meta));
        meta.Add(new DicomElement(DicomTags.FileMetaInformationGroupLength, DicomVr.UL, length));
        return meta;
    }

    private static DicomFile Parse(DicomSource input, string path, bool keepsPixels)
    {
        var oddity = "";
        if (HasPrefix(input.Peek(PrefixLength))) input.Skip(PrefixLength);
        else if (TransferSyntax.Guess(input.Peek(8)) is null) throw new InputException($"{path}: this is no DICOM file, the letters DICM after the first 128 bytes are missing.");
        else oddity = "The file begins without a preamble.";
        var meta = new DicomParser(input, path, TransferSyntax.ExplicitLittleEndian).ReadGroup(MetaGroup);
        var uid = meta.Text(DicomTags.TransferSyntaxUID);
        if (uid.Length == 0) oddity = "The file does not say its transfer syntax (0002,0010); it was found from the first attribute.";
        var syntax = uid.Length > 0 ? TransferSyntax.Find(uid, path)
            : TransferSyntax.Guess(input.Peek(8)) ?? throw new InputException($"{path}: the file does not say its transfer syntax (0002,0010).");
        var elements = new ElementLimit(input.Length);
        if (syntax.IsDeflated) input = Inflate(input, path);
        if (TransferSyntax.Guess(input.Peek(8)) is { } seen && seen.IsExplicit != syntax.IsExplicit && seen.IsBigEndian == syntax.IsBigEndian)
        {
            syntax = syntax with { IsExplicit = seen.IsExplicit };
            oddity = $"The file says that its value representations are {(seen.IsExplicit ? "implicit" : "explicit")}, and they are not.";
        }

        var parser = new DicomParser(input, path, syntax, keepsPixels || syntax.IsDeflated || syntax.IsBigEndian, elements);
        return new DicomFile(path, syntax.Uid, parser.ReadToEnd()) { PixelsAt = parser.PixelsAt, Oddity = oddity };
    }

    private static DicomSource Inflate(DicomSource input, string path)
    {
        var packed = input.Take((int)Math.Min(input.Length - input.Position, Array.MaxLength)).ToArray();
        var most = (int)Math.Min(MostInflatedBytes, InflatedAnyway + (long)packed.Length * MostInflation);
        try
        {
            using var stream = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            var piece = new byte[1 << 16];
            while (stream.Read(piece) is > 0 and var count)
            {
                if (bytes.Length + count > most) throw new InputException($"{path}: the {packed.Length} deflated bytes inflate to more than the {most} that are read.");
                bytes.Write(piece, 0, count);
            }

            return new DicomSource(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        }
        catch (InvalidDataException error)
        {
            throw new InputException($"{path}: the deflated data set is damaged: {error.Message}", error);
        }
    }

    private static bool HasPrefix(ReadOnlySpan<byte> start) => start.Length >= PrefixLength && start.Slice(PreambleLength, 4).SequenceEqual("DICM"u8);

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
