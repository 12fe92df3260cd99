using Hanbeam.App.Recipes;
using Hanbeam.Centre.Power.Flicker;
using Hanbeam.Centre.Power.Pulses;

namespace Hanbeam.App.Centre.Power;

/// <summary>Reads <c>power.pulses</c>.</summary>
internal static class PulsesYaml
{
    private const double MostKiloWatt = 1e6;

    /// <summary>Reads the section.</summary>
    public static PulseStudyInput Read(YamlMap map)
    {
        map.Allow("cycle", "scale", "source", "bank", "grid");
        var bank = (map.OptionalMap("bank") ?? throw map.ErrorAt("bank", $"the key {map.PathOf("bank")} is missing")).Allow("volts", "efficiencyPercent", "limitKw", "source");
        var grid = map.OptionalMap("grid")?.Allow("shortCircuitMva", "resistanceOverReactance", "powerFactor", "lampVolts", "mainsHz", "flickerLimit", "source");
        var (lowest, highest) = bank.RangeIn("volts", 0, 1e6, "V");
        return new PulseStudyInput
        {
            Phases = [.. map.Maps("cycle").Select(ReadPhase)],
            Scale = PowerYaml.Range(map, "scale", 0.01, 100, ""),
            Source = map.Text("source"),
            Bank = new CapacitorBank(highest, lowest, bank.NumberIn("efficiencyPercent", 1, 100, "%") / 100, bank.Has("limitKw") ? bank.NumberIn("limitKw", 0, MostKiloWatt, "kW") : null),
            BankSource = bank.Text("source"),
            Grid = grid is null ? null : ReadGrid(grid),
            ShortCircuitMva = grid is null ? default : PowerYaml.Range(grid, "shortCircuitMva", 0.01, 1e6, "MVA"),
            GridSource = grid?.Text("source"),
            FlickerLimit = grid?.Has("flickerLimit") == true ? grid.NumberIn("flickerLimit", 0.01, 10, "") : null,
        };
    }

    private static PulsePhase ReadPhase(YamlMap map)
    {
        map.Allow("phase", "seconds", "fromKw", "toKw");
        return new PulsePhase(map.Text("phase"), map.NumberIn("seconds", 0.001, 600, "s"), map.NumberIn("fromKw", -MostKiloWatt, MostKiloWatt, "kW"), map.NumberIn("toKw", -MostKiloWatt, MostKiloWatt, "kW"));
    }

    // The lamp follows the country's voltage and the filter its frequency, and neither is guessed: Korea has 220 V lamps at 60 Hz.
    private static GridConnection ReadGrid(YamlMap map)
    {
        var lamp = map.Integer("lampVolts") switch
        {
            230 => Lamp.Volt230,
            120 => Lamp.Volt120,
            var volts => throw map.ErrorAt("lampVolts", $"{map.PathOf("lampVolts")} is {volts} V; the standard has lamps for 230 V (say 230 for 220 V too) and 120 V"),
        };
        var mains = map.Integer("mainsHz");
        if (mains is not (50 or 60)) throw map.ErrorAt("mainsHz", $"{map.PathOf("mainsHz")} is {mains} Hz, and must be 50 or 60 Hz");
        return new GridConnection(
            PowerYaml.Range(map, "shortCircuitMva", 0.01, 1e6, "MVA").Low, map.NumberIn("resistanceOverReactance", 0, 100, ""), map.NumberIn("powerFactor", 0.01, 1, ""), new FlickerSystem(lamp, mains));
    }
}
