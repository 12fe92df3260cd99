using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Xunit;

namespace Hanbeam.Tests.Centre.Power.Tariffs;

public sealed class TariffTests
{
    private static readonly int[] AllYear = [.. Enumerable.Range(0, 12)];
    private static readonly int[] Day = [.. Enumerable.Range(8, 12)];
    private static readonly int[] Night = [.. Enumerable.Range(20, 12).Select(hour => hour % 24)];

    [Fact]
    public void Windows_ThatOverlap_AreNamedWithTheHour()
    {
        var error = Assert.Throws<InputException>(() => Of([Window("day", [.. Day, 20], 20), Window("night", Night, 10)]));
        Assert.Equal("power.tariff.energy: 'day' and 'night' overlap at 20:00 on weekdays in January.", error.Message);
    }

    [Fact]
    public void Windows_ThatLeaveAGap_AreRefusedWithTheHour()
    {
        var weekdaysOnly = Window("day", Day, 20) with { Weekends = false };
        var error = Assert.Throws<InputException>(() => Of([weekdaysOnly, Window("night", Night, 10)]));
        Assert.Equal("power.tariff.energy: no window has a price for 08:00 on weekends in January.", error.Message);
    }

    [Fact]
    public void Bill_OfASteadyLoad_IsItsHoursTimesPrices()
    {
        var tariff = Of([Window("day", Day, 20), Window("night", Night, 10)], new DemandCharge(15, 100, [], 0));
        var bill = Bill.Of(tariff, new YearCalendar(), Steady(100, 150));
        Assert.Equal(365 * 12 * (20 + 10) * 100.0, bill.Energy.Low, 1e-3);
        Assert.Equal(365 * 12 * (20 + 10) * 150.0, bill.Energy.High, 1e-3);
        Assert.Equal(12 * 100 * 150.0, bill.Demand.High, 1e-6);
    }

    [Fact]
    public void Ratchet_CarriesTheSummerPeak_AndTheFloorHolds()
    {
        // One day of beam in July (day 190) over a year of standby.
        var days = new[] { new OperatingDay(190, 36_000, 37_800, [new BeamInterval(36_000, 37_800, 0, new DeliveryTimes(1800, 0, 0, 0))]) };
        var load = EnergyLedger.Of(Model(50, 50, 500), days, 365, 1).QuarterHours;
        var bill = Bill.Of(Of([Window("all", [.. Enumerable.Range(0, 24)], 1)], new DemandCharge(30, 10, [6, 7, 8], 80)), new YearCalendar(), load);
        Assert.All(bill.BilledKiloWatt, month => Assert.Equal(500, month.High, 1e-9));
        Assert.Equal(50, bill.MeteredKiloWatt[0].High, 1e-9);
        var plain = Bill.Of(Of([Window("all", [.. Enumerable.Range(0, 24)], 1)], new DemandCharge(30, 10, [], 80)), new YearCalendar(), load);
        Assert.Equal(10 * ((11 * 80.0) + 500), plain.Demand.High, 1e-6);
    }

    private static Tariff Of(PriceWindow[] windows, DemandCharge? demand = null) => new("KRW", "made up for the test", windows, demand);

    private static PriceWindow Window(string name, int[] hours, double price) => new(name, AllYear, true, true, hours, price);

    private static LoadCurve Steady(double low, double high) => EnergyLedger.Of(Model(low, high, high), [], 365, 0).QuarterHours;

    private static PowerModel Model(double low, double high, double beam) => new()
    {
        States = new Dictionary<MachineState, SourcedRange>
        {
            [MachineState.Standby] = new(new ValueRange(low, high), "made up for the test"),
            [MachineState.FlatTop] = new(ValueRange.Exactly(beam), "made up for the test"),
        },
    };
}
