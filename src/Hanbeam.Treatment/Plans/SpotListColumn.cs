using System.Globalization;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Plans;

/// <summary>A column of spots.csv: its name and the numbers it may hold.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Lowest">Smallest allowed value.</param>
/// <param name="Highest">Largest allowed value.</param>
/// <param name="Range">The allowed values in words, with the unit.</param>
/// <param name="IsOptional">Whether the column, or a cell of it, may be left out.</param>
/// <param name="IsWhole">Whether only whole numbers are allowed.</param>
/// <param name="IsText">Whether it holds a name and no number.</param>
internal sealed record SpotListColumn(string Name, double Lowest, double Highest, string Range, bool IsOptional = false, bool IsWhole = false, bool IsText = false)
{
    // Wide limits that no plan reaches: they catch swapped columns and wrong units, not unusual plans.
    /// <summary>The columns in the order in which they are written.</summary>
    public static IReadOnlyList<SpotListColumn> All { get; } =
    [
        new("beam", 1, 1000, "a whole number from 1 to 1000", IsWhole: true),
        new("gantry_deg", 0, 360, "0 to 360 degrees"),
        new("couch_deg", 0, 360, "0 to 360 degrees"),
        new("isocentre_x_mm", -5000, 5000, "-5000 to 5000 mm"),
        new("isocentre_y_mm", -5000, 5000, "-5000 to 5000 mm"),
        new("isocentre_z_mm", -5000, 5000, "-5000 to 5000 mm"),
        new("energy_MeV_u", 1, 1000, "1 to 1000 MeV/u"),
        new("x_mm", -1000, 1000, "-1000 to 1000 mm"),
        new("y_mm", -1000, 1000, "-1000 to 1000 mm"),
        new("particles", 0, 1e15, "0 to 1e15 ions per fraction"),
        new("fwhm_mm", 0.1, 1000, "0.1 to 1000 mm, or empty", IsOptional: true),
        new("range_shifter", 0, 0, "a name of the machine, or empty", IsOptional: true, IsText: true),
    ];

    /// <summary>Reads a cell.</summary>
    /// <param name="cell">The cell's text.</param>
    /// <param name="path">The file, for the message.</param>
    /// <param name="line">The line, from 1, for the message.</param>
    /// <returns>The number, or null for an empty cell of an optional column.</returns>
    /// <exception cref="InputException">The cell is no number or out of range.</exception>
    public double? Parse(ReadOnlySpan<char> cell, string path, int line)
    {
        cell = cell.Trim();
        if (IsOptional && cell.IsEmpty) return null;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= Lowest && value <= Highest && (!IsWhole || value == Math.Floor(value)))
            return value;
        throw new InputException($"{path}, line {line}: {Name} is '{cell}', allowed is {Range}");
    }
}
