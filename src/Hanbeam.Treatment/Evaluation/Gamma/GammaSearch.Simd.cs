using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <content>Eight steps along x at a time: their doses come from a row of eight evaluated voxels by two permutations.</content>
internal sealed partial class GammaSearch
{
    // More slices within reach than this (distances of many voxels) are left to the scalar twin.
    private const int MostNodes = 32;

    // Single precision keeps differences of so many dose criteria to some millionths of one (64 · 2⁻²⁴ is 4·10⁻⁶); steeper ones, as of a small local dose beside
    // a high one, are searched again in double precision.
    private const float MostCriteria = 64;

    // Within two steps (squared: four) the search itself costs no more than a look around.
    private const float WorthAFloor = 4;

    private readonly LaneBlocks? blocks;

    /// <summary>The least squared gamma of a reference voxel.</summary>
    /// <param name="i">The reference voxel.</param>
    /// <param name="j">The reference voxel.</param>
    /// <param name="k">The reference voxel.</param>
    /// <param name="reference">Its dose.</param>
    /// <param name="inverseDose">1/ΔD.</param>
    /// <param name="cap">The square of the cap.</param>
    /// <returns>The least squared gamma, or the cap's square.</returns>
    public float Minimum(int i, int j, int k, float reference, float inverseDose, float cap)
    {
        var segments = z.Segments(k);
        if (blocks is null || segments.Length >= MostNodes) return MinimumScalar(i, j, k, reference, inverseDose, cap);
        var best = Math.Min(cap, (float)AtCenter(i, j, k, reference, inverseDose));
        var floor = Floor(i, j, k, reference, inverseDose, best);
        Span<Vector256<float>> nodes = stackalloc Vector256<float>[MostNodes + 1];
        var isFlat = Math.Max(greatest - reference, reference - least) * inverseDose <= MostCriteria;
        for (var n = 0; n <= 2 * y.Reach; n++)
        {
            var b = Outwards(n);
            var beside = b * b * unit;
            if (beside + floor >= best) break;
            if (b < y.First(j) || b > y.Last(j)) continue;
            var row = y.Lower(j, b) * volume.RowStride;
            for (var block = 0; block < blocks.Count; block++)
            {
                var away = beside + floor + blocks.NearestSquared[block] * unit;
                if (away >= best) break;
                var lanes = i * blocks.Count + block;
                if (blocks.Base[lanes] < 0) continue;
                var place = new BlockPlace(lanes, row + blocks.Base[lanes], (float)y.Fraction(j, b), beside, away);
                var found = Rows(place, segments, reference, inverseDose, best, nodes);
                if (!isFlat && IsSteep(nodes[..found.Nodes])) return MinimumScalar(i, j, k, reference, inverseDose, cap);
                best = AlongZ(place, segments.AsSpan(0, found.Segments), found.Low, nodes, best);
            }
        }

        return best;
    }

    // The least squared difference, in criteria, that the dose anywhere within reach can have: from the extremes of the evaluated voxels around. It shortens the
    // reach, which narrows the surroundings, and so on.
    private float Floor(int i, int j, int k, float reference, float inverseDose, float best)
    {
        var floor = 0f;
        while (best - floor > WorthAFloor * unit)
        {
            var steps = (int)MathF.Ceiling(MathF.Sqrt((best - floor) / unit));
            var (low, high) = Extremes(x.Nodes(i, steps), y.Nodes(j, steps), z.Nodes(k, steps));
            var gap = Math.Max(0, Math.Max(low - reference, reference - high)) * inverseDose;
            // The margin is more than its rounding.
            var raised = gap * gap * (1 - 1e-5f);
            if (!(raised > floor + 0.1f * (best - floor))) return Math.Max(floor, raised);
            floor = raised;
        }

        return floor;
    }

    private (float Low, float High) Extremes((int First, int Last) alongX, (int First, int Last) alongY, (int First, int Last) alongZ)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(volume.Values);
        var (low, high) = (Vector256.Create(float.PositiveInfinity), Vector256.Create(float.NegativeInfinity));
        for (var k = alongZ.First; k <= alongZ.Last; k++)
            for (var j = alongY.First; j <= alongY.Last; j++)
                for (var i = alongX.First; i <= alongX.Last; i += LaneBlocks.Lanes)
                {
                    var row = Vector256.LoadUnsafe(ref values, (nuint)(k * volume.SliceStride + j * volume.RowStride + i));
                    (low, high) = (Vector256.MinNative(low, row), Vector256.MaxNative(high, row));
                }

