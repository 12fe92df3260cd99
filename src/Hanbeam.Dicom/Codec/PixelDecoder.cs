using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>Compressed pixels to native ones: RLE and lossless JPEG; other encodings are refused with the command that converts them.</summary>
internal static class PixelDecoder
{
    // Rows and columns of any image that is read; keeps a product of what a header claims within 32 bits.
    private const int LargestMatrix = 16384;

    /// <summary>Both encodings shrink at most so far: RLE 128 bytes to two, JPEG a pixel of two bytes to one bit.</summary>
    internal const int MostShrinking = 64;

    /// <summary>Decodes all frames.</summary>
    /// <param name="file">The image.</param>
    /// <param name="fragments">Its offset table and fragments.</param>
    /// <returns>Pixels, little endian, samples of a pixel side by side.</returns>
    internal static ReadOnlyMemory<byte> Decode(DicomFile file, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        var syntax = file.TransferSyntaxUid;
        if (syntax is not (DicomUids.RleLossless or DicomUids.JpegLossless or DicomUids.JpegLosslessFirstOrder)) throw Refusal(file);
        var layout = FrameLayout.From(file.DataSet, LargestMatrix);
        var frames = file.DataSet.Find(DicomTags.NumberOfFrames) is null ? 1 : file.DataSet.RequiredInteger(DicomTags.NumberOfFrames, 1, int.MaxValue);
        var bytes = (long)layout.Bytes * frames;
        var packed = fragments.Skip(1).Sum(fragment => (long)fragment.Length);
        if (bytes > packed * MostShrinking || bytes > Array.MaxLength)
            throw new InputException($"{file.Path}: {packed} bytes of compressed pixels cannot hold the {bytes} bytes of {frames} frame(s) of {layout.Rows} × {layout.Columns} pixels.");
        var pixels = new byte[bytes];
        var encoded = syntax == DicomUids.RleLossless ? fragments.Skip(1).ToList() : JoinImages(fragments);
        if (encoded.Count < frames) throw new InputException($"{file.Path}: there are {encoded.Count} compressed frames where NumberOfFrames is {frames}.");
        for (var frame = 0; frame < frames; frame++)
        {
            var target = pixels.AsSpan(frame * layout.Bytes, layout.Bytes);
            if (syntax == DicomUids.RleLossless) RleDecoder.Decode(encoded[frame].Span, layout, target, file.Path);
            else new LosslessJpegDecoder(encoded[frame], layout, file.Path).Decode(target);
        }

        return pixels;
    }

    // A frame may be spread over several fragments; each JPEG image begins with the marker SOI.
    private static List<ReadOnlyMemory<byte>> JoinImages(IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        var images = new List<List<ReadOnlyMemory<byte>>>();
        foreach (var fragment in fragments.Skip(1))
        {
            if (images.Count == 0 || fragment.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) images.Add([]);
            images[^1].Add(fragment);
        }

        return [.. images.Select(image => image.Count == 1 ? image[0] : Join(image))];
    }

    private static ReadOnlyMemory<byte> Join(List<ReadOnlyMemory<byte>> parts)
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(whole.AsMemory(at));
            at += part.Length;
        }

        return whole;
    }

    private static InputException Refusal(DicomFile file)
    {
        var syntax = file.TransferSyntaxUid;
        var name = DicomDictionary.NameOf(syntax) is { Length: > 0 } known ? known : "transfer syntax " + syntax;
        var number = syntax.StartsWith(DicomUids.JpegRoot, StringComparison.Ordinal) ? syntax[DicomUids.JpegRoot.Length..] : "";
        // 50 to 66 are kinds of JPEG, 80 and 81 JPEG-LS, 90 to 95 JPEG 2000, 100 and above video [DICOM, PS3.6 table A-1].
        return new InputException($"{file.Path}: its pixels are compressed as {name}, which is not read; " + (number switch
        {
            "80" or "81" => "convert it with 'dcmdjpls IN OUT'.",
            _ when number.Length == 2 && number[0] is '5' or '6' => "convert it with 'dcmdjpeg IN OUT'.",
            _ when number.Length == 3 => "video is no image that a plan is made on.",
            _ => "convert it with 'gdcmconv --raw IN OUT'.",
        }));
    }
}
