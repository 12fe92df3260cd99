using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Where the voxels of a grid lie in memory: in blocks of 8 × 8 × 8, and inside a block by the bits of their indices in turns (x, y, z, x, y, z …). Neighbours along every axis
/// share cache lines and pages, whichever way a beam goes. Blocks at the upper ends are filled up.
/// </summary>
internal sealed class BlockOrder
{
    /// <summary>Voxels in a block.</summary>
    public const int PerBlock = 1 << (3 * Bits);

    // A voxel's index inside a block, from the lowest three bits of one index of its own; the vectors' permutation looks at four.
    private static readonly int[] InsideX = Spread(0), InsideY = Spread(1), InsideZ = Spread(2);

    private const int Bits = 3;
    private const int Inside = (1 << Bits) - 1;

    private readonly int nx, ny, nz, blocksX, blocksY;

    public BlockOrder(int nx, int ny, int nz)
    {
        (this.nx, this.ny, this.nz) = (nx, ny, nz);
        (blocksX, blocksY) = ((nx + Inside) >> Bits, (ny + Inside) >> Bits);
        Count = checked(blocksX * blocksY * ((nz + Inside) >> Bits) * PerBlock);
    }

    /// <summary>Places in memory.</summary>
    public int Count { get; }

    /// <summary>The place of a voxel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int i, int j, int k) =>
        ((((k >> Bits) * blocksY + (j >> Bits)) * blocksX + (i >> Bits)) << (3 * Bits)) + (InsideX[i & Inside] | InsideY[j & Inside] | InsideZ[k & Inside]);

    /// <summary>The place of a voxel, from its index with x fastest.</summary>
    public int Of(int index) => Of(index % nx, index / nx % ny, index / (nx * ny));

    /// <summary>The places of sixteen voxels; of indices outside the grid something that is no place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> Of(Vector512<int> i, Vector512<int> j, Vector512<int> k)
    {
        var inside = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref InsideX[0]), i) | Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref InsideY[0]), j) | Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref InsideZ[0]), k);
        return (((((k >> Bits) * blocksY) + (j >> Bits)) * blocksX + (i >> Bits)) << (3 * Bits)) + inside;
    }

    /// <summary>For every place the index with x fastest; −1 where a block is filled up.</summary>
    public int[] Indices()
    {
        var indices = new int[Count];
        Array.Fill(indices, -1);
        for (var n = 0; n < nx * ny * nz; n++) indices[Of(n)] = n;
        return indices;
    }

    private static int[] Spread(int axis) => [.. Enumerable.Range(0, 16).Select(n => ((n & 1) | ((n & 2) << 2) | ((n & 4) << 4)) << axis)];
}
