namespace Hanbeam.Dose.Influence;

/// <summary>The cells that a brick's voxels see of a layer's lattice: rows Row0 … RowEnd − 1 of so many columns from Column0 on.</summary>
internal readonly record struct BrickWindow(int Row0, int RowEnd, int Column0, int Columns)
{
    /// <summary>Number of cells.</summary>
    public int Count => (RowEnd - Row0) * Columns;
}
