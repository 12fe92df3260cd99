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
        foreach (var centre in new[] { TwoRooms, ThreeRooms, crowded })
        {
            var result = CentreSimulator.Run(centre with { Replications = 6 }, new WorkContext(2));
            Assert.All(result.Balances, balance => Assert.True(balance.Holds, balance.ToString()));
            Assert.Contains(result.Balances, balance => balance.InCourse > 0 && balance.Finished > 0 && balance.Waiting > 0);
        }
    }

    [Fact]
    public void Run_AnyNumberOfThreads_IsTheSameToTheBit()
    {
        var centre = ThreeRooms with { Replications = 8 };
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
        var two = CentreSimulator.Run(TwoRooms with { Replications = 5 }, new WorkContext(2));
        var three = CentreSimulator.Run(ThreeRooms with { Replications = 5 }, new WorkContext(2));
        Assert.Equal(two.Samples(2, "referred"), three.Samples(2, "referred"));
        Assert.Equal(two.Balances.Select(balance => balance.Referred), three.Balances.Select(balance => balance.Referred));
        Assert.NotEqual(two.Samples(2, "referred")[0], two.Samples(2, "referred")[1]);
    }

    [Fact]
    public void Run_OtherSeed_IsAnotherYear() =>
        Assert.NotEqual(
            Samples(CentreSimulator.Run(TwoRooms with { Replications = 2 }, new WorkContext(2))),
            Samples(CentreSimulator.Run(TwoRooms with { Replications = 2, Seed = 2 }, new WorkContext(2))));

    [Fact]
    public void OperatingDays_OfAReplication_HoldTheBeamOneRoomAtATime()
    {
        var days = CentreSimulator.OperatingDays(ThreeRooms, new WorkContext(1), 1);
        Assert.Equal(ThreeRooms.Years * CentreDescription.DaysPerYear, days.Count);
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
        var held = CentreSimulator.Run(ThreeRooms with { Replications = 2 }, new WorkContext(1)).Samples(1, "beamOnHours")[1];
        var logged = days.Take(CentreDescription.DaysPerYear).SelectMany(day => day.Deliveries).Sum(interval => interval.Times.BeamOnSeconds) / 3600;
        Assert.Equal(held, logged, 1e-6);
    }

    private static CentreDescription Shipped(string name) => CentreFile.Read(SourceTree.Path("cases", "centre-two-or-three-rooms", name)).Centre;

    private static double[] Samples(CentreRunResult result) => [.. result.Years.SelectMany(year => year.Samples).SelectMany(sample => sample)];
}
