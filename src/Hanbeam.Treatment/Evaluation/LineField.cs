using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>A trilinearly interpolated field along a line parallel to x: values at the voxel centres of the line and the change across it.</summary>
internal sealed class LineField(Grid<float> grid)
{
    private int row00;
    private int row10;
    private int row01;
    private int row11;
    private double ty;
    private double tz;
    private double perY;
    private double perZ;

    /// <summary>Goes to a line.</summary>
    /// <param name="y">Cells along y.</param>
    /// <param name="cellY">The line's cell along y.</param>
    /// <param name="yMm">The line's y, mm.</param>
    /// <param name="z">Cells along z.</param>
    /// <param name="cellZ">The line's cell along z.</param>
    /// <param name="zMm">The line's z, mm.</param>
    public void MoveTo(AxisCells y, int cellY, double yMm, AxisCells z, int cellZ, double zMm)
    {
        var ((j0, j1), (k0, k1)) = (y.Voxels(cellY), z.Voxels(cellZ));
        (ty, tz) = (y.Fraction(cellY, yMm), z.Fraction(cellZ, zMm));
        (perY, perZ) = (1 / y.SpacingMm, 1 / z.SpacingMm);
        var geometry = grid.Geometry;
        (row00, row10) = (geometry.Index(0, j0, k0), geometry.Index(0, j1, k0));
        (row01, row11) = (geometry.Index(0, j0, k1), geometry.Index(0, j1, k1));
    }

    /// <summary>The field where the line passes the centres of column i.</summary>
    public Node At(int i)
    {
        var values = grid.Values;
        double a = values[row00 + i], b = values[row10 + i], c = values[row01 + i], d = values[row11 + i];
        var (lower, upper) = (a + ty * (b - a), c + ty * (d - c));
        return new Node(
            lower + tz * (upper - lower),
            (b - a + tz * (d - c - (b - a))) * perY,
            (upper - lower) * perZ,
            Math.Min(Math.Min(a, b), Math.Min(c, d)),
            Math.Max(Math.Max(a, b), Math.Max(c, d)));
    }

    /// <summary>The field at one place of a line.</summary>
    /// <param name="Value">Its value.</param>
    /// <param name="SlopeY">Change along y, 1/mm.</param>
    /// <param name="SlopeZ">Change along z, 1/mm.</param>
    /// <param name="Least">Lowest of the four voxels around.</param>
    /// <param name="Most">Highest of them.</param>
    public readonly record struct Node(double Value, double SlopeY, double SlopeZ, double Least, double Most)
    {
        /// <summary>Linear between two places.</summary>
        public static double Between(double t, double a, double b) => a + t * (b - a);
    }
}
