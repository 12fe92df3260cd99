namespace Hanbeam.Treatment.Evaluation;

/// <summary>
/// One axis of a dose grid cut where linear interpolation changes: cell c lies between the centres of voxels c − 1 and c; the first and last cell are the
/// half voxels at the ends, where the value is that of the outermost centre.
/// </summary>
/// <param name="originMm">Centre of voxel 0, mm.</param>
/// <param name="spacingMm">Distance between centres, mm.</param>
/// <param name="count">Number of voxels.</param>
internal sealed class AxisCells(double originMm, double spacingMm, int count)
{
    /// <summary>Distance between centres, mm.</summary>
    public double SpacingMm { get; } = spacingMm;

    /// <summary>Lower end of voxel 0, mm.</summary>
    public double LowerMm { get; } = originMm - 0.5 * spacingMm;

    /// <summary>Upper end of the last voxel, mm.</summary>
    public double UpperMm { get; } = originMm + (count - 0.5) * spacingMm;

    /// <summary>Where the cells meet, and both ends, ascending, mm.</summary>
    public double[] BordersMm { get; } =
        [originMm - 0.5 * spacingMm, .. Enumerable.Range(0, count).Select(n => originMm + n * spacingMm), originMm + (count - 0.5) * spacingMm];

    /// <summary>Whether a place is on the axis.</summary>
    public bool Contains(double mm) => mm >= LowerMm && mm <= UpperMm;

    /// <summary>The cell of a place on the axis.</summary>
    public int Cell(double mm) => Math.Clamp((int)Math.Floor((mm - originMm) / SpacingMm) + 1, 0, count);

    /// <summary>Upper end of a cell, mm.</summary>
    public double UpperOf(int cell) => BordersMm[cell + 1];

    /// <summary>Length of a cell, mm.</summary>
    public double LengthOf(int cell) => BordersMm[cell + 1] - BordersMm[cell];

    /// <summary>The voxels a cell lies between; the same twice in the half voxels at the ends.</summary>
    public (int Lower, int Upper) Voxels(int cell) => (Math.Max(cell - 1, 0), Math.Min(cell, count - 1));

    /// <summary>How far a place lies from the lower voxel's centre of its cell, in voxels; 0 in the half voxels at the ends.</summary>
    public double Fraction(int cell, double mm) => cell == 0 || cell == count ? 0 : Math.Clamp((mm - originMm) / SpacingMm - (cell - 1), 0, 1);
}
