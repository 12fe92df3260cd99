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

    private readonly int nodesX;
    private readonly int nodesY;
    private readonly int[] cellOfNode;
    private readonly Spares<VoxelQuantities> nodesWithLet;
    private readonly Spares<VoxelQuantities> nodesWithoutLet;

    // The nodes and shares of the eight corners around each voxel, and the corners that each node is.
    private readonly int[] nodeOfCorner;
    private readonly float[] shareOfCorner;
    private readonly int[] cornerStart;
    private readonly int[] cornerOfNode;

    /// <summary>Makes the list.</summary>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Linear indices on it, ascending.</param>
    public InfluenceVoxels(GridGeometry grid, int[] voxels)
    {
        (Grid, Voxels) = (grid, voxels);
        nodesX = (grid.Nx - 1) / 2 + 2;
        nodesY = (grid.Ny - 1) / 2 + 2;
        var nodeOfCell = new int[nodesX * nodesY * ((grid.Nz - 1) / 2 + 2)];
        Array.Fill(nodeOfCell, -1);
        for (var n = 0; n < voxels.Length; n++)
        {
            var (i, j, k) = grid.Voxel(voxels[n]);
            for (var corner = 0; corner < 8; corner++) nodeOfCell[CornerCell(i, j, k, corner)] = 0;
        }

        cellOfNode = [.. Enumerable.Range(0, nodeOfCell.Length).Where(cell => nodeOfCell[cell] == 0)];
        for (var node = 0; node < cellOfNode.Length; node++) nodeOfCell[cellOfNode[node]] = node;
        (nodeOfCorner, shareOfCorner) = (new int[8 * voxels.Length], new float[8 * voxels.Length]);
        for (var n = 0; n < nodeOfCorner.Length; n++)
        {
            var (i, j, k) = grid.Voxel(voxels[n / 8]);
            nodeOfCorner[n] = nodeOfCell[CornerCell(i, j, k, n % 8)];
            shareOfCorner[n] = Share(i, n & 1) * Share(j, n >> 1 & 1) * Share(k, n >> 2 & 1);
        }

        (cornerStart, cornerOfNode) = Invert();
        nodesWithLet = new(() => new VoxelQuantities(NodeCount));
        nodesWithoutLet = new(() => new VoxelQuantities(NodeCount, withLet: false));
        VoxelBricks = new Bricks(voxels.Length, n => grid.Center(voxels[n]));
        NodeBricks = new Bricks(NodeCount, NodePosition);
    }

    /// <summary>The voxels in bricks.</summary>
    internal Bricks VoxelBricks { get; }

    /// <summary>The coarse nodes in bricks.</summary>
    internal Bricks NodeBricks { get; }

    /// <summary>The dose grid.</summary>
    public GridGeometry Grid { get; }

    /// <summary>Linear indices on the grid, ascending.</summary>
    public int[] Voxels { get; }

    /// <summary>Number of coarse nodes.</summary>
    public int NodeCount => cellOfNode.Length;

    /// <summary>Variance that interpolation between nodes adds, mm²: a voxel lies a quarter of their distance from one, so 3/16 of its square along each axis; the mean of the three.</summary>
    internal float InterpolationVariance => 3 / 16f * 4 * (float)(Grid.Spacing.X * Grid.Spacing.X + Grid.Spacing.Y * Grid.Spacing.Y + Grid.Spacing.Z * Grid.Spacing.Z) / 3;

    /// <summary>Patient position of a coarse node, mm.</summary>
    public Vector3d NodePosition(int node)
    {
        var cell = cellOfNode[node];
        var (i, j, k) = (cell % nodesX, cell / nodesX % nodesY, cell / (nodesX * nodesY));
        var (o, s) = (Grid.Origin, Grid.Spacing);
        return new Vector3d(o.X + (2 * i - 0.5) * s.X, o.Y + (2 * j - 0.5) * s.Y, o.Z + (2 * k - 0.5) * s.Z);
    }

    /// <summary>Quantities of all nodes, for scratch.</summary>
    internal Spares<VoxelQuantities> NodeQuantities(bool withLet) => withLet ? nodesWithLet : nodesWithoutLet;

    /// <summary>ADDS node values to voxels.</summary>
    internal void Interpolate(VoxelQuantities nodes, VoxelQuantities voxels, ParallelOptions options)
    {
        Parallel.For(0, (Voxels.Length + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            for (var n = chunk * ChunkSize; n < Math.Min(Voxels.Length, (chunk + 1) * ChunkSize); n++)
            {
                double dose = 0, alphaDose = 0, sqrtBetaDose = 0, letDose = 0;
                for (var corner = 8 * n; corner < 8 * n + 8; corner++)
                {
                    var (node, share) = (nodeOfCorner[corner], shareOfCorner[corner]);
                    dose += share * nodes.Dose[node];
                    alphaDose += share * nodes.AlphaDose[node];
                    sqrtBetaDose += share * nodes.SqrtBetaDose[node];
                    if (nodes.HasLet) letDose += share * nodes.LetDose[node];
                }

                voxels.Dose[n] += dose;
                voxels.AlphaDose[n] += alphaDose;
                voxels.SqrtBetaDose[n] += sqrtBetaDose;
                if (voxels.HasLet) voxels.LetDose[n] += letDose;
            }
        });
    }

    /// <summary>SETS nodes to the transposed of <see cref="Interpolate"/>.</summary>
    internal void Gather(VoxelQuantities voxels, VoxelQuantities nodes, ParallelOptions options)
    {
        Parallel.For(0, (NodeCount + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            for (var node = chunk * ChunkSize; node < Math.Min(NodeCount, (chunk + 1) * ChunkSize); node++)
            {
                double dose = 0, alphaDose = 0, sqrtBetaDose = 0, letDose = 0;
                for (var n = cornerStart[node]; n < cornerStart[node + 1]; n++)
                {
                    var (voxel, share) = (cornerOfNode[n] / 8, shareOfCorner[cornerOfNode[n]]);
                    dose += share * voxels.Dose[voxel];
                    alphaDose += share * voxels.AlphaDose[voxel];
                    sqrtBetaDose += share * voxels.SqrtBetaDose[voxel];
                    if (voxels.HasLet) letDose += share * voxels.LetDose[voxel];
                }

                nodes.Dose[node] = dose;
                nodes.AlphaDose[node] = alphaDose;
                nodes.SqrtBetaDose[node] = sqrtBetaDose;
                if (nodes.HasLet) nodes.LetDose[node] = letDose;
            }
        });
    }

    // Voxel i lies at node coordinate (i + 0.5) / 2: a quarter past its lower node when even, three quarters when odd.
    private static float Share(int index, int upper) => ((index & 1) == 1) == (upper == 1) ? 0.75f : 0.25f;

    private int CornerCell(int i, int j, int k, int corner) =>
        ((k / 2 + (corner >> 2)) * nodesY + j / 2 + (corner >> 1 & 1)) * nodesX + i / 2 + (corner & 1);

    private (int[] Start, int[] Corners) Invert()
    {
        var start = new int[NodeCount + 1];
        foreach (var node in nodeOfCorner) start[node + 1]++;
        for (var node = 0; node < NodeCount; node++) start[node + 1] += start[node];
        var (next, corners) = (start.AsSpan(0, NodeCount).ToArray(), new int[nodeOfCorner.Length]);
        for (var n = 0; n < corners.Length; n++) corners[next[nodeOfCorner[n]]++] = n;
        return (start, corners);
    }
}
