using System.Buffers.Binary;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>
/// Lossless JPEG with Huffman coding, process 14, all seven predictors, one component of 2 to 16 bits [ISO10918, annex H]; pixels come out little endian. Colour,
/// which no CT or dose has, is refused.
/// </summary>
internal sealed class LosslessJpegDecoder
{
    private const byte StartOfFrame = 0xC3;
    private const byte HuffmanTables = 0xC4;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte RestartInterval = 0xDD;

    // An image has up to four tables; writers may give them again, but not without end.
    private const int MostTables = 16;

    private readonly ReadOnlyMemory<byte> image;
    private readonly FrameLayout layout;
    private readonly string path;
    private readonly JpegHuffmanTable?[] tables = new JpegHuffmanTable?[4];
    private int precision;
    private int restartInterval;
    private int tablesRead;

    internal LosslessJpegDecoder(ReadOnlyMemory<byte> image, FrameLayout layout, string path)
    {
        this.image = image;
        this.layout = layout;
        this.path = path;
    }

    /// <summary>Decodes the image.</summary>
    /// <param name="target">Receives the pixels.</param>
    internal void Decode(Span<byte> target)
    {
        var position = 0;
        while (true)
        {
            var marker = NextMarker(ref position);
            if (marker == StartOfImage) continue;
            if (marker == EndOfImage) throw Broken("ends before its pixels");
            var segment = Segment(ref position);
            if (marker == StartOfScan)
            {
                DecodeScan(segment, image.Span[position..], target);
                return;
            }

            if (marker == HuffmanTables) ReadTables(segment);
            else if (marker == StartOfFrame) ReadFrame(segment);
            else if (marker == RestartInterval) restartInterval = segment.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw Broken("has a broken restart interval");
            // C0 to CF but C4, C8 and CC begin frames of other processes.
            else if (marker is >= 0xC0 and <= 0xCF and not 0xC8 and not 0xCC) throw Broken("is no lossless JPEG of process 14");
        }
    }

    private byte NextMarker(ref int position)
    {
        var bytes = image.Span;
        while (position + 1 < bytes.Length && bytes[position] == 0xFF && bytes[position + 1] == 0xFF) position++;
        if (position + 2 > bytes.Length || bytes[position] != 0xFF) throw Broken("has no marker where one is due");
        position += 2;
        return bytes[position - 1];
    }

    private ReadOnlySpan<byte> Segment(ref int position)
    {
        var bytes = image.Span[position..];
        var length = bytes.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;
        if (length < 2 || length > bytes.Length) throw Broken("is cut off");
        position += length;
        return bytes[2..length];
    }

    private void ReadFrame(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 9) throw Broken("has a broken frame header");
        precision = segment[0];
        var (rows, columns, components) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), segment[5]);
        if (components != 1 || layout.Samples != 1) throw new InputException($"{path}: its pixels are a colour image of {components} components in lossless JPEG, which is not read; convert it with 'dcmdjpeg IN OUT'.");
        if (precision is < 2 or > 16 || precision > 8 * layout.SampleBytes || layout.SampleBytes > 2) throw Broken($"has {precision} bits where the object allocates {8 * layout.SampleBytes}");
        if (rows != layout.Rows || columns != layout.Columns) throw Broken($"has {rows} × {columns} pixels where the object says {layout.Rows} × {layout.Columns}");
    }

    private void ReadTables(ReadOnlySpan<byte> segment)
    {
        while (segment.Length >= 17)
        {
            var (number, count) = (segment[0] & 0x0F, 0);
            foreach (var codes in segment.Slice(1, 16)) count += codes;
            if (tablesRead++ == MostTables || number >= tables.Length || segment.Length < 17 + count) throw Broken("has a broken Huffman table");
            tables[number] = JpegHuffmanTable.From(segment.Slice(1, 16), segment.Slice(17, count)) ?? throw Broken("has a broken Huffman table");
            segment = segment[(17 + count)..];
        }
    }

    private void DecodeScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, Span<byte> target)
    {
        if (precision == 0) throw Broken("has no frame header before its pixels");
        if (header.Length < 6 || header[0] != 1) throw Broken("has a broken scan header");
        var (table, predictor, shift) = (header[2] >> 4, header[3], header[5] & 0x0F);
        if (predictor is < 1 or > 7 || shift >= precision || table >= tables.Length || tables[table] is not { } codes) throw Broken("has a broken scan header");
        var bits = new JpegBits(data);
        var before = new ushort[layout.Columns];
        var row = new ushort[layout.Columns];
        // An interval counts pixels; lossless writers put restarts at the starts of rows [ISO10918, section H.1.1].
        if (restartInterval % layout.Columns != 0) throw Broken("restarts within a row, which is not read");
        var rowsBetweenRestarts = restartInterval / layout.Columns;
        for (var y = 0; y < layout.Rows; y++)
        {
            var isFirst = y == 0 || rowsBetweenRestarts > 0 && y % rowsBetweenRestarts == 0;
            if (isFirst && y > 0) bits.Restart();
            if (!DecodeRow(ref bits, codes, predictor, isFirst, 1 << (precision - shift - 1), before, row)) throw Broken($"ends in row {y + 1} of {layout.Rows}");
            Store(row, shift, target.Slice(y * layout.Columns * layout.SampleBytes, layout.Columns * layout.SampleBytes));
            (before, row) = (row, before);
        }
    }

    // Differences and predictions are taken modulo 2^16 [ISO10918, section H.1.2.1]. The first row predicts from the left, the first column from above.
    private static bool DecodeRow(ref JpegBits bits, JpegHuffmanTable codes, int predictor, bool isFirst, int start, ushort[] before, ushort[] row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            if (!bits.TryReadDifference(codes, out var difference)) return false;
            var prediction = isFirst ? x == 0 ? start : row[x - 1] : x == 0 ? before[0] : Predict(predictor, row[x - 1], before[x], before[x - 1]);
            row[x] = (ushort)(prediction + difference);
        }

        return true;
    }

    // [ISO10918, table H.1].
    private static int Predict(int predictor, int left, int above, int aboveLeft) => predictor switch
    {
        1 => left,
        2 => above,
        3 => aboveLeft,
        4 => left + above - aboveLeft,
        5 => left + ((above - aboveLeft) >> 1),
        6 => above + ((left - aboveLeft) >> 1),
        _ => (left + above) >> 1,
    };

    private void Store(ushort[] row, int shift, Span<byte> target)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var value = (ushort)(row[x] << shift);
            if (layout.SampleBytes == 1) target[x] = (byte)value;
            else BinaryPrimitives.WriteUInt16LittleEndian(target[(2 * x)..], value);
        }
    }

    private InputException Broken(string what) => new($"{path}: the JPEG image {what}; the file is damaged.");
}
