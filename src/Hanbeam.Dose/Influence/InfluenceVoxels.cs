using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The voxels that an optimisation looks at, with the coarse nodes (every second voxel corner) on which the halo is carried: a voxel's halo is the
/// trilinear mean of the eight nodes around it.
/// </summary>
public sealed class InfluenceVoxels
{
    private const int ChunkSize = 4096;
    private static readonly double[] GatherShare = [0.25, 0.75, 0.75, 0.25];

    private readonly int nodesX;
    private readonly int nodesY;
    private readonly int[] nodeOfCell;
    private readonly int[] voxelOfCell;
    private readonly int[] cellOfNode;

    /// <summary>Makes the list.</summary>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Linear indices on it, ascending.</param>
    public InfluenceVoxels(GridGeometry grid, int[] voxels)
    {
        (Grid, Voxels) = (grid, voxels);
        nodesX = (grid.Nx - 1) / 2 + 2;
        nodesY = (grid.Ny - 1) / 2 + 2;
        nodeOfCell = new int[nodesX * nodesY * ((grid.Nz - 1) / 2 + 2)];
        voxelOfCell = new int[grid.Count];
        Array.Fill(nodeOfCell, -1);
        Array.Fill(voxelOfCell, -1);
        for (var n = 0; n < voxels.Length; n++)
        {
            voxelOfCell[voxels[n]] = n;
            var (i, j, k) = grid.Voxel(voxels[n]);
            for (var corner = 0; corner < 8; corner++) nodeOfCell[CornerCell(i, j, k, corner)] = 0;
        }

        cellOfNode = [.. Enumerable.Range(0, nodeOfCell.Length).Where(cell => nodeOfCell[cell] == 0)];
        for (var node = 0; node < cellOfNode.Length; node++) nodeOfCell[cellOfNode[node]] = node;
    }

    /// <summary>The dose grid.</summary>
    public GridGeometry Grid { get; }

    /// <summary>Linear indices on the grid, ascending.</summary>
    public int[] Voxels { get; }

    /// <summary>Number of coarse nodes.</summary>
    public int NodeCount => cellOfNode.Length;

    /// <summary>Patient position of a coarse node, mm.</summary>
    public Vector3d NodePosition(int node)
    {
        var cell = cellOfNode[node];
        var (i, j, k) = (cell % nodesX, cell / nodesX % nodesY, cell / (nodesX * nodesY));
        var (o, s) = (Grid.Origin, Grid.Spacing);
        return new Vector3d(o.X + (2 * i - 0.5) * s.X, o.Y + (2 * j - 0.5) * s.Y, o.Z + (2 * k - 0.5) * s.Z);
    }

    /// <summary>ADDS node values to voxels.</summary>
    internal void Interpolate(double[] nodes, double[] voxels, ParallelOptions options)
    {
        Parallel.For(0, (Voxels.Length + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            for (var n = chunk * ChunkSize; n < Math.Min(Voxels.Length, (chunk + 1) * ChunkSize); n++)
            {
                var (i, j, k) = Grid.Voxel(Voxels[n]);
                var sum = 0.0;
                for (var corner = 0; corner < 8; corner++)
                    sum += Share(i, corner & 1) * Share(j, corner >> 1 & 1) * Share(k, corner >> 2) * nodes[nodeOfCell[CornerCell(i, j, k, corner)]];
                voxels[n] += sum;
            }
        });
    }

    /// <summary>SETS nodes to the transposed of <see cref="Interpolate"/>.</summary>
    internal void Gather(double[] voxels, double[] nodes, ParallelOptions options)
    {
        Parallel.For(0, (NodeCount + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            for (var node = chunk * ChunkSize; node < Math.Min(NodeCount, (chunk + 1) * ChunkSize); node++) nodes[node] = GatherNode(cellOfNode[node], voxels);
        });
    }

    private double GatherNode(int cell, double[] voxels)
    {
        var (ci, cj, ck) = (2 * (cell % nodesX) - 2, 2 * (cell / nodesX % nodesY) - 2, 2 * (cell / (nodesX * nodesY)) - 2);
        var sum = 0.0;
        for (var dk = 0; dk < 4; dk++)
        {
            var k = ck + dk;
            if ((uint)k >= (uint)Grid.Nz) continue;
            for (var dj = 0; dj < 4; dj++)
            {
                var j = cj + dj;
                if ((uint)j >= (uint)Grid.Ny) continue;
                for (var di = 0; di < 4; di++)
                {
                    var i = ci + di;
                    if ((uint)i >= (uint)Grid.Nx) continue;
                    var voxel = voxelOfCell[Grid.Index(i, j, k)];
                    if (voxel >= 0) sum += GatherShare[di] * GatherShare[dj] * GatherShare[dk] * voxels[voxel];
                }
            }
        }

        return sum;
    }

    // Voxel i lies at node coordinate (i + 0.5) / 2: a quarter past its lower node when even, three quarters when odd.
    private static double Share(int index, int upper) => ((index & 1) == 1) == (upper == 1) ? 0.75 : 0.25;

    private int CornerCell(int i, int j, int k, int corner) =>
        ((k / 2 + (corner >> 2)) * nodesY + j / 2 + (corner >> 1 & 1)) * nodesX + i / 2 + (corner & 1);
}
