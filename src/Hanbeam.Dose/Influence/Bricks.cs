using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// Points in groups of sixteen neighbours, by halving the longest edge of ever smaller boxes. Where all voxels of a region are listed that makes compact blocks; where one
/// of eight is listed the blocks are larger, but as full.
/// </summary>
internal sealed class Bricks
{
    private const int Lanes = LaneBuffer.Lanes;

    // Points from which on the halves of a box are split side by side.
    private const int WorthAThread = 1 << 15;

    private readonly Vector3d[] positions;
    private readonly ulong[] keys;

    /// <param name="count">Number of points.</param>
    /// <param name="position">Place of a point, mm.</param>
    /// <param name="threads">Most threads.</param>
    public Bricks(int count, Func<int, Vector3d> position, int threads = 1)
    {
        positions = new Vector3d[count];
        for (var n = 0; n < count; n++) positions[n] = position(n);
        PointOfLane = new int[(count + Lanes - 1) / Lanes * Lanes];
        keys = new ulong[count];
        for (var n = 0; n < count; n++) PointOfLane[n] = n;
        if (count > 0) Split(0, count, threads);
        PointCount = count;
        Quantities = new(() => new BrickQuantities(Count));

        // Lanes without a point repeat the last one; nobody reads or writes them.
        for (var lane = count; lane < PointOfLane.Length; lane++) PointOfLane[lane] = PointOfLane[count - 1];
    }

    /// <summary>Sums of all bricks, shared by every operator on these points.</summary>
    public Spares<BrickQuantities> Quantities { get; }

    /// <summary>Number of points.</summary>
    public int PointCount { get; }

    /// <summary>Number of bricks.</summary>
    public int Count => PointOfLane.Length / Lanes;

    /// <summary>The point in each lane, brick after brick; lanes from <see cref="PointCount"/> on repeat a point.</summary>
    public int[] PointOfLane { get; }

    /// <summary>The points of a brick, without repeated ones.</summary>
    public ReadOnlySpan<int> LanesOf(int brick) => PointOfLane.AsSpan(brick * Lanes, Math.Min(Lanes, PointCount - brick * Lanes));

    // Puts the lower half, whole bricks of it, first, and goes on with both halves.
    private void Split(int start, int count, int threads)
    {
        while (count > Lanes)
        {
            var lower = (count / Lanes + 1) / 2 * Lanes;
            if (lower == count) lower -= Lanes;
            Sort(start, count, LongestAxis(start, count), lower);
            if (threads > 1 && count > WorthAThread)
            {
                var (from, all) = (start, count);
                Parallel.Invoke(() => Split(from, lower, threads / 2), () => Split(from + lower, all - lower, threads - threads / 2));
                return;
            }

            Split(start, lower, 1);
            (start, count) = (start + lower, count - lower);
        }
    }

    private int LongestAxis(int start, int count)
    {
        var (low, high) = (positions[PointOfLane[start]], positions[PointOfLane[start]]);
        foreach (var point in PointOfLane.AsSpan(start, count))
        {
            var p = positions[point];
            low = new Vector3d(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3d(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        var size = high - low;
        return size.X >= size.Y && size.X >= size.Z ? 0 : size.Y >= size.Z ? 1 : 2;
    }

    // The keys hold the coordinate, as bits that sort as it does, above the point's number: no two are equal, so the order is always the same.
    private void Sort(int start, int count, int axis, int lower)
    {
        var part = keys.AsSpan(start, count);
        for (var n = 0; n < count; n++)
        {
            var point = PointOfLane[start + n];
            var p = positions[point];
            var bits = BitConverter.SingleToInt32Bits((float)(axis == 0 ? p.X : axis == 1 ? p.Y : p.Z));
            part[n] = (ulong)(uint)(bits < 0 ? ~bits : bits ^ int.MinValue) << 32 | (uint)point;
        }

        Select(part, lower);
        for (var n = 0; n < count; n++) PointOfLane[start + n] = (int)(uint)part[n];
    }

    // Quickselect: the smallest ones come first.
    private static void Select(Span<ulong> part, int smallest)
    {
        while (part.Length > 1)
        {
            var pivot = part[part.Length / 2];
            var (low, high) = (0, part.Length - 1);
            while (low <= high)
            {
                while (part[low] < pivot) low++;
                while (part[high] > pivot) high--;
                if (low > high) break;
                (part[low], part[high]) = (part[high], part[low]);
                (low, high) = (low + 1, high - 1);
            }

            if (smallest <= high)
            {
                part = part[..(high + 1)];
            }
            else if (smallest >= low)
            {
                part = part[low..];
                smallest -= low;
            }
            else
            {
                return;
            }
        }
    }
}
