using Hanbeam.Numerics.Grids;

namespace Hanbeam.Treatment.Structures;

/// <summary>Makes structures from others on one grid: union, intersection, difference and margins of fractional memberships.</summary>
public static class StructureAlgebra
{
    // The surface of a fractional membership is where half of the voxel is inside.
    private const float Surface = 0.5f;

    /// <summary>What lies in either.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="a">One structure.</param>
    /// <param name="b">Another, on the same grid.</param>
    public static VoxelMembership Union(string name, VoxelMembership a, VoxelMembership b) =>
        Combine(name, a, b, static (inA, inB) => Math.Max(inA, inB));

    /// <summary>What lies in the first but not in the second; exact where one border encloses the other within a voxel.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="a">The structure.</param>
    /// <param name="b">What is taken away, on the same grid.</param>
    public static VoxelMembership Difference(string name, VoxelMembership a, VoxelMembership b) =>
        Combine(name, a, b, static (inA, inB) => Math.Max(0, inA - inB));

    /// <summary>What lies in both; exact where the borders are farther apart than a voxel or run alike.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="a">One structure.</param>
    /// <param name="b">Another, on the same grid.</param>
    public static VoxelMembership Intersection(string name, VoxelMembership a, VoxelMembership b) =>
        Combine(name, a, b, static (inA, inB) => Math.Min(inA, inB));

    /// <summary>What lies in one of two but not in both.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="a">One structure.</param>
    /// <param name="b">Another, on the same grid.</param>
    public static VoxelMembership SymmetricDifference(string name, VoxelMembership a, VoxelMembership b) =>
        Combine(name, a, b, static (inA, inB) => Math.Abs(inA - inB));

    /// <summary>A structure grown by a margin in all directions, or shrunk by a negative one, to a fraction of a voxel.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="marginMm">The margin, mm.</param>
    public static VoxelMembership Grow(string name, VoxelMembership structure, double marginMm) => marginMm >= 0
        ? Expand(name, structure, StructureMargin.Uniform(marginMm))
        : Shrink(name, structure, StructureMargin.Uniform(-marginMm));

    /// <summary>A structure with a margin added, to a fraction of a voxel; nothing is added beyond the grid.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="margin">How far each side moves outwards.</param>
    public static VoxelMembership Expand(string name, VoxelMembership structure, StructureMargin margin)
    {
        if (!margin.IsValid) throw new ArgumentOutOfRangeException(nameof(margin), margin, "margins must be finite and not negative");
        return margin.LargestMm == 0 || structure.Voxels.Length == 0
            ? structure with { Name = name }
            : FromDense(name, structure.Geometry, new MarginSurface(structure).Grown(margin));
    }

    /// <summary>A structure with a margin taken off, to a fraction of a voxel; the grid's border is no surface.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="margin">How far each side moves inwards.</param>
    public static VoxelMembership Shrink(string name, VoxelMembership structure, StructureMargin margin)
    {
        if (!margin.IsValid) throw new ArgumentOutOfRangeException(nameof(margin), margin, "margins must be finite and not negative");
        return margin.LargestMm == 0 || structure.Voxels.Length == 0
            ? structure with { Name = name }
            : FromDense(name, structure.Geometry, new MarginSurface(structure).Shrunk(margin));
    }

    /// <summary>The shell between two distances from a structure's surface.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="structure">The structure.</param>
    /// <param name="innerMm">Distance at which the shell begins, mm; negative inside the structure.</param>
    /// <param name="outerMm">Distance at which it ends, mm, larger than the inner one.</param>
    public static VoxelMembership Ring(string name, VoxelMembership structure, double innerMm, double outerMm)
    {
        if (!(outerMm > innerMm)) throw new ArgumentOutOfRangeException(nameof(outerMm), outerMm, "a shell must end farther out than it begins");
        return Difference(name, Grow(name, structure, outerMm), Grow(name, structure, innerMm));
    }

    /// <summary>Distance of every voxel's centre from the nearest voxel that is at least half inside, mm; 0 in those.</summary>
    /// <param name="structure">The structure.</param>
    public static float[] OutsideDistanceMm(VoxelMembership structure)
    {
        var marked = new bool[structure.Geometry.Count];
        for (var n = 0; n < structure.Voxels.Length; n++) marked[structure.Voxels[n]] = structure.Fractions[n] >= Surface;
        return EuclideanDistance.From(structure.Geometry, marked);
    }

    /// <summary>A membership from one fraction per voxel of the grid.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="geometry">The grid.</param>
    /// <param name="fractions">Fraction inside of every voxel.</param>
    public static VoxelMembership FromDense(string name, GridGeometry geometry, ReadOnlySpan<float> fractions)
    {
        var voxels = new List<int>();
        var kept = new List<float>();
        for (var n = 0; n < fractions.Length; n++)
        {
            if (fractions[n] <= 0) continue;
            voxels.Add(n);
            kept.Add(fractions[n]);
        }

        return new VoxelMembership(name, geometry, [.. voxels], [.. kept]);
    }

    private static VoxelMembership Combine(string name, VoxelMembership a, VoxelMembership b, Func<float, float, float> rule)
    {
        if (a.Geometry != b.Geometry) throw new ArgumentException("both structures must lie on the same grid", nameof(b));
        var voxels = new List<int>();
        var fractions = new List<float>();
        for (int m = 0, n = 0; m < a.Voxels.Length || n < b.Voxels.Length;)
        {
            var nextA = m < a.Voxels.Length ? a.Voxels[m] : int.MaxValue;
            var nextB = n < b.Voxels.Length ? b.Voxels[n] : int.MaxValue;
            var voxel = Math.Min(nextA, nextB);
            var fraction = rule(nextA == voxel ? a.Fractions[m++] : 0, nextB == voxel ? b.Fractions[n++] : 0);
            if (fraction <= 0) continue;
            voxels.Add(voxel);
            fractions.Add(fraction);
        }

        return new VoxelMembership(name, a.Geometry, [.. voxels], [.. fractions]);
    }
}
