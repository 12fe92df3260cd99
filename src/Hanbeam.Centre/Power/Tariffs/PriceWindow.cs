namespace Hanbeam.Centre.Power.Tariffs;

/// <summary>When energy has a price.</summary>
/// <param name="Name">The tariff's name for it, such as peak.</param>
/// <param name="Months">The months in which it holds, from 0.</param>
/// <param name="Weekdays">Whether it holds from Monday to Friday.</param>
/// <param name="Weekends">Whether it holds on Saturday and Sunday.</param>
/// <param name="Hours">The hours of the day in which it holds, 0 to 23, each from its full hour to the next.</param>
/// <param name="PricePerKwh">The price, currency/kWh.</param>
public sealed record PriceWindow(string Name, IReadOnlyList<int> Months, bool Weekdays, bool Weekends, IReadOnlyList<int> Hours, double PricePerKwh);
