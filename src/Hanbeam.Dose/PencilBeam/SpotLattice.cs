using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// The spots of a layer as nodes of a regular lattice in the isocentre plane. Planned spots always lie on one; lists from elsewhere need not.
/// </summary>
public sealed class SpotLattice
{
    // Positions are written with at least 0.001 mm; a lattice must reproduce them to that.
    private const double PositionToleranceMm = 1e-3;

    // A list whose lattice would be emptier than this is treated as scattered.
    private const int CellsPerSpotLimit = 64;

    private SpotLattice(double x0, double y0, double stepXMm, double stepYMm, int nx, int ny, int[] column, int[] row)
    {
        (X0Mm, Y0Mm, StepXMm, StepYMm, Nx, Ny, Column, Row) = (x0, y0, stepXMm, stepYMm, nx, ny, column, row);
    }

    /// <summary>Xg of column 0, mm.</summary>
    public double X0Mm { get; }

    /// <summary>Yg of row 0, mm.</summary>
    public double Y0Mm { get; }

    /// <summary>Column spacing, mm.</summary>
    public double StepXMm { get; }

    /// <summary>Row spacing, mm.</summary>
    public double StepYMm { get; }

    /// <summary>Number of columns.</summary>
    public int Nx { get; }

    /// <summary>Number of rows.</summary>
    public int Ny { get; }

    /// <summary>Column of each spot.</summary>
    public int[] Column { get; }

    /// <summary>Row of each spot.</summary>
    public int[] Row { get; }

    /// <summary>The lattice on which a layer's spots lie, or null when they lie on none.</summary>
    /// <param name="layer">The layer.</param>
    public static SpotLattice? Find(EnergyLayer layer)
    {
        if (layer.Count == 0) return null;
        if (Axis(layer.XMm) is not { } x || Axis(layer.YMm) is not { } y) return null;
        return (long)x.Count * y.Count > (long)CellsPerSpotLimit * (layer.Count + 16)
            ? null
            : new SpotLattice(x.First, y.First, x.Step, y.Step, x.Count, y.Count, x.Index, y.Index);
    }

    private static (double First, double Step, int Count, int[] Index)? Axis(double[] positions)
    {
        var sorted = positions.Distinct().Order().ToArray();
        var step = double.PositiveInfinity;
        for (var n = 1; n < sorted.Length; n++)
        {
            var gap = sorted[n] - sorted[n - 1];
            if (gap > PositionToleranceMm) step = Math.Min(step, gap);
        }

        if (double.IsInfinity(step)) step = 1;
        var index = new int[positions.Length];
        for (var n = 0; n < positions.Length; n++)
        {
            var cell = (positions[n] - sorted[0]) / step;
            if (cell > int.MaxValue / 2 || Math.Abs(cell - Math.Round(cell)) * step > PositionToleranceMm) return null;
            index[n] = (int)Math.Round(cell);
        }

        return (sorted[0], step, index.Max() + 1, index);
    }
}
