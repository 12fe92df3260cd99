using Hanbeam.App.Terminal;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class StopSignalsTests
{
    private readonly Clock clock = new();
    private readonly List<string> done = [];

    private StopSignals Signals() => new(() => done.Add("stop"), () => done.Add("kill"), clock);

    [Fact]
    public void Handle_TheSamePressTwice_StopsOnceAndGoesOn()
    {
        var signals = Signals();
        Assert.True(signals.Handle());
        clock.Milliseconds += 900;
        Assert.True(signals.Handle());
        Assert.Equal(["stop"], done);
    }

    [Fact]
    public void Handle_PressedAgainLater_EndsTheProcess()
    {
        var signals = Signals();
        Assert.True(signals.Handle());
        clock.Milliseconds += 1100;
        Assert.False(signals.Handle());
        Assert.Equal(["stop", "kill"], done);
    }

    private sealed class Clock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
