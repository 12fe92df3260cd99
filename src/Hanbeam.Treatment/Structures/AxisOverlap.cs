namespace Hanbeam.Treatment.Structures;

/// <summary>Which cells of a regular axis an interval touches, and which fraction of each cell it covers.</summary>
internal static class AxisOverlap
{
    /// <summary>Below this fraction an overlap is rounding of coordinates, not geometry: coordinates of some 1e3 mm carry 1e-13 mm.</summary>
    public const double Negligible = 1e-6;

    /// <summary>The cells that the interval touches.</summary>
    /// <param name="lowerMm">The interval's lower end, mm.</param>
    /// <param name="upperMm">The interval's upper end, mm.</param>
    /// <param name="axisLowerMm">Lower edge of cell 0, mm.</param>
    /// <param name="spacingMm">Size of a cell, mm.</param>
    /// <param name="count">Number of cells.</param>
    /// <returns>Index of the first cell and of the last; first &gt; last where the interval touches none.</returns>
    public static (int First, int Last) Cells(double lowerMm, double upperMm, double axisLowerMm, double spacingMm, int count)
    {
        var first = Math.Floor((lowerMm - axisLowerMm) / spacingMm + Negligible);
        var last = Math.Ceiling((upperMm - axisLowerMm) / spacingMm - Negligible) - 1;
        return ((int)Math.Clamp(first, 0, count), (int)Math.Clamp(last, -1, count - 1));
    }

    /// <summary>The fraction of one cell that the interval covers, 0 to 1.</summary>
    /// <param name="lowerMm">The interval's lower end, mm.</param>
    /// <param name="upperMm">The interval's upper end, mm.</param>
    /// <param name="cellLowerMm">The cell's lower edge, mm.</param>
    /// <param name="spacingMm">Size of the cell, mm.</param>
    public static double Fraction(double lowerMm, double upperMm, double cellLowerMm, double spacingMm)
    {
        var covered = Math.Min(upperMm, cellLowerMm + spacingMm) - Math.Max(lowerMm, cellLowerMm);
        var fraction = Math.Clamp(covered / spacingMm, 0, 1);
        return fraction < Negligible ? 0 : fraction > 1 - Negligible ? 1 : fraction;
    }
}
