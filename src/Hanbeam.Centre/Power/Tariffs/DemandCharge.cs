namespace Hanbeam.Centre.Power.Tariffs;

/// <summary>A charge on the highest mean power of a month.</summary>
/// <param name="IntervalMinutes">The metering interval, 15 or 30 min, aligned with the clock.</param>
/// <param name="PricePerKwMonth">Price, currency per kW and month.</param>
/// <param name="RatchetMonths">Months, from 0, whose demand counts in every month's bill too; empty where each month counts for itself.</param>
/// <param name="LeastBilledKiloWatt">The least demand billed, kW, such as a part of the contract; 0 where there is none.</param>
public sealed record DemandCharge(int IntervalMinutes, double PricePerKwMonth, IReadOnlyList<int> RatchetMonths, double LeastBilledKiloWatt);
