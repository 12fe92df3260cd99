using Hanbeam.App.Centre;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Centre.Simulation;

public sealed class CentreSimulatorTests
{
    private static readonly CentreDescription TwoRooms = Shipped("two-rooms.yaml");
    private static readonly CentreDescription ThreeRooms = Shipped("three-rooms.yaml");

    [Fact]
    public void Run_AnyCentre_LosesNoPatient()
    {
        var crowded = TwoRooms with { Referrals = TwoRooms.Referrals with { PerWeek = [40] } };
        foreach (var centre in new[] { TwoRooms, crowded })
        {
            var result = CentreSimulator.Run(centre with { Replications = 3, Years = 2 }, new WorkContext(2));
            Assert.All(result.Balances, balance => Assert.True(balance.Holds, balance.ToString()));
            Assert.Contains(result.Balances, balance => balance.InCourse > 0 && balance.Finished > 0 && balance.Waiting > 0);
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_IsTheSameToTheBit()
    {
        var centre = ThreeRooms with { Replications = 5, Years = 1 };
        var one = CentreSimulator.Run(centre, new WorkContext(1));
        foreach (var threads in new[] { 2, 4 })
        {
            var other = CentreSimulator.Run(centre, new WorkContext(threads));
            Assert.Equal(Samples(one), Samples(other));
            Assert.Equal(one.Weeks, other.Weeks);
        }
    }

    [Fact]
    public void Run_OtherRooms_MeetTheSamePatients()
    {
        var two = CentreSimulator.Run(TwoRooms with { Replications = 3, Years = 2 }, new WorkContext(2));
        var three = CentreSimulator.Run(ThreeRooms with { Replications = 3, Years = 2 }, new WorkContext(2));
        Assert.Equal(two.Samples(2, "referred"), three.Samples(2, "referred"));
        Assert.Equal(two.Balances.Select(balance => balance.Referred), three.Balances.Select(balance => balance.Referred));
        Assert.NotEqual(two.Samples(2, "referred")[0], two.Samples(2, "referred")[1]);
    }

    [Fact]
    public void Run_WithAWarmUp_BeginsInFullSwing()
    {
        var centre = ThreeRooms with { Replications = 5, Years = 1, Referrals = ThreeRooms.Referrals with { PerWeek = [15] } };
        var cold = CentreSimulator.Run(centre, new WorkContext(2));
        var warm = CentreSimulator.Run(centre with { WarmUpWeeks = 26 }, new WorkContext(2));
        Assert.Equal(0, cold.Weeks[0].Fractions.P95);
        Assert.True(warm.Weeks[2].Fractions.P5 > 50, "the first week of the case is closed, the third is an ordinary one");
        // As many leave as come: four standard errors of the mean of five Poisson years of 780 referrals.
        Assert.Equal(15.0 * CentreDescription.DaysPerYear / 7, warm[1, "finished"].Mean, 4 * Math.Sqrt(780 / 5.0));
    }

    [Fact]
    public void Run_RoomThatOpensLater_IsUsedFromThenOn()
    {
        var rooms = new[] { TwoRooms.Rooms[0], TwoRooms.Rooms[1] with { OpensDay = 200 } };
        var days = CentreSimulator.OperatingDays(TwoRooms with { Rooms = rooms, Sites = [TwoRooms.Sites[0] with { SharePercent = 100 }] }, new WorkContext(1));
        Assert.All(days.Take(199), day => Assert.DoesNotContain(day.Deliveries, interval => interval.Room == 1));
        Assert.Contains(days.Skip(199), day => day.Deliveries.Any(interval => interval.Room == 1));
    }

    [Fact]
    public void Run_MachineThatIsMostlyBroken_EndsEveryDayAndLosesNoPatient()
    {
        // Full days end in extra appointments, some of which begin at the very minute after which nobody is let in.
        var centre = TwoRooms with { Years = 1, Replications = 2, Failures = new FailureRanges(3, 3, 600, 600), Referrals = TwoRooms.Referrals with { PerWeek = [20] } };
        var result = CentreSimulator.Run(centre, new WorkContext(2));
        Assert.All(result.Balances, balance => Assert.True(balance.Holds, balance.ToString()));
        Assert.True(result[1, "cancelled"].P5 > result[1, "fractions"].P95, "more fractions are lost than given");
        Assert.Equal(ResourceKind.Repair, result.Years[0].Bottleneck.Loads[0].Kind);
    }

    [Fact]
    public void Run_BeamThatTakesAnHourToSwitch_IsTheBottleneck()
    {
        var centre = TwoRooms with { Years = 1, Replications = 2, Beam = new BeamSharing(3600, 60, 0), Referrals = TwoRooms.Referrals with { PerWeek = [20] } };
        Assert.Equal(VolumeLimit.Beam, CentreSimulator.Run(centre, new WorkContext(2)).Years[0].Bottleneck.Volume);
    }

    [Fact]
    public void Run_WithoutReferrals_HasNoFiguresOfPatients()
    {
        var result = CentreSimulator.Run(TwoRooms with { Years = 1, Replications = 2, Referrals = TwoRooms.Referrals with { PerWeek = [0] } }, new WorkContext(1));
        Assert.Equal(0, result[1, "fractions"].P95);
        Assert.True(double.IsNaN(result[1, "roomWaitMinutesMean"].P50));
        Assert.Equal(VolumeLimit.Referrals, result.Years[0].Bottleneck.Volume);
        Assert.Single(CentreWords.Of(result.Years[0].Bottleneck, CentreWords.English));
    }

    [Fact]
    public void Run_OtherSeed_IsAnotherYear() =>
        Assert.NotEqual(
            Samples(CentreSimulator.Run(TwoRooms with { Replications = 2, Years = 1 }, new WorkContext(2))),
            Samples(CentreSimulator.Run(TwoRooms with { Replications = 2, Years = 1, Seed = 2 }, new WorkContext(2))));

    [Fact]
    public void OperatingDays_OfAReplication_HoldTheBeamOneRoomAtATime()
    {
        var centre = ThreeRooms with { Years = 2, Replications = 2 };
        var days = CentreSimulator.OperatingDays(centre, new WorkContext(1), 1);
        Assert.Equal(2 * CentreDescription.DaysPerYear, days.Count);
        Assert.Equal(Enumerable.Range(0, days.Count), days.Select(day => day.Day));
        Assert.All(days, day =>
        {
            Assert.All(day.Deliveries.Zip(day.Deliveries.Skip(1)), pair => Assert.True(pair.Second.StartSeconds >= pair.First.EndSeconds));
            // A sum of parts scaled twice: rounding of a few seconds' doubles.
            Assert.All(day.Deliveries, interval => Assert.Equal(interval.EndSeconds - interval.StartSeconds, interval.Times.TotalSeconds, 1e-6));
            Assert.All(day.Deliveries, interval => Assert.InRange(interval.StartSeconds, day.MachineOnSeconds, day.MachineOffSeconds));
        });
        Assert.True(days.All(day => day.Day % 7 < 5 || day.Deliveries.Count == 0), "weekends are closed");
        Assert.Equal([0, 1, 2], days.SelectMany(day => day.Deliveries).Select(interval => interval.Room).Distinct().Order());
        var held = CentreSimulator.Run(centre, new WorkContext(2)).Samples(1, "beamOnHours")[1];
        var logged = days.Take(CentreDescription.DaysPerYear).SelectMany(day => day.Deliveries).Sum(interval => interval.Times.BeamOnSeconds) / 3600;
        Assert.Equal(held, logged, 1e-6);
    }

    private static CentreDescription Shipped(string name) => CentreFile.Read(SourceTree.Path("cases", "centre-two-or-three-rooms", name)).Centre;

    private static double[] Samples(CentreRunResult result) => [.. result.Years.SelectMany(year => year.Samples).SelectMany(sample => sample)];
}
