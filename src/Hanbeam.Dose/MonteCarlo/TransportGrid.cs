using System.Runtime.CompilerServices;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Voxels as transport walks through them: planes along three axes in mm from the lower corner, and one word a voxel, a float of the density in g/cm³ whose
/// low byte is the index of the material (density keeps 15 bits of mantissa, rounded).
/// </summary>
internal sealed class TransportGrid
{
    /// <summary>Most materials of a geometry: the lanes look them up in two vectors.</summary>
    public const int MostMaterials = 32;

    /// <summary>Low byte of a voxel's word.</summary>
    public const uint MaterialMask = 0xFF;

    /// <param name="planesX">Planes along x, mm.</param>
    /// <param name="planesY">Planes along y, mm.</param>
    /// <param name="planesZ">Planes along z, mm.</param>
    /// <param name="voxels">Words, x fastest.</param>
    /// <param name="inBlocks">Whether memory is in <see cref="BlockOrder"/>: for grids; layers stay as they are.</param>
    public TransportGrid(float[] planesX, float[] planesY, float[] planesZ, uint[] voxels, bool inBlocks = false)
    {
        (PlanesX, PlanesY, PlanesZ, Voxels) = (planesX, planesY, planesZ, voxels);
        (Nx, Ny, Nz) = (planesX.Length - 1, planesY.Length - 1, planesZ.Length - 1);
        if (voxels.Length != Nx * Ny * Nz) throw new ArgumentException("one word a voxel is needed", nameof(voxels));
        Box = FilledBox();
        if (!inBlocks) return;
        Order = new BlockOrder(Nx, Ny, Nz);
        Voxels = new uint[Order.Count];
        for (var n = 0; n < voxels.Length; n++) Voxels[Order.Of(n)] = voxels[n];
    }

    public float[] PlanesX { get; }

    public float[] PlanesY { get; }

    public float[] PlanesZ { get; }

    /// <summary>Words by place in memory.</summary>
    public uint[] Voxels { get; }

    /// <summary>Where voxels lie in memory; null for x fastest.</summary>
    public BlockOrder? Order { get; }

    public int Nx { get; }

    public int Ny { get; }

    public int Nz { get; }

    /// <summary>The voxels around everything that is not vacuum, upper ends exclusive: what leaves it has escaped.</summary>
    public (int I0, int I1, int J0, int J1, int K0, int K1) Box { get; }

    /// <summary>The place of a voxel in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Place(int i, int j, int k) => Order is { } order ? order.Of(i, j, k) : (k * Ny + j) * Nx + i;

    // Half of the lowest bit that is kept.
    private const uint RoundingOfDensity = 0x80;

    /// <summary>A voxel's word.</summary>
    public static uint Word(double densityGPerCm3, int material) =>
        densityGPerCm3 <= 0 ? 0 : ((BitConverter.SingleToUInt32Bits((float)densityGPerCm3) + RoundingOfDensity) & ~MaterialMask) | (uint)material;

    /// <summary>The density in a word, g/cm³.</summary>
    public static float Density(uint word) => BitConverter.UInt32BitsToSingle(word & ~MaterialMask);

    private (int, int, int, int, int, int) FilledBox()
    {
        var (i0, i1, j0, j1, k0, k1) = (Nx, 0, Ny, 0, Nz, 0);
        for (var n = 0; n < Voxels.Length; n++)
        {
            if (Voxels[n] == 0) continue;
            var (i, j, k) = (n % Nx, n / Nx % Ny, n / (Nx * Ny));
            (i0, i1) = (Math.Min(i0, i), Math.Max(i1, i + 1));
            (j0, j1) = (Math.Min(j0, j), Math.Max(j1, j + 1));
            (k0, k1) = (Math.Min(k0, k), Math.Max(k1, k + 1));
        }

        return (i0, i1, j0, j1, k0, k1);
    }
}
