using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Numerics.Grids;

/// <summary>
/// A regular axis-aligned grid of voxels, x fastest. In Hanbeam its frame is always the patient's (DICOM LPS, mm) with positive spacing.
/// </summary>
/// <param name="Origin">Centre of voxel (0, 0, 0), mm.</param>
/// <param name="Spacing">Voxel size along x, y, z, mm, all positive.</param>
/// <param name="Nx">Number of voxels along x.</param>
/// <param name="Ny">Number of voxels along y.</param>
/// <param name="Nz">Number of voxels along z.</param>
public sealed record GridGeometry(Vector3d Origin, Vector3d Spacing, int Nx, int Ny, int Nz)
{
    // 2^28, 1 GiB of floats: a 600 mm cube in voxels of 1 mm.
    private const int MostVoxels = 1 << 28;

    /// <summary>Number of voxels.</summary>
    public int Count => checked(Nx * Ny * Nz);

    /// <summary>Volume of one voxel, mm³.</summary>
    public double VoxelVolumeMm3 => Spacing.X * Spacing.Y * Spacing.Z;

    /// <summary>The corner with the smallest coordinates, mm (half a voxel below <see cref="Origin"/>).</summary>
    public Vector3d LowerCorner => Origin - 0.5 * Spacing;

    /// <summary>The corner with the largest coordinates, mm.</summary>
    public Vector3d UpperCorner => LowerCorner + new Vector3d(Nx * Spacing.X, Ny * Spacing.Y, Nz * Spacing.Z);

    /// <summary>Linear index of voxel (i, j, k).</summary>
    public int Index(int i, int j, int k) => (k * Ny + j) * Nx + i;

    /// <summary>Voxel (i, j, k) of a linear index.</summary>
    public (int I, int J, int K) Voxel(int index) => (index % Nx, index / Nx % Ny, index / (Nx * Ny));

    /// <summary>Centre of voxel (i, j, k), mm.</summary>
    public Vector3d Center(int i, int j, int k) =>
        new(Origin.X + i * Spacing.X, Origin.Y + j * Spacing.Y, Origin.Z + k * Spacing.Z);

    /// <summary>Centre of the voxel with a linear index, mm.</summary>
    public Vector3d Center(int index)
    {
        var (i, j, k) = Voxel(index);
        return Center(i, j, k);
    }

    /// <summary>The grid of cubic voxels that covers this one from the same lower corner (CLI contract, "Dose grids").</summary>
    /// <param name="spacingMm">Edge of the new voxels, mm.</param>
    /// <exception cref="InputException">It has more than 2²⁸ voxels.</exception>
    public GridGeometry Resampled(double spacingMm)
    {
        if (Spacing == new Vector3d(spacingMm, spacingMm, spacingMm)) return this;
        double Cells(double extentMm) => Math.Max(1, Math.Ceiling(extentMm / spacingMm - 1e-6));
        var (nx, ny, nz) = (Cells(Nx * Spacing.X), Cells(Ny * Spacing.Y), Cells(Nz * Spacing.Z));
        if (!(nx * ny * nz <= MostVoxels))
            throw new InputException(FormattableString.Invariant($"A grid of {spacingMm} mm over {Nx * Spacing.X:0.#} × {Ny * Spacing.Y:0.#} × {Nz * Spacing.Z:0.#} mm has {nx * ny * nz:0} voxels; at most {MostVoxels} are allowed, so the edge must be larger."));
        var half = new Vector3d(0.5 * spacingMm, 0.5 * spacingMm, 0.5 * spacingMm);
        return new GridGeometry(LowerCorner + half, new Vector3d(spacingMm, spacingMm, spacingMm), (int)nx, (int)ny, (int)nz);
    }
}
