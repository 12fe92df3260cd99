using System.Globalization;
using Hanbeam.App.Recipes;
using Hanbeam.Centre.Power.Storage;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Centre.Power;

/// <summary>Reads <c>power.storage</c> and <c>power.sun</c>.</summary>
internal static class StorageYaml
{
    private const double MostSize = 1e6;
    private const double MostMoney = 1e12;
    private const int HoursOfYear = 8760;

    // Hours of a year at 24 characters each.
    private const int MostSeriesBytes = HoursOfYear * 24;

    /// <summary>Reads both; null where there is neither.</summary>
    public static StoragePlan? Read(YamlMap power, string folder)
    {
        var map = power.OptionalMap("storage")?.Allow("name", "energyKwh", "powerKw", "unit", "capitalPerKwh", "capitalPerKw", "lifeYears", "chargePercent", "dischargePercent", "lossPercentPerHour", "reserve", "source");
        var sun = power.OptionalMap("sun")?.Allow("kWp", "capitalPerKwp", "lifeYears", "yieldKwhPerKwp", "latitude", "solarNoonHour", "series", "exportPrice", "source");
        if (map is null) return sun is null ? null : throw power.ErrorAt("sun", $"{power.PathOf("sun")} is sized together with a store, and {power.PathOf("storage")} is missing; energyKwh: [0, 0] and powerKw: [0, 0] stand for none");
        var interest = power.NumberIn("interest", 0, 50, "%") / 100;
        var life = map.NumberIn("lifeYears", 1, 100, "years");
        var reserve = map.OptionalMap("reserve")?.Allow("hours", "kW", "source");
        return new StoragePlan
        {
            Name = map.Text("name"),
            Source = map.Text("source"),
            SunSource = sun?.Text("source"),
            ReserveSource = reserve?.Text("source"),
            Energy = Option(map, "energyKwh", "kWh", Annuity.Of(map.NumberIn("capitalPerKwh", 0, MostMoney, "per kWh"), life, interest)),
            Power = Option(map, "powerKw", "kW", Annuity.Of(map.NumberIn("capitalPerKw", 0, MostMoney, "per kW"), life, interest)),
            Unit = map.OptionalMap("unit") is { } unit ? ReadUnit(unit) : null,
            ChargeEfficiency = map.NumberIn("chargePercent", 1, 100, "%") / 100,
            DischargeEfficiency = map.NumberIn("dischargePercent", 1, 100, "%") / 100,
            LossPerHour = map.NumberIn("lossPercentPerHour", 0, 99, "%") / 100,
            ReserveHours = reserve?.NumberIn("hours", 0, 1000, "h") ?? 0,
            CriticalKiloWatt = reserve?.NumberIn("kW", 0, MostSize, "kW") ?? 0,
            Sun = sun is null ? default : Option(sun, "kWp", "kWp", Annuity.Of(sun.NumberIn("capitalPerKwp", 0, MostMoney, "per kWp"), sun.NumberIn("lifeYears", 1, 100, "years"), interest)),
            SunKiloWattPerKwp = sun is null ? [] : ReadSeries(sun, folder),
            ExportPricePerKwh = sun?.NumberIn("exportPrice", 0, MostMoney, "per kWh", 0) ?? 0,
        };
    }

    private static BuildOption Option(YamlMap map, string key, string unit, double yearlyCost)
    {
        var (least, most) = map.RangeIn(key, 0, MostSize, unit);
        return new BuildOption(least, most, yearlyCost);
    }

    private static (double KiloWatt, double Kwh) ReadUnit(YamlMap map)
    {
        map.Allow("kW", "kWh");
        return (map.NumberIn("kW", 0.001, MostSize, "kW"), map.NumberIn("kWh", 0.001, MostSize, "kWh"));
    }

    private static double[] ReadSeries(YamlMap map, string folder)
    {
        if (map.OptionalText("series") is not { } name) return ClearSky.Series(map.Number("latitude"), map.Number("solarNoonHour"), map.Number("yieldKwhPerKwp"));
        foreach (var key in new[] { "latitude", "solarNoonHour", "yieldKwhPerKwp" })
            if (map.Has(key)) throw map.ErrorAt(key, $"{map.PathOf(key)} stands beside {map.PathOf("series")}, which already says what the sun gives");
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw map.ErrorAt("series", $"there is no file {path}");
        if (new FileInfo(path).Length > MostSeriesBytes) throw new InputException($"{path} has {new FileInfo(path).Length} bytes; a year of hours has at most {MostSeriesBytes}.");
        return Values(path, File.ReadAllLines(path));
    }

    private static double[] Values(string path, string[] lines)
    {
        const string header = "kw_per_kwp";
        if (lines.Length == 0 || lines[0].Trim() != header) throw new InputException($"{path}, line 1: the header must be {header}.");
        var rows = lines.Skip(1).Where(line => line.Trim().Length > 0).ToArray();
        if (rows.Length != HoursOfYear) throw new InputException($"{path} has {rows.Length} values, and {HoursOfYear} are expected, one for each hour of the year.");
        return [.. rows.Select((row, n) => double.TryParse(row, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 2
            ? value : throw new InputException($"{path}, line {n + 2}: '{row}' is not a power from 0 to 2 kW/kWp."))];
    }
}
