namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Which cells of one axis lie in a cell of another, and the length that each shares with it.</summary>
/// <param name="First">The first of them.</param>
/// <param name="LengthsMm">Lengths, mm, from the first on.</param>
internal readonly record struct AxisOverlap(int First, double[] LengthsMm)
{
    /// <summary>For every cell of the second axis.</summary>
    /// <param name="from">Where the first axis begins, mm.</param>
    /// <param name="spacing">Width of its cells, mm.</param>
    /// <param name="count">Their number.</param>
    /// <param name="lower">Where the second axis begins, mm.</param>
    /// <param name="width">Width of its cells, mm.</param>
    /// <param name="cells">Their number.</param>
    public static AxisOverlap[] Of(double from, double spacing, int count, double lower, double width, int cells)
    {
        var all = new AxisOverlap[cells];
        for (var c = 0; c < cells; c++)
        {
            var (low, high) = (lower + c * width, lower + (c + 1) * width);

            // A millionth of a cell is rounding of equal borders.
            var first = Math.Clamp((int)Math.Floor((low - from) / spacing + 1e-6), 0, count);
            var last = Math.Clamp((int)Math.Ceiling((high - from) / spacing - 1e-6), first, count);
            all[c] = new(first, [.. Enumerable.Range(first, last - first).Select(n => Math.Max(0, Math.Min(high, from + (n + 1) * spacing) - Math.Max(low, from + n * spacing)))]);
        }

        return all;
    }
}
