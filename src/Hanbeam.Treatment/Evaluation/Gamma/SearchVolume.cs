using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>
/// The evaluated dose laid out for the search: a second voxel of the same dose along axes that have only one, and rows long enough to be read a whole vector at a
/// time from any voxel.
/// </summary>
internal sealed class SearchVolume
{
    /// <summary>How many voxels may be read from any voxel of a row.</summary>
    public const int Overhang = 8;

    /// <summary>Copies a dose.</summary>
    public SearchVolume(Grid<float> dose)
    {
        var g = dose.Geometry;
        var (ny, nz) = (Math.Max(2, g.Ny), Math.Max(2, g.Nz));
        RowStride = g.Nx + Overhang;
        SliceStride = RowStride * ny;
        Values = new float[(long)SliceStride * nz];
        for (var k = 0; k < nz; k++)
            for (var j = 0; j < ny; j++)
            {
                var row = Values.AsSpan(k * SliceStride + j * RowStride, RowStride);
                dose.Values.AsSpan(g.Index(0, Math.Min(j, g.Ny - 1), Math.Min(k, g.Nz - 1)), g.Nx).CopyTo(row);
                row[g.Nx..].Fill(row[g.Nx - 1]);
            }
    }

    /// <summary>The doses, x fastest.</summary>
    public float[] Values { get; }

    /// <summary>From row to row.</summary>
    public int RowStride { get; }

    /// <summary>From slice to slice.</summary>
    public int SliceStride { get; }
}
