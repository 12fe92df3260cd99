namespace Hanbeam.Centre.Power.Tariffs;

/// <summary>What a year of a load costs under a tariff.</summary>
public sealed record Bill
{
    /// <summary>Cost of energy, currency.</summary>
    public required ValueRange Energy { get; init; }

    /// <summary>Cost of demand, currency.</summary>
    public required ValueRange Demand { get; init; }

    /// <summary>Both.</summary>
    public ValueRange Total => Energy + Demand;

    /// <summary>Demand metered in each month, kW; empty without a demand charge.</summary>
    public required IReadOnlyList<ValueRange> MeteredKiloWatt { get; init; }

    /// <summary>Demand billed in each month, kW; empty without a demand charge.</summary>
    public required IReadOnlyList<ValueRange> BilledKiloWatt { get; init; }

    /// <summary>The bill of a year.</summary>
    /// <param name="tariff">The tariff.</param>
    /// <param name="calendar">The year.</param>
    /// <param name="load">The load in blocks of a quarter of an hour from midnight of 1 January.</param>
    public static Bill Of(Tariff tariff, YearCalendar calendar, LoadCurve load)
    {
        var low = Ends(tariff, calendar, load.LowKiloWatt, load.BlockSeconds);
        var high = Ends(tariff, calendar, load.HighKiloWatt, load.BlockSeconds);
        return new Bill
        {
            Energy = new ValueRange(low.Energy, high.Energy),
            Demand = new ValueRange(low.Demand, high.Demand),
            MeteredKiloWatt = [.. low.Metered.Zip(high.Metered, (a, b) => new ValueRange(a, b))],
            BilledKiloWatt = [.. low.Billed.Zip(high.Billed, (a, b) => new ValueRange(a, b))],
        };
    }

    private static (double Energy, double Demand, double[] Metered, double[] Billed) Ends(Tariff tariff, YearCalendar calendar, IReadOnlyList<double> kiloWatt, int blockSeconds)
    {
        var blocksPerHour = 3600 / blockSeconds;
        var prices = tariff.HourlyPrices(calendar);
        var energy = kiloWatt.Select((power, block) => power * prices[block / blocksPerHour] / blocksPerHour).Sum();
        if (tariff.Demand is not { } charge) return (energy, 0, [], []);
        var blocks = charge.IntervalMinutes * 60 / blockSeconds;
        var metered = new double[12];
        for (var n = 0; n + blocks <= kiloWatt.Count; n += blocks)
        {
            var mean = 0.0;
            for (var block = n; block < n + blocks; block++) mean += kiloWatt[block] / blocks;
            ref var most = ref metered[calendar.MonthOf(n / (24 * blocksPerHour))];
            most = Math.Max(most, mean);
        }

        double[] billed = [.. metered.Select((_, month) => charge.RatchetMonths.Append(month).Max(counted => metered[counted])).Select(most => Math.Max(most, charge.LeastBilledKiloWatt))];
        return (energy, charge.PricePerKwMonth * billed.Sum(), metered, billed);
    }
}
