namespace Hanbeam.Numerics.Grids;

/// <summary>Values on a regular grid, one per voxel, x fastest.</summary>
/// <typeparam name="T">The voxel's type.</typeparam>
public sealed class Grid<T>
{
    /// <summary>Makes a grid of default values.</summary>
    public Grid(GridGeometry geometry)
        : this(geometry, new T[geometry.Count])
    {
    }

    /// <summary>Wraps values, which are not copied.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="values">One value per voxel, x fastest.</param>
    public Grid(GridGeometry geometry, T[] values)
    {
        if (values.Length != geometry.Count)
            throw new ArgumentException($"{values.Length} values for a grid of {geometry.Count} voxels", nameof(values));
        Geometry = geometry;
        Values = values;
    }

    /// <summary>The grid.</summary>
    public GridGeometry Geometry { get; }

    /// <summary>One value per voxel, x fastest.</summary>
    public T[] Values { get; }

    /// <summary>The value of voxel (i, j, k).</summary>
    public ref T this[int i, int j, int k] => ref Values[Geometry.Index(i, j, k)];
}
