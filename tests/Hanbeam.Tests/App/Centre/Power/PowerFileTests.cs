using Hanbeam.App.Centre.Power;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Flicker;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.App.Centre.Power;

public sealed class PowerFileTests
{
    /// <summary>Everything that the section can say; figures made up.</summary>
    internal const string Whole = """
        schema: hanbeam-centre/1
        name: a test
        run: { firstWeekday: tuesday }
        power:
          states:
            off: { kW: [5, 10], source: made up }
            standby: { kW: [100, 150], source: made up }
            warmUp: { kW: [200, 300], source: made up }
            ready: { kW: [300, 400], source: made up }
            ramp: { kW: [900, 1200], source: made up }
            flatTop: { kW: [800, 1000], source: made up }
            pause: { kW: [700, 900], source: made up }
          night: { machine: off, warmUpMinutes: 60, source: made up }
          loads:
            - { name: cooling, kW: [80, 120], runs: withMachine, source: made up }
            - { name: building, kW: [40, 60], source: made up }
          programme:
            kinds:
              - { days: 250, from: "08:00", to: "18:00", fractions: 60, beamOnSeconds: 60, scanningSeconds: 5, energySwitchSeconds: 5, spillGapSeconds: 40, pauseSeconds: 10 }
          tariff:
            currency: KRW
            source: made up
            energy:
              - { name: night, months: all, hours: 22-8, price: 80 }
              - { name: day, months: all, hours: "8-12, 12-22", price: 150 }
            demand: { intervalMinutes: 15, price: 8000, ratchetMonths: 7-9, leastBilledKw: 200 }
          carbon: { kgPerKwh: [0.4, 0.45], source: made up }
          pulses:
            scale: [0.8, 1.2]
            source: made up
            cycle:
              - { phase: acceleration, seconds: 0.7, fromKw: 200, toKw: 2500 }
              - { phase: flat-top, seconds: 3, fromKw: 1200, toKw: 1200 }
              - { phase: deceleration, seconds: 0.6, fromKw: 1200, toKw: -500 }
              - { phase: injection, seconds: 0.9, fromKw: 100, toKw: 100 }
            bank: { volts: [1000, 2000], efficiencyPercent: 97, source: made up }
            grid: { shortCircuitMva: [80, 200], resistanceOverReactance: 0.2, powerFactor: 0.95, lampVolts: 230, mainsHz: 60, flickerLimit: 0.8, source: made up }
          interest: 4
          sun: { kWp: [0, 300], capitalPerKwp: 1500000, lifeYears: 25, yieldKwhPerKwp: 1300, latitude: 36.5, solarNoonHour: 12.5, exportPrice: 40, source: made up }
          storage:
            name: battery
            energyKwh: [0, 2000]
            powerKw: [0, 1000]
            capitalPerKwh: 300000
            capitalPerKw: 100000
            lifeYears: 15
            chargePercent: 95
            dischargePercent: 95
            lossPercentPerHour: 0.01
            reserve: { hours: 0.5, kW: 100, source: made up }
            source: made up
        """;

    [Fact]
    public void Read_HasEveryFigure()
    {
        var input = Parse(Whole).Input;
        Assert.Equal(new ValueRange(900, 1200), input.Model.KiloWatt(MachineState.Ramp));
        Assert.Equal(NightMode.Off, input.Model.Night);
        Assert.Equal(3600, input.Model.WarmUpSeconds);
        Assert.True(input.Model.Loads[0].WithMachineOnly);
        Assert.False(input.Model.Loads[1].WithMachineOnly);
        Assert.True(input.Calendar.IsWeekend(4));
        Assert.Equal(15000, input.Programme!.Fractions);
        Assert.Equal(80, input.Tariff!.WindowAt(0, false, 23).PricePerKwh);
        Assert.Equal(80, input.Tariff.WindowAt(0, true, 7).PricePerKwh);
        Assert.Equal([6, 7, 8], input.Tariff.Demand!.RatchetMonths);
        Assert.Equal(new FlickerSystem(Lamp.Volt230, 60), input.Pulses!.Grid!.System);
        Assert.Equal(0.97, input.Pulses.Bank.OneWayEfficiency);
        Assert.Equal(1300, input.Storage!.SunKiloWattPerKwp.Sum(), 1e-3);
        Assert.Equal(300000 * 0.04 / (1 - Math.Pow(1.04, -15)), input.Storage.Energy.YearlyCost, 1e-6);
    }

