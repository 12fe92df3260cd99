using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Numerics.Random;

public sealed class RandomStreamTests
{
    // Known answers that the authors distribute with the paper's code (Random123, kat_vectors).
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_OfThePublishedCounters_GivesThePublishedWords(uint a, uint b, uint c, uint d, uint k, uint l, uint x, uint y, uint z, uint w) =>
        Assert.Equal((x, y, z, w), RandomStream.Philox((a, b, c, d), (k, l)));

    [Fact]
    public void Stream_FromItsBeginning_IsTheBlocksInOrder()
    {
        var stream = new RandomStream(0);
        Assert.Equal([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8], Enumerable.Range(0, 4).Select(_ => stream.NextUInt32()));
        var (next, _, _, _) = RandomStream.Philox((1, 0, 0, 0), (0, 0));
        Assert.Equal(next, stream.NextUInt32());
    }

    [Fact]
    public void NextDouble_OverManyDraws_IsUniform()
    {
        var stream = new RandomStream(7, 3);
        var draws = Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble()).ToList();
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1 - 1e-16));

        // Mean 1/2 and variance 1/12 of a uniform number; five standard errors at 10⁵ draws.
        Assert.Equal(0.5, draws.Average(), 0.005);
        Assert.Equal(1 / 12.0, draws.Average(draw => (draw - 0.5) * (draw - 0.5)), 0.0012);
    }

    [Fact]
    public void NextInt32_OverManyDraws_ReachesEveryNumberAboutEquallyOften()
    {
        var stream = new RandomStream(1);
        var counts = new int[7];
        for (var n = 0; n < 70_000; n++) counts[stream.NextInt32(7)]++;

        // 10 000 expected, standard deviation 93: five of them.
        Assert.All(counts, count => Assert.InRange(count, 9535, 10465));
    }

    [Fact]
    public void Streams_OfOneSeed_Differ() => Assert.NotEqual(new RandomStream(5, 0).NextUInt64(), new RandomStream(5, 1).NextUInt64());
}
