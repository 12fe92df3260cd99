using Hanbeam.Centre.Power;
using Hanbeam.Centre.Simulation;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Delivery;
using Xunit;

namespace Hanbeam.Tests.Centre.Power;

public sealed class EnergyLedgerTests
{
    // kWh of a few days, sums of some hundred terms.
    private const double Rounding = 1e-6;

    private static readonly PowerModel Model = new()
    {
        States = new Dictionary<MachineState, SourcedRange>
        {
            [MachineState.Off] = Power(1, 2),
            [MachineState.Standby] = Power(100, 120),
            [MachineState.WarmUp] = Power(150, 400),
            [MachineState.Ready] = Power(200, 210),
            [MachineState.Ramp] = Power(900, 1000),
            [MachineState.FlatTop] = Power(700, 800),
            [MachineState.Pause] = Power(600, 650),
        },
        Loads = [new SteadyLoad("building", Power(10, 20), WithMachineOnly: false), new SteadyLoad("cooling", Power(30, 40), WithMachineOnly: true)],
        WarmUpSeconds = 3600,
    };

    [Fact]
    public void Ledger_OfOneDay_IsTheSumByHand()
    {
        var ledger = EnergyLedger.Of(Model, Days(1), 1, 1);
        var flatTop = 400 / 3600.0;
        var ramp = 200 / 3600.0;
        var pause = 300 / 3600.0;
        var ready = 10 - flatTop - ramp - pause;
        Assert.Equal((14 * 100) + (ready * 200) + (ramp * 900) + (flatTop * 700) + (pause * 600) + (24 * 10) + (10 * 30), ledger.TotalKwh.Low, Rounding);
        Assert.Equal((14 * 120) + (ready * 210) + (ramp * 1000) + (flatTop * 800) + (pause * 650) + (24 * 20) + (10 * 40), ledger.TotalKwh.High, Rounding);
        Assert.Equal(ledger.TotalKwh, ledger.KwhPerFraction);
    }

    [Fact]
    public void Energy_OfStatesAndLoads_IsThatOfTheLoadCurve()
    {
        var ledger = EnergyLedger.Of(Model with { Night = NightMode.Off }, Days(5), 7, 5);
        Assert.Equal(ledger.Entries.Sum(entry => entry.Kwh.Low), ledger.TotalKwh.Low, Rounding);
        Assert.Equal(ledger.QuarterHours.LowKiloWatt.Sum() / 4, ledger.TotalKwh.Low, Rounding);
        Assert.Equal(ledger.QuarterHours.HighKiloWatt.Sum() / 4, ledger.TotalKwh.High, Rounding);
        Assert.Equal(7 * 24, ledger.Entries.Where(entry => entry.Name is not ("building" or "cooling")).Sum(entry => entry.Hours), Rounding);
        Assert.Equal(ledger.TotalKwh.High, Enumerable.Range(0, 7).Sum(day => ledger.OfDay(day, 60).HighKiloWatt.Sum() / 60), Rounding);
    }

    [Fact]
    public void Peak_IsTheHighestBlockOfTheClock()
    {
        // 900 s of beam across a quarter's edge: 600 s in the quarter from 10:00, 300 s in the one before.
        var times = new DeliveryTimes(900, 0, 0, 0);
        var ledger = EnergyLedger.Of(Model, [new OperatingDay(0, 8 * 3600, 18 * 3600, [new BeamInterval(35_700, 36_600, 0, times)])], 1, 1);
        var (quarter, half) = (ledger.Peaks[0], ledger.Peaks[1]);
        Assert.Equal(210 + (600 / 900.0 * (800 - 210)) + 60, quarter.KiloWatt.High, Rounding);
        Assert.Equal(200 + (600 / 900.0 * (700 - 200)) + 40, quarter.KiloWatt.Low, Rounding);
        Assert.Equal(36_000, quarter.StartSeconds);
        Assert.Equal(210 + (600 / 1800.0 * (800 - 210)) + 60, half.KiloWatt.High, Rounding);
        Assert.Equal((15, 30), (quarter.IntervalMinutes, half.IntervalMinutes));
    }

    [Fact]
    public void Nights_AreCompared_WithTheSamePowersInBoth()
    {
        var nights = EnergyLedger.Of(Model, Days(1), 1, 1).CompareNights()!;

        // 14 h of night: off saves standby over 13 h and, in the hour of warm-up, costs warm-up and cooling less standby.
        Assert.Equal((13 * (100 - 2)) + (100 - 400 - 40), nights.SavedKwh.Low, Rounding);
        Assert.Equal((13 * (120 - 1)) + (120 - 150 - 30), nights.SavedKwh.High, Rounding);
        Assert.True(nights.SavedKwh.High - nights.SavedKwh.Low < nights.StandbyKwh.High - nights.OffKwh.Low - (nights.StandbyKwh.Low - nights.OffKwh.High));
    }

    [Fact]
    public void State_ThatOccursWithoutAPower_IsNamed()
    {
        var model = Model with { States = Model.States.Where(state => state.Key != MachineState.Pause).ToDictionary() };
        var error = Assert.Throws<InputException>(() => EnergyLedger.Of(model, Days(1), 1, 1));
        Assert.Contains("pause", error.Message, StringComparison.Ordinal);
        Assert.Null(EnergyLedger.Of(Model with { States = Model.States.Where(state => state.Key != MachineState.Off).ToDictionary() }, Days(1), 1, 1).CompareNights());
    }

    private static OperatingDay[] Days(int count) =>
        [.. Enumerable.Range(0, count).Select(day => new OperatingDay(day, 8 * 3600, 18 * 3600, [new BeamInterval(36_000, 36_900, 0, new DeliveryTimes(300, 60, 40, 200))]))];

    private static SourcedRange Power(double low, double high) => new(new ValueRange(low, high), "made up for the test");
}
