using Hanbeam.App.Recipes;
using Hanbeam.Centre.Power.Tariffs;

namespace Hanbeam.App.Centre.Power;

/// <summary>Reads <c>power.tariff</c>.</summary>
internal static class TariffYaml
{
    // Any currency: a kilowatt-hour costs hundreds of won.
    private const double MostPrice = 1e6;

    /// <summary>Reads the section.</summary>
    public static Tariff Read(YamlMap map)
    {
        map.Allow("currency", "source", "energy", "demand");
        return new Tariff(map.Text("currency"), map.Text("source"), [.. map.Maps("energy").Select(ReadWindow)], map.OptionalMap("demand") is { } demand ? ReadDemand(demand) : null);
    }

    private static PriceWindow ReadWindow(YamlMap map)
    {
        map.Allow("name", "months", "days", "hours", "price");
        var days = map.OptionalChoice("days", "all", "weekdays", "weekends") ?? "all";
        return new PriceWindow(map.Text("name"), ClockRanges.Months(map, "months"), days != "weekends", days != "weekdays", ClockRanges.Hours(map, "hours"), map.NumberIn("price", 0, MostPrice, "per kWh"));
    }

    private static DemandCharge ReadDemand(YamlMap map)
    {
        map.Allow("intervalMinutes", "price", "ratchetMonths", "leastBilledKw");
        return new DemandCharge(
            map.Integer("intervalMinutes"), map.NumberIn("price", 0, MostPrice, "per kW and month"),
            map.Has("ratchetMonths") ? ClockRanges.Months(map, "ratchetMonths") : [], map.NumberIn("leastBilledKw", 0, 1e6, "kW", 0));
    }
}