        return (Least(low), -Least(-high));
    }

    // The differences to the reference, in criteria, of all slices that the segments within reach need.
    private (int Segments, int Low, int Nodes) Rows(in BlockPlace place, SearchSegment[] segments, float reference, float inverseDose, float best, Span<Vector256<float>> nodes)
    {
        var count = 0;
        var (low, high) = (int.MaxValue, int.MinValue);
        for (; count < segments.Length && place.Away + segments[count].NearestSquared * unit < best; count++)
            (low, high) = (Math.Min(low, segments[count].Node), Math.Max(high, segments[count].Node + 1));
        if (count == 0) return (0, 0, 0);
        var at = (nuint)(place.Block * LaneBlocks.Lanes);
        var fractions = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(blocks!.Fractions), at);
        var lower = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(blocks.Places), at);
        for (var node = low; node <= high; node++)
            nodes[node - low] = Row(place.Voxel + node * volume.SliceStride, place.FractionY, lower, fractions, reference) * inverseDose;
        return (count, low, high - low + 1);
    }

    private float AlongZ(in BlockPlace place, ReadOnlySpan<SearchSegment> segments, int low, ReadOnlySpan<Vector256<float>> nodes, float best)
    {
        var squares = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(blocks!.Squares), (nuint)(place.Block * LaneBlocks.Lanes));
        var distances = Vector256.FusedMultiplyAdd(squares, Vector256.Create(unit), Vector256.Create(place.Beside));
        var found = Vector256.Create(best);
        var step = Vector256.Create((float)z.StepVoxels);
        foreach (var segment in segments)
            found = Vector256.MinNative(found, Vertex(nodes[segment.Node - low], nodes[segment.Node - low + 1], step, segment, distances));
        return Least(found);
    }

    private static bool IsSteep(ReadOnlySpan<Vector256<float>> nodes)
    {
        var extreme = Vector256<float>.Zero;
        foreach (var node in nodes) extreme = Vector256.MaxNative(extreme, Vector256.Abs(node));
        return Vector256.GreaterThanAny(extreme, Vector256.Create(MostCriteria));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Row(int at, float fractionY, Vector256<int> lower, Vector256<float> fractions, float reference)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(volume.Values);
        var dose = Vector256.Create(reference);
        var near = Vector256.LoadUnsafe(ref values, (nuint)at) - dose;
        var far = Vector256.LoadUnsafe(ref values, (nuint)(at + volume.RowStride)) - dose;
        var row = Vector256.FusedMultiplyAdd(Vector256.Create(fractionY), far - near, near);
        var left = Vector256.ShuffleNative(row, lower);
        var right = Vector256.ShuffleNative(row, lower + Vector256<int>.One);
        return Vector256.FusedMultiplyAdd(fractions, right - left, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Vertex(Vector256<float> lower, Vector256<float> upper, Vector256<float> step, SearchSegment segment, Vector256<float> distances)
    {
        var units = Vector256.Create(unit);
        var rise = upper - lower;
        var slope = rise * step;
        var center = Vector256.FusedMultiplyAdd(rise, Vector256.Create((float)segment.CenterFraction), lower);
        var c = Vector256.Round(-(slope * center) / Vector256.FusedMultiplyAdd(slope, slope, units));
        c = Vector256.MinNative(Vector256.MaxNative(c, Vector256.Create((float)segment.First)), Vector256.Create((float)segment.Last));
        var delta = Vector256.FusedMultiplyAdd(slope, c, center);
        return Vector256.FusedMultiplyAdd(delta, delta, Vector256.FusedMultiplyAdd(c * c, units, distances));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Least(Vector256<float> lanes)
    {
        var half = Vector128.MinNative(lanes.GetLower(), lanes.GetUpper());
        half = Vector128.MinNative(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(half[0], half[1]);
    }

    /// <param name="Block">The block of lanes.</param>
    /// <param name="Voxel">The evaluated voxel, in the lowest slice, where the block's row begins.</param>
    /// <param name="FractionY">The fraction between this row and the next.</param>
    /// <param name="Beside">Squared distance along y.</param>
    /// <param name="Away">The least that any step of the block can come to.</param>
    private readonly record struct BlockPlace(int Block, int Voxel, float FractionY, float Beside, float Away);
}
