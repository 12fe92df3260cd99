using Hanbeam.Numerics.Random;
using Xunit;

namespace Hanbeam.Tests.Numerics.Random;

public sealed class CounterRandomTests
{
    [Fact]
    public void Words_OfAStream_AreThoseOfTheRandomStreamWithItsKeys()
    {
        var expected = new RandomStream(0x1234_5678_9abc_def0, 42);
        var random = new CounterRandom(0x1234_5678_9abc_def0, 42);
        for (var n = 0; n < 11; n++) Assert.Equal(expected.NextUInt32(), random.NextUInt32());
        Assert.Equal(3u, random.Blocks);
    }

    [Fact]
    public void Stream_OpenedAtABlock_GoesOnFromThere()
    {
        var whole = new CounterRandom(7, 9);
        for (var n = 0; n < 8; n++) whole.NextUInt32();
        var rest = new CounterRandom(7, 9, 2);
        Assert.Equal(whole.NextUInt32(), rest.NextUInt32());
    }

    [Fact]
    public void Numbers_OverManyDraws_HaveTheirMomentsAndBounds()
    {
        const int Count = 100_000;
        var random = new CounterRandom(3, 1);
        double single = 0, uniform = 0, normal = 0, square = 0;
        for (var n = 0; n < Count; n++)
        {
            var s = random.NextSingle();
            Assert.True(s is > 0 and <= 1);
            single += s;
            var u = random.NextDouble();
            Assert.True(u is >= 0 and < 1);
            uniform += u;
            var g = random.NextNormal();
            normal += g;
            square += g * g;
        }

        // Five standard errors at 10⁵ draws: 0.289/316, 1/316 and √2/316.
        Assert.Equal(0.5, single / Count, 0.005);
        Assert.Equal(0.5, uniform / Count, 0.005);
        Assert.Equal(0, normal / Count, 0.016);
        Assert.Equal(1, square / Count, 0.023);
    }

    [Fact]
    public void ChildStreams_OfManyParents_AllDiffer()
    {
        var streams = new HashSet<ulong>();
        for (var parent = 0ul; parent < 1000; parent++)
        {
            Assert.True(streams.Add(parent));
            for (var child = 0u; child < 20; child++) Assert.True(streams.Add(CounterRandom.ChildStream(parent, child)));
        }
    }
}
