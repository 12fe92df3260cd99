namespace Hanbeam.Centre.Power;

/// <summary>
/// A figure between a low and a high end. Sums and positive multiples go end by end, which is exact as long as every figure enters once;
/// where one enters twice (a comparison), the difference is formed before the ends are (<see cref="EnergyAccount.Minus"/>).
/// </summary>
/// <param name="Low">The low end.</param>
/// <param name="High">The high end, no less than the low one.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>A figure known exactly.</summary>
    public static ValueRange Exactly(double value) => new(value, value);

    /// <summary>Sum.</summary>
    public static ValueRange operator +(ValueRange a, ValueRange b) => new(a.Low + b.Low, a.High + b.High);

    /// <summary>Multiple; a negative factor turns the ends round.</summary>
    public static ValueRange operator *(double factor, ValueRange a) => factor >= 0 ? new(factor * a.Low, factor * a.High) : new(factor * a.High, factor * a.Low);
}
