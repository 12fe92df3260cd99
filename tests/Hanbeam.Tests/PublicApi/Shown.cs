namespace Hanbeam.Tests.PublicApi;

/// <summary>A type whose public interface has one of each kind, for <see cref="PublicApiTests"/>.</summary>
public sealed class Shown<T>(int count = 2) : IComparable<T>
{
    public const int Constant = 3;

    public string? Name { get; init; }

    public int CompareTo(T? other) => count;

    public static IReadOnlyList<string?> Of(ref T item, params ReadOnlySpan<T> items) => [item?.ToString(), items.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
