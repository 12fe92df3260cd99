using Hanbeam.App.Recipes;
using Hanbeam.Centre.Power;
using Hanbeam.Centre.Power.Tariffs;
using Hanbeam.Treatment.Delivery;

namespace Hanbeam.App.Centre.Power;

/// <summary>Reads the section <c>power</c> of a centre's file (docs/formats/centre-power.md). Every power is a range with its source; nothing has a default.</summary>
internal static class PowerYaml
{
    private const double MostKiloWatt = 100_000;
    private const double MostSeconds = 86_400;

    private static readonly Dictionary<string, MachineState> States = Enum.GetValues<MachineState>().ToDictionary(PowerModel.NameOf);

    /// <summary>Reads the section.</summary>
    /// <param name="map">The section.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <param name="firstWeekday">The weekday of 1 January.</param>
    public static PowerInput Read(YamlMap map, string folder, DayOfWeek firstWeekday)
    {
        map.Allow("states", "night", "loads", "programme", "tariff", "carbon", "pulses", "sun", "storage", "interest", "source", "sources");
        var tariff = map.OptionalMap("tariff") is { } prices ? TariffYaml.Read(prices) : null;
        var storage = StorageYaml.Read(map, folder);
        if (storage is not null && tariff is null) throw map.ErrorAt("storage", $"{map.PathOf("storage")} needs prices, and {map.PathOf("tariff")} is missing");
        return new PowerInput
        {
            Model = ReadModel(map),
            Calendar = new YearCalendar(firstWeekday),
            Programme = map.OptionalMap("programme") is { } programme ? ReadProgramme(programme) : null,
            Tariff = tariff,
            CarbonKgPerKwh = map.OptionalMap("carbon") is { } carbon ? Sourced(carbon.Allow("kgPerKwh", "source"), "kgPerKwh", 5, "kg/kWh") : null,
            Pulses = map.OptionalMap("pulses") is { } pulses ? PulsesYaml.Read(pulses) : null,
            Storage = storage,
        };
    }

    /// <summary>A range and the source that stands beside it.</summary>
    internal static SourcedRange Sourced(YamlMap map, string key, double most, string unit) => new(Range(map, key, 0, most, unit), map.Text("source"));

    /// <summary>A range <c>[low, high]</c>.</summary>
    internal static ValueRange Range(YamlMap map, string key, double least, double most, string unit)
    {
        var (low, high) = map.RangeIn(key, least, most, unit);
        return new ValueRange(low, high);
    }

    private static PowerModel ReadModel(YamlMap map)
    {
        var states = (map.OptionalMap("states") ?? throw map.ErrorAt("states", $"the key {map.PathOf("states")} is missing")).Allow([.. States.Keys]);
        var night = map.OptionalMap("night")?.Allow("machine", "warmUpMinutes", "source");
        return new PowerModel
        {
            States = states.Keys.ToDictionary(name => States[name], name => Sourced(states.OptionalMap(name)!.Allow("kW", "source"), "kW", MostKiloWatt, "kW")),
            Loads = [.. map.Maps("loads").Select(ReadLoad)],
            Night = night?.OptionalChoice("machine", "standby", "off") == "off" ? NightMode.Off : NightMode.Standby,
            WarmUpSeconds = 60 * (night?.NumberIn("warmUpMinutes", 0, 1440, "min", 0) ?? 0),
        };
    }

    private static SteadyLoad ReadLoad(YamlMap map)
    {
        map.Allow("name", "kW", "runs", "source");
        return new SteadyLoad(map.Text("name"), Sourced(map, "kW", MostKiloWatt, "kW"), map.OptionalChoice("runs", "always", "withMachine") == "withMachine");
    }

    private static FixedProgramme ReadProgramme(YamlMap map)
    {
        map.Allow("weekends", "kinds", "source");
        var kinds = map.Maps("kinds");
        if (kinds.Count == 0) throw map.ErrorAt("kinds", $"{map.PathOf("kinds")} is missing or empty, and at least one kind of day is expected");
        return new FixedProgramme([.. kinds.Select(ReadKind)], map.OptionalBoolean("weekends") ?? false);
    }

    private static ProgrammeDays ReadKind(YamlMap map)
    {
        map.Allow("days", "from", "to", "fractions", "beamOnSeconds", "scanningSeconds", "energySwitchSeconds", "spillGapSeconds", "pauseSeconds", "source");
        double Part(string key) => map.NumberIn(key, 0, MostSeconds, "s", 0);
        var times = new DeliveryTimes(map.NumberIn("beamOnSeconds", 0, MostSeconds, "s"), Part("scanningSeconds"), Part("energySwitchSeconds"), Part("spillGapSeconds"));
        return new ProgrammeDays(map.WholeIn("days", 0, YearCalendar.Days, "days"), 60 * map.Clock("from"), 60 * map.Clock("to"), map.WholeIn("fractions", 0, 10_000, "fractions"), times, Part("pauseSeconds"));
    }
}
