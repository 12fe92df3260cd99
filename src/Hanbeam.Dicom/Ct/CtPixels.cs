using System.Buffers;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Ct;

/// <summary>The pixels of one CT image, in Hounsfield units.</summary>
internal static class CtPixels
{
    /// <summary>
    /// Reads an image into a slice of the grid, with rows and columns turned where the grid runs the other way. Of an uncompressed file only the pixels are read,
    /// into a buffer that is used again.
    /// </summary>
    /// <param name="slice">The image.</param>
    /// <param name="hounsfield">Receives the slice, x fastest.</param>
    internal static void Read(CtSlice slice, Span<float> hounsfield)
    {
        var needed = slice.Rows * slice.Columns * slice.Format.Bytes;
        if (slice.PixelsAt is not var (offset, length))
        {
            var pixels = (slice.File ?? DicomFile.Read(slice.Path)).NativePixels().Span;
            CheckLength(slice, pixels.Length, needed);
            Fill(slice, pixels, hounsfield);
            return;
        }

        CheckLength(slice, length, needed);
        var buffer = ArrayPool<byte>.Shared.Rent(needed);
        try
        {
            ReadBytes(slice.Path, offset, buffer.AsSpan(0, needed));
            Fill(slice, buffer.AsSpan(0, needed), hounsfield);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Refuses an image whose header claims more pixels than its file can hold, before anything is allocated for them.</summary>
    internal static void CheckSize(CtSlice slice)
    {
        if (slice.PixelsAt is var (_, length)) CheckLength(slice, length, slice.Rows * slice.Columns * slice.Format.Bytes);
        else if (slice.File is { } file) CheckLength(slice, file.NativePixels().Length, slice.Rows * slice.Columns * slice.Format.Bytes);
        else if ((long)slice.Rows * slice.Columns * slice.Format.Bytes > PixelDecoder.MostShrinking * new FileInfo(slice.Path).Length)
            throw new InputException($"{slice.Path}: a file of {new FileInfo(slice.Path).Length} bytes cannot hold {slice.Rows} × {slice.Columns} pixels.");
    }

    private static void Fill(CtSlice slice, ReadOnlySpan<byte> pixels, Span<float> hounsfield)
    {
        var rowBytes = slice.Columns * slice.Format.Bytes;
        for (var row = 0; row < slice.Rows; row++)
        {
            var j = slice.AlongColumn.Y > 0 ? row : slice.Rows - 1 - row;
            var target = hounsfield.Slice(j * slice.Columns, slice.Columns);
            slice.Format.Rescale(pixels.Slice(row * rowBytes, rowBytes), target);
            if (slice.AlongRow.X < 0) target.Reverse();
        }
    }

    private static void CheckLength(CtSlice slice, long length, int needed)
    {
        if (length == 0) throw new InputException($"{slice.Path}: the image has no pixel data.");
        if (length < needed) throw new InputException($"{slice.Path}: PixelData has {length} bytes where {slice.Rows} × {slice.Columns} pixels need {needed}.");
    }

    private static void ReadBytes(string path, long offset, Span<byte> target)
    {
        try
        {
            using var file = File.OpenHandle(path);
            for (var done = 0; done < target.Length;)
            {
                var count = RandomAccess.Read(file, target[done..], offset + done);
                if (count == 0) throw new InputException($"{path}: the file became shorter while it was read.");
                done += count;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
