using System.Runtime.InteropServices;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The stored values of one layer in a run of bricks. A block is one (brick, part): its rows of cells, sixteen mantissas and one scale a cell, and the part's alpha, sqrt(beta) and LET in
/// its sixteen voxels. Every block has a multiple of <see cref="CellsAtOnce"/> cells; those that it has too many are zero.
/// </summary>
internal sealed class StoredRun
{
    /// <summary>Cells that products take at once.</summary>
    public const int CellsAtOnce = 4;

    /// <summary>Brick and part of each block, and where its cells end.</summary>
    public required StoredBlock[] Blocks { get; init; }

    /// <summary>Rows of at most sixteen cells: first cell · 256 + number of cells.</summary>
    public required uint[] Rows { get; init; }

    /// <summary>Upper half of a float for each cell: Gy per 10⁶ ions of one level; sixteen more at the end, so that a line can be read from any.</summary>
    public required ushort[] Scales { get; init; }

    /// <summary>Alpha, sqrt(beta) and LET of each block, sixteen each, as fractions of the part's largest.</summary>
    public required ushort[] Factors { get; init; }

    /// <summary>Sixteen mantissas a cell, from <see cref="Offset"/> on.</summary>
    public required byte[] Mantissas { get; init; }

    /// <summary>Where the mantissas begin: at the start of a cache line.</summary>
    public required int Offset { get; init; }

    /// <summary>Number of cells.</summary>
    public int CellCount => Scales.Length - LaneBuffer.Lanes;

    /// <summary>Values above zero.</summary>
    public required long NonZeros { get; init; }

    /// <summary>Memory, bytes.</summary>
    public long Bytes => 12L * Blocks.Length + 4L * Rows.Length + 2L * (Scales.Length + Factors.Length) + Mantissas.Length;

    /// <summary>Calls it nearer, all but most of the mantissas, which are called as they are read.</summary>
    public void Prefetch()
    {
        Nearer.Call(MemoryMarshal.AsBytes<StoredBlock>(Blocks));
        Nearer.Call(MemoryMarshal.AsBytes<uint>(Rows));
        Nearer.Call(MemoryMarshal.AsBytes<ushort>(Scales));
        Nearer.Call(MemoryMarshal.AsBytes<ushort>(Factors));
        Nearer.Call(Mantissas.AsSpan(0, Math.Min(Mantissas.Length, Nearer.Ahead)));
    }
}
