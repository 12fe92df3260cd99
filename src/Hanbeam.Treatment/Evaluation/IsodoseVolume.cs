using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation;

/// <summary>The volume inside an isodose surface, whatever the structure.</summary>
public static class IsodoseVolume
{
    // Lines per cell and axis; what a line stands for is spread by the slope across it, so that only the isodose's curvature within a cell is left out.
    private const int LinesPerCell = 2;

    /// <summary>The volume of a dose grid whose trilinearly interpolated dose is at least a value.</summary>
    /// <param name="dose">The dose; half voxels at the grid's ends have the dose of the outermost centres.</param>
    /// <param name="isodose">The value, in the unit of the dose, above 0.</param>
    /// <param name="work">Threads and cancellation; all processors where left out.</param>
    /// <returns>The volume, cm³; what lies outside the grid is not in it. Voxels that are not a number count as without dose.</returns>
    public static double Cc(DoseVolume dose, double isodose, WorkContext? work = null)
    {
        if (!(isodose > 0)) throw new ArgumentOutOfRangeException(nameof(isodose), isodose, "an isodose must be above 0");
        var geometry = dose.Values.Geometry;
        var x = new AxisCells(geometry.Origin.X, geometry.Spacing.X, geometry.Nx);
        var y = new AxisCells(geometry.Origin.Y, geometry.Spacing.Y, geometry.Ny);
        var z = new AxisCells(geometry.Origin.Z, geometry.Spacing.Z, geometry.Nz);
        var layers = new double[geometry.Nz + 1];
        Parallel.For(0, layers.Length, (work ?? WorkContext.Default).ParallelOptions, cellZ =>
        {
            var (k0, k1) = z.Voxels(cellZ);
            var sum = 0.0;
            for (var cellY = 0; cellY <= geometry.Ny; cellY++)
            {
                var (j0, j1) = y.Voxels(cellY);
                var rows = new CellRow(dose.Values.Values, geometry.Index(0, j0, k0), geometry.Index(0, j1, k0), geometry.Index(0, j0, k1), geometry.Index(0, j1, k1));
                sum += y.LengthOf(cellY) * rows.LengthAtLeast(x, geometry.Nx, isodose);
            }

            layers[cellZ] = z.LengthOf(cellZ) * sum;
        });
        return layers.Sum() / 1000;
    }

    /// <summary>A row of cells between four rows of voxels.</summary>
    private readonly struct CellRow(float[] values, int row00, int row10, int row01, int row11)
    {
        /// <summary>The length of the row's cells that lies inside, each weighted with the part of its section inside, mm.</summary>
        public double LengthAtLeast(AxisCells x, int count, double isodose)
        {
            var sum = 0.0;
            var left = Column(0);
            for (var cell = 0; cell <= count; cell++)
            {
                var right = cell < count ? Column(cell) : left;
                if (left.Most >= isodose || right.Most >= isodose)
                    sum += x.LengthOf(cell) * (left.Least >= isodose && right.Least >= isodose ? 1 : Fraction(left, right, isodose));
                left = right;
            }

            return sum;
        }

        private static double Fraction(in Corners left, in Corners right, double isodose)
        {
            const double part = 1.0 / LinesPerCell;
            var sum = 0.0;
            for (var v = 0; v < LinesPerCell; v++)
                for (var u = 0; u < LinesPerCell; u++) sum += LineFraction(left, right, (u + 0.5) * part, (v + 0.5) * part, part, isodose);
            return sum * part * part;
        }

        private static double LineFraction(in Corners left, in Corners right, double ty, double tz, double part, double isodose)
        {
            var (a, b) = (left.At(ty, tz), right.At(ty, tz));
            var alongY = part * 0.5 * (left.SlopeY(tz) + right.SlopeY(tz));
            var alongZ = part * 0.5 * (left.SlopeZ(ty) + right.SlopeZ(ty));
            var width = Math.Sqrt((b - a) * (b - a) + alongY * alongY + alongZ * alongZ);
            var above = 0.5 * (a + b) - isodose;
            return width > 0 ? Math.Clamp(0.5 + above / width, 0, 1) : above >= 0 ? 1 : 0;
        }

        private Corners Column(int i) => new(Dose(values[row00 + i]), Dose(values[row10 + i]), Dose(values[row01 + i]), Dose(values[row11 + i]));

        private static double Dose(float value) => float.IsNaN(value) ? 0 : value;
    }

    private readonly record struct Corners(double A, double B, double C, double D)
    {
        public double Least => Math.Min(Math.Min(A, B), Math.Min(C, D));

        public double Most => Math.Max(Math.Max(A, B), Math.Max(C, D));

        public double At(double ty, double tz) => (1 - tz) * (A + ty * (B - A)) + tz * (C + ty * (D - C));

        public double SlopeY(double tz) => (1 - tz) * (B - A) + tz * (D - C);

        public double SlopeZ(double ty) => C - A + ty * (D - C - B + A);
    }
}
