using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// A layer's spot lattice as a dense array with a rim of zeros, so that a window of fixed size around any point can be read without a test.
/// </summary>
internal sealed class WindowedLattice
{
    private readonly int[] occupancy;
    private readonly int[] cellOfSpot;
    private readonly float[] shareOfSpot;
    private readonly int sharesPerSpot;

    private WindowedLattice(SpotLattice lattice, int coarsening, double cutoffMm)
    {
        (X0Mm, Y0Mm) = (lattice.X0Mm, lattice.Y0Mm);
        (StepXMm, StepYMm) = (lattice.StepXMm * coarsening, lattice.StepYMm * coarsening);
        Nx = (lattice.Nx - 1) / coarsening + (coarsening > 1 ? 2 : 1);
        Ny = (lattice.Ny - 1) / coarsening + (coarsening > 1 ? 2 : 1);
        WindowX = (int)Math.Ceiling(2 * cutoffMm / StepXMm / 8) * 8;
        WindowY = Math.Max(2, (int)Math.Ceiling(2 * cutoffMm / StepYMm / 2) * 2);
        Pitch = Nx + 2 * WindowX;
        Size = Pitch * (Ny + 2 * WindowY);
        sharesPerSpot = coarsening > 1 ? 4 : 1;
        cellOfSpot = new int[lattice.Column.Length * sharesPerSpot];
        shareOfSpot = new float[cellOfSpot.Length];
        Spread(lattice, coarsening);
        occupancy = CountOccupied();
    }

    public double X0Mm { get; }

    public double Y0Mm { get; }

    public double StepXMm { get; }

    public double StepYMm { get; }

    public int Nx { get; }

    public int Ny { get; }

    /// <summary>Columns of the window, a multiple of 8.</summary>
    public int WindowX { get; }

    /// <summary>Rows of the window, even.</summary>
    public int WindowY { get; }

    /// <summary>Length of a row of the dense array.</summary>
    public int Pitch { get; }

    /// <summary>Length of the dense array.</summary>
    public int Size { get; }

    /// <summary>Number of spots behind the lattice.</summary>
    public int SpotCount => cellOfSpot.Length / sharesPerSpot;

    /// <summary>Makes the array.</summary>
    /// <param name="lattice">The layer's lattice.</param>
    /// <param name="coarsening">1 to keep every node; more to share each spot bilinearly between nodes that many times further apart.</param>
    /// <param name="cutoffMm">Half width of the window, mm in the isocentre plane; rounded up to whole vectors.</param>
    public static WindowedLattice Create(SpotLattice lattice, int coarsening, double cutoffMm) => new(lattice, coarsening, cutoffMm);

    /// <summary>First cell of the window around a point and the number of occupied nodes in it; none when no spot is near.</summary>
    public (int Cell, int Occupied) Window(double xMm, double yMm)
    {
        var column = (int)Math.Floor((xMm - X0Mm) / StepXMm) - WindowX / 2 + 1;
        var row = (int)Math.Floor((yMm - Y0Mm) / StepYMm) - WindowY / 2 + 1;
        var (left, right) = (Math.Clamp(column, 0, Nx), Math.Clamp(column + WindowX, 0, Nx));
        var (low, high) = (Math.Clamp(row, 0, Ny), Math.Clamp(row + WindowY, 0, Ny));
        if (left >= right || low >= high) return (0, 0);
        var width = Nx + 1;
        var occupied = occupancy[high * width + right] - occupancy[low * width + right] - occupancy[high * width + left] + occupancy[low * width + left];
        return ((row + WindowY) * Pitch + column + WindowX, occupied);
    }

    /// <summary>Position of the window's first node, mm.</summary>
    public (double XMm, double YMm) NodeOf(int cell) =>
        (X0Mm + (cell % Pitch - WindowX) * StepXMm, Y0Mm + (cell / Pitch - WindowY) * StepYMm);

    /// <summary>Writes spot weights onto the nodes.</summary>
    public void Scatter(ReadOnlySpan<double> spotWeights, float[] nodes)
    {
        Array.Clear(nodes);
        for (var n = 0; n < cellOfSpot.Length; n++) nodes[cellOfSpot[n]] += (float)(spotWeights[n / sharesPerSpot] * shareOfSpot[n]);
    }

    /// <summary>Adds the transposed of <see cref="Scatter"/>: node values back to spots.</summary>
    public void GatherAdd(ReadOnlySpan<double> nodes, Span<double> spots)
    {
        for (var n = 0; n < cellOfSpot.Length; n++) spots[n / sharesPerSpot] += nodes[cellOfSpot[n]] * shareOfSpot[n];
    }

    private void Spread(SpotLattice lattice, int coarsening)
    {
        for (var spot = 0; spot < lattice.Column.Length; spot++)
        {
            var (x, fx) = (lattice.Column[spot] / coarsening, lattice.Column[spot] % coarsening / (float)coarsening);
            var (y, fy) = (lattice.Row[spot] / coarsening, lattice.Row[spot] % coarsening / (float)coarsening);
            for (var corner = 0; corner < sharesPerSpot; corner++)
            {
                var (right, up) = (corner & 1, corner >> 1);
                cellOfSpot[spot * sharesPerSpot + corner] = (y + up + WindowY) * Pitch + x + right + WindowX;
                shareOfSpot[spot * sharesPerSpot + corner] = (right == 1 ? fx : 1 - fx) * (up == 1 ? fy : 1 - fy);
            }
        }
    }

    private int[] CountOccupied()
    {
        var occupied = new bool[Nx * Ny];
        for (var n = 0; n < cellOfSpot.Length; n++)
            if (shareOfSpot[n] > 0) occupied[(cellOfSpot[n] / Pitch - WindowY) * Nx + cellOfSpot[n] % Pitch - WindowX] = true;
        var sums = new int[(Nx + 1) * (Ny + 1)];
        for (var row = 0; row < Ny; row++)
        {
            for (var column = 0; column < Nx; column++)
            {
                sums[(row + 1) * (Nx + 1) + column + 1] = (occupied[row * Nx + column] ? 1 : 0)
                    + sums[row * (Nx + 1) + column + 1] + sums[(row + 1) * (Nx + 1) + column] - sums[row * (Nx + 1) + column];
            }
        }

        return sums;
    }
}