    [Theory]
    [InlineData("ramp: { kW: [900, 1200], source: made up }", "ramp: { kW: [-900, 1200], source: made up }", "power.states.ramp.kW is -900 kW, and must be 0 to 100000 kW")]
    [InlineData("ramp: { kW: [900, 1200], source: made up }", "ramp: { kW: [1200, 900], source: made up }", "power.states.ramp.kW goes from 1200 to 900 kW")]
    [InlineData("ramp: { kW: [900, 1200], source: made up }", "ramp: { kW: [900, 1200] }", "the key power.states.ramp.source is missing")]
    [InlineData("ramp: { kW: [900, 1200], source: made up }", "rampe: { kW: [900, 1200], source: made up }", "unknown key 'rampe' in power.states; did you mean ramp?")]
    [InlineData("kW: 100, source: made up }", "kW: 100 }", "the key power.storage.reserve.source is missing")]
    [InlineData("hours: 22-8, price: 80", "hours: 23-8, price: 80", "power.tariff.energy: no window has a price for 22:00 on weekdays in January")]
    [InlineData("hours: 22-8, price: 80", "hours: 21-8, price: 80", "'night' and 'day' overlap at 21:00 on weekdays in January")]
    [InlineData("hours: 22-8, price: 80", "hours: 22-28, price: 80", "power.tariff.energy[1].hours has '22-28', and a range within 0 to 24")]
    [InlineData("hours: 22-8, price: 80", "hours: 22-8, price: -80", "power.tariff.energy[1].price is -80 per kWh")]
    [InlineData("intervalMinutes: 15", "intervalMinutes: 20", "the interval is 20 min, but must be 15 or 30 min")]
    [InlineData("lampVolts: 230", "lampVolts: 220", "power.pulses.grid.lampVolts is 220 V")]
    [InlineData("mainsHz: 60", "mainsHz: 55", "power.pulses.grid.mainsHz is 55 Hz, and must be 50 or 60 Hz")]
    [InlineData("volts: [1000, 2000]", "volts: [2000, 1000]", "power.pulses.bank.volts goes from 2000 to 1000 V")]
    [InlineData("latitude: 36.5", "latitude: 86.5", "the latitude is 86.5°")]
    [InlineData("yieldKwhPerKwp: 1300, latitude: 36.5, solarNoonHour: 12.5", "series: nothing.csv", "there is no file")]
    [InlineData("  carbon:", "  carbons:", "unknown key 'carbons' in power; did you mean carbon?")]
    [InlineData("interest: 4", "interest: 400", "power.interest is 400 %, and must be 0 to 50 %")]
    public void Read_BadInput_IsOneSentence(string original, string changed, string says)
    {
        Assert.Contains(original, Whole, StringComparison.Ordinal);
        var message = Assert.Throws<InputException>(() => Parse(Whole.Replace(original, changed, StringComparison.Ordinal))).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Single(message.Split('\n'));
    }

    [Theory]
    [InlineData("kw_per_kwp\n0.1\n0.2\n", "has 2 values, and 8760 are expected")]
    [InlineData("kW\n0.1\n", "line 1: the header must be kw_per_kwp")]
    public void Series_OfTheWrongShape_IsRefusedByName(string csv, string says)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["sun.csv"], csv);
        File.WriteAllText(folder["centre.yaml"], Whole.Replace("yieldKwhPerKwp: 1300, latitude: 36.5, solarNoonHour: 12.5", "series: sun.csv", StringComparison.Ordinal));
        var message = Assert.Throws<InputException>(() => PowerFile.Read(folder["centre.yaml"])).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Contains("sun.csv", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_FromAFile_IsTaken()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["sun.csv"], ["kw_per_kwp", .. Enumerable.Repeat("0.125", 8760)]);
        File.WriteAllText(folder["centre.yaml"], Whole.Replace("yieldKwhPerKwp: 1300, latitude: 36.5, solarNoonHour: 12.5", "series: sun.csv", StringComparison.Ordinal));
        Assert.Equal(1095, PowerFile.Read(folder["centre.yaml"]).Input.Storage!.SunKiloWattPerKwp.Sum(), 1e-9);
    }

    private static PowerFile Parse(string text) => PowerFile.Parse("centre.yaml", [], text);
}
