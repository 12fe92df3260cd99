using System.Runtime.Intrinsics;
using Hanbeam.Dose.PencilBeam;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// A layer's spots on a dense array of nodes, with four more rows of zeros so that windows can be read four rows at a time. Coarsened, each spot is shared
/// bilinearly between nodes that lie further apart.
/// </summary>
internal sealed class BrickLattice
{
    /// <summary>Rows that are worked on together.</summary>
    public const int RowBlock = 4;

    private readonly int[] cellOfSpot;
    private readonly float[] shareOfSpot;
    private readonly int sharesPerSpot;

    /// <param name="lattice">The layer's lattice.</param>
    /// <param name="coarsening">1 to keep every node.</param>
    public BrickLattice(SpotLattice lattice, int coarsening)
    {
        (X0Mm, Y0Mm) = ((float)lattice.X0Mm, (float)lattice.Y0Mm);
        (StepXMm, StepYMm) = ((float)lattice.StepXMm * coarsening, (float)lattice.StepYMm * coarsening);
        Nx = (lattice.Nx - 1) / coarsening + (coarsening > 1 ? 2 : 1);
        Ny = (lattice.Ny - 1) / coarsening + (coarsening > 1 ? 2 : 1);
        sharesPerSpot = coarsening > 1 ? 4 : 1;
        cellOfSpot = new int[lattice.Column.Length * sharesPerSpot];
        shareOfSpot = new float[cellOfSpot.Length];
        Share(lattice, coarsening);
        Sums = new(() => new LaneBuffer(Size * LaneBuffer.Lanes));
        Occupied = new float[Size];
        for (var n = 0; n < cellOfSpot.Length; n++)
            if (shareOfSpot[n] > 0) Occupied[cellOfSpot[n]] = 1;
        (FirstColumn, EndColumn) = Extents();

        // A spot at a share f between two nodes gets f·(1 − f) of their squared distance; f = 0, 1/n … (n − 1)/n.
        var added = (coarsening * coarsening - 1) / 6.0;
        (AddedVarianceX, AddedVarianceY) = ((float)(added * lattice.StepXMm * lattice.StepXMm), (float)(added * lattice.StepYMm * lattice.StepYMm));
    }

    /// <summary>Variance along Xg that sharing spots between nodes adds on average, mm².</summary>
    public float AddedVarianceX { get; }

    /// <summary>The same along Yg, mm².</summary>
    public float AddedVarianceY { get; }

    /// <summary>Buffers of sixteen partial sums a node.</summary>
    public Spares<LaneBuffer> Sums { get; }

    public float X0Mm { get; }

    public float Y0Mm { get; }

    public float StepXMm { get; }

    public float StepYMm { get; }

    public int Nx { get; }

    public int Ny { get; }

    /// <summary>Length of the dense array, rows of <see cref="Nx"/>.</summary>
    public int Size => Nx * (Ny + RowBlock);

    /// <summary>1 where a cell has a spot, 0 elsewhere.</summary>
    public float[] Occupied { get; }

    /// <summary>First column with a spot in the four rows from each row on.</summary>
    public int[] FirstColumn { get; }

    /// <summary>One past the last column with a spot in the four rows from each row on; at most <see cref="FirstColumn"/> where there is none.</summary>
    public int[] EndColumn { get; }

    /// <summary>Cell of each spot; four a spot where the lattice is coarsened.</summary>
    public IReadOnlyList<int> CellOfSpot => cellOfSpot;

    /// <summary>Number of spots behind the lattice.</summary>
    public int SpotCount => cellOfSpot.Length / sharesPerSpot;

    /// <summary>Writes spot weights onto the nodes.</summary>
    public void Scatter(ReadOnlySpan<double> spotWeights, Span<float> nodes)
    {
        nodes.Clear();
        for (int spot = 0, n = 0; spot < SpotCount; spot++)
        {
            var weight = spotWeights[spot];
            for (var end = n + sharesPerSpot; n < end; n++) nodes[cellOfSpot[n]] += (float)(weight * shareOfSpot[n]);
        }
    }

    /// <summary>Adds the transposed of <see cref="Scatter"/>: sixteen partial sums a node, back to spots.</summary>
    public void GatherAdd(LaneBuffer nodes, Span<double> spots)
    {
        for (var n = 0; n < cellOfSpot.Length; n++)
        {
            var (lower, upper) = Vector512.Widen(nodes.Load(cellOfSpot[n] * LaneBuffer.Lanes));
            spots[n / sharesPerSpot] += Vector512.Sum(lower + upper) * shareOfSpot[n];
        }
    }

    private void Share(SpotLattice lattice, int coarsening)
    {
        for (var spot = 0; spot < lattice.Column.Length; spot++)
        {
            var (x, fx) = (lattice.Column[spot] / coarsening, lattice.Column[spot] % coarsening / (float)coarsening);
            var (y, fy) = (lattice.Row[spot] / coarsening, lattice.Row[spot] % coarsening / (float)coarsening);
            for (var corner = 0; corner < sharesPerSpot; corner++)
            {
                var (right, up) = (corner & 1, corner >> 1);
                cellOfSpot[spot * sharesPerSpot + corner] = (y + up) * Nx + x + right;
                shareOfSpot[spot * sharesPerSpot + corner] = (right == 1 ? fx : 1 - fx) * (up == 1 ? fy : 1 - fy);
            }
        }
    }

    private (int[] First, int[] End) Extents()
    {
        var (first, end) = (new int[Ny], new int[Ny]);
        for (var row = 0; row < Ny; row++)
        {
            first[row] = Nx;
            for (var column = 0; column < Nx; column++)
            {
                for (var below = 0; below < RowBlock; below++)
                {
                    if (Occupied[(row + below) * Nx + column] == 0) continue;
                    (first[row], end[row]) = (Math.Min(first[row], column), Math.Max(end[row], column + 1));
                }
            }
        }

        return (first, end);
    }
}
