using System.Buffers.Binary;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dicom.Codec;

/// <summary>Run-length encoded frames: one segment for each byte of each sample, the high byte first [DICOM, PS3.5 annex G].</summary>
internal static class RleDecoder
{
    private const int HeaderBytes = 64;
    private const int MostSegments = 15;

    /// <summary>Decodes a frame.</summary>
    internal static void Decode(ReadOnlySpan<byte> frame, FrameLayout layout, Span<byte> target, string path)
    {
        var segments = layout.Samples * layout.SampleBytes;
        if (frame.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(frame) != segments || segments > MostSegments)
            throw new InputException($"{path}: the run-length encoded pixels do not have the {segments} segment(s) that {layout.Samples} sample(s) of {layout.SampleBytes} byte(s) need.");
        for (var segment = 0; segment < segments; segment++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * (segment + 1))..]);
            var end = segment + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * (segment + 2))..]) : (uint)frame.Length;
            if (start < HeaderBytes || start > end || end > frame.Length) throw new InputException($"{path}: segment {segment + 1} of the run-length encoded pixels lies outside of them.");
            var (sample, high) = (segment / layout.SampleBytes, segment % layout.SampleBytes);
            Unpack(frame[(int)start..(int)end], target[(sample * layout.SampleBytes + layout.SampleBytes - 1 - high)..], segments, layout.Rows * layout.Columns, path);
        }
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> target, int step, int count, string path)
    {
        var (from, done) = (0, 0);
        while (done < count && from < packed.Length)
        {
            var code = (sbyte)packed[from++];
            if (code == sbyte.MinValue) continue; // a filler
            var isRun = code < 0;
            var length = isRun ? 1 - code : code + 1;
            var stored = isRun ? 1 : length;
            if (stored > packed.Length - from) break;
            // A run may reach beyond the frame where a writer padded the last row.
            for (var i = 0; i < length && done < count; i++, done++) target[done * step] = packed[from + (isRun ? 0 : i)];
            from += stored;
        }

        if (done < count) throw new InputException($"{path}: the run-length encoded pixels end after {done} of {count} pixels.");
    }
}
