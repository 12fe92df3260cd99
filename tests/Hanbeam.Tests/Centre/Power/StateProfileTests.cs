using Hanbeam.Centre.Power;
using Hanbeam.Centre.Simulation;
using Hanbeam.Treatment.Delivery;
using Xunit;

namespace Hanbeam.Tests.Centre.Power;

public sealed class StateProfileTests
{
    // Sums of a few hundred numbers of the size of a day.
    private const double Rounding = 1e-6;

    private static readonly MachineState[] States = Enum.GetValues<MachineState>();

    [Fact]
    public void Profile_OfADay_HasEachPartOfADelivery()
    {
        var times = new DeliveryTimes(30, 6, 4, 20);
        var profile = Of(NightMode.Standby, 0, new OperatingDay(0, 8 * 3600, 18 * 3600, [new BeamInterval(36000, 36100, 0, times)]));
        Assert.Equal(14, profile.Hours(MachineState.Standby), Rounding);
        Assert.Equal(10 - (100 / 3600.0), profile.Hours(MachineState.Ready), Rounding);
        Assert.Equal(40 / 3600.0, profile.Hours(MachineState.FlatTop), Rounding);
        Assert.Equal(20 / 3600.0, profile.Hours(MachineState.Ramp), Rounding);
        Assert.Equal(40 / 3600.0, profile.Hours(MachineState.Pause), Rounding);
    }

    [Fact]
    public void Profile_WaitingForTheGate_IsFlatTopThereAndPauseBeforeAcceleration()
    {
        var times = new DeliveryTimes(30, 6, 4, 20, 25, 15);
        var profile = Of(NightMode.Standby, 0, new OperatingDay(0, 8 * 3600, 18 * 3600, [new BeamInterval(36000, 36100, 0, times)]));
        Assert.Equal(65 / 3600.0, profile.Hours(MachineState.FlatTop), Rounding);
        Assert.Equal(20 / 3600.0, profile.Hours(MachineState.Ramp), Rounding);
        Assert.Equal(15 / 3600.0, profile.Hours(MachineState.Pause), Rounding);
    }

    [Theory]
    [InlineData(NightMode.Standby, 60)]
    [InlineData(NightMode.Off, 900)]
    [InlineData(NightMode.Off, 1800)]
    public void States_OfEveryBlock_FillIt(NightMode night, int blockSeconds)
    {
        var times = new DeliveryTimes(31.7, 6.1, 4.3, 20.9);
        var days = Enumerable.Range(0, 3).Select(day => new OperatingDay(day, 30_000.5, 70_000.25, [.. Enumerable.Range(0, 60).Select(n => new BeamInterval(31_000.1 + (n * 601.3), 31_080.7 + (n * 601.3), 0, times))]));
        var profile = StateProfile.Of([.. days], 4, night, 2700, blockSeconds);
        for (var block = 0; block < profile.Blocks; block++)
        {
            Assert.Equal(blockSeconds, States.Sum(state => profile.Seconds(block, state)), Rounding);
            Assert.All(States, state => Assert.True(profile.Seconds(block, state) > -Rounding));
        }

        Assert.Equal(3 * 60 * 42.1 / 3600, profile.Hours(MachineState.FlatTop), Rounding);
    }

    [Fact]
    public void WarmUp_ComesBeforeTheHours_WhereTheMachineIsOffAtNight()
    {
        var profile = Of(NightMode.Off, 3600, new OperatingDay(0, 8 * 3600, 18 * 3600, []));
        Assert.Equal(1, profile.Hours(MachineState.WarmUp), Rounding);
        Assert.Equal(13, profile.Hours(MachineState.Off), Rounding);
        Assert.Equal(900, profile.Seconds(7 * 4, MachineState.WarmUp), Rounding);
        Assert.Equal(0, profile.Hours(MachineState.Standby), Rounding);
    }

    [Fact]
    public void Overtime_PastMidnight_BelongsToTheNextDay()
    {
        var profile = StateProfile.Of([new OperatingDay(0, 20 * 3600, 25 * 3600, []), new OperatingDay(1, 3600 / 2, 2 * 3600, [])], 2, NightMode.Off, 3600, 3600);
        Assert.Equal(3600, profile.Seconds(24, MachineState.Ready), Rounding);
        Assert.Equal(3600, profile.Seconds(25, MachineState.Ready), Rounding);

        // The second day's hours begin while the first day's are not over: no time to warm up in, and none needed.
        Assert.Equal(1, profile.Hours(MachineState.WarmUp), Rounding);
    }

    [Fact]
    public void Deliveries_ThatOverlap_AreOurFault()
    {
        var times = new DeliveryTimes(10, 0, 0, 0);
        Assert.Throws<ArgumentException>(() => Of(NightMode.Standby, 0, new OperatingDay(0, 0, 7200, [new BeamInterval(100, 200, 0, times), new BeamInterval(150, 250, 1, times)])));
        Assert.Throws<ArgumentException>(() => Of(NightMode.Standby, 0, new OperatingDay(0, 0, 7200, [new BeamInterval(100, 105, 0, times)])));
    }

    private static StateProfile Of(NightMode night, double warmUpSeconds, OperatingDay day) => StateProfile.Of([day], 1, night, warmUpSeconds, 900);
}
