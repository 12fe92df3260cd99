using System.Runtime.Intrinsics;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Dose.Vectors;
using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Dose.Vectors;

public sealed class LaneMathTests
{
    [Fact]
    public void Logarithm_OverManyNumbers_IsRightAndTheSameInLanes()
    {
        foreach (var x in Draws(4000).Select(u => MathF.Pow(u, 8)).Append(1f).Append(1.1754944e-38f))
        {
            var value = FloatMath.Log(x);

            // Half a unit in the last place of the result, a few operations long: 2·10⁻⁷; near 1 the absolute error of t counts.
            Assert.Equal(Math.Log(x), value, 3e-7 * Math.Max(1, Math.Abs(Math.Log(x))));
            if (LaneTransport.IsSupported) Assert.Equal(value, LaneMath.Log(Vector512.Create(x))[5]);
        }
    }

    [Fact]
    public void Exponential_OfNegativeNumbers_IsRightAndTheSameInLanes()
    {
        foreach (var x in Draws(4000).Select(u => -100 * u).Append(0f).Append(-1e9f))
        {
            var value = FloatMath.Exp(x);
            var expected = Math.Exp(Math.Max(x, -87.34));

            // x·log2(e) is rounded: half a unit in its last place, 4·10⁻⁶ at −87, counts in full.
            Assert.Equal(expected, value, 1e-5 * expected + 2e-38);
            if (LaneTransport.IsSupported) Assert.Equal(value, LaneMath.Exp(Vector512.Create(x))[11]);
        }
    }

    [Fact]
    public void SineAndCosine_OverTheCircle_AreRightAndTheSameInLanes()
    {
        foreach (var turns in Draws(4000).Append(0f).Append(0.25f).Append(0.5f).Append(1f))
        {
            var (sin, cos) = FloatMath.SinCosTurns(turns);

            // The next terms of the series, and rounding: 2·10⁻⁷.
            Assert.Equal(Math.Sin(2 * Math.PI * turns), sin, 2e-7);
            Assert.Equal(Math.Cos(2 * Math.PI * turns), cos, 2e-7);
            if (!LaneTransport.IsSupported) continue;
            var (sines, cosines) = LaneMath.SinCosTurns(Vector512.Create(turns));
            Assert.Equal((sin, cos), (sines[0], cosines[15]));
        }
    }

    [Fact]
    public void RandomWords_OfSixteenStreams_AreThoseOfTheScalarBlocks()
    {
        Assert.SkipUnless(LaneTransport.IsSupported, "this processor has no AVX-512");
        var random = new CounterRandom(5, 6);
        var (block, low, high) = (new uint[16], new uint[16], new uint[16]);
        for (var lane = 0; lane < 16; lane++) (block[lane], low[lane], high[lane]) = (random.NextUInt32(), random.NextUInt32(), random.NextUInt32());
        var seed = 0x0123_4567_89ab_cdeful;
        LanePhilox.Words(Vector512.Create(block), Vector512.Create(low), Vector512.Create(high), seed, out var x, out var y, out var z, out var w);
        for (var lane = 0; lane < 16; lane++)
            Assert.Equal(RandomStream.Philox((block[lane], 0, low[lane], high[lane]), ((uint)seed, (uint)(seed >> 32))), (x[lane], y[lane], z[lane], w[lane]));
    }

    [Fact]
    public void Rows_LoadedAndAdded_AreThoseOfEachLane()
    {
        Assert.SkipUnless(LaneTransport.IsSupported, "this processor has no AVX-512");
        var table = Enumerable.Range(0, 400).Select(n => (float)n).ToArray();
        var offsets = Enumerable.Range(0, 16).Select(lane => lane * 7 % 5 * 40 + 4 * lane).ToArray();
        LaneRows.Load(ref table[0], ref offsets[0], 2, out var c0, out var c1, out var c2, out var c3);
        for (var lane = 0; lane < 16; lane++)
            Assert.Equal((offsets[lane] + 2f, offsets[lane] + 3f, offsets[lane] + 4f, offsets[lane] + 5f), (c0[lane], c1[lane], c2[lane], c3[lane]));

        // All lanes into one place: the sums of 0…15 and of what was there.
        var (cells, same, scratch) = (new float[8], new int[16], new float[64]);
        var ramp = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        LaneRows.Add(ref cells[0], ref same[0], 4, ref scratch[0], ramp, 2 * ramp, Vector512<float>.One, Vector512<float>.Zero);
        Assert.Equal([0, 0, 0, 0, 120, 240, 16, 0], cells);
    }

    private static IEnumerable<float> Draws(int count)
    {
        var random = new CounterRandom(11, 3);
        for (var n = 0; n < count; n++) yield return random.NextSingle();
    }
}
