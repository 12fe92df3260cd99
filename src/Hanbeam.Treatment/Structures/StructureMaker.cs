using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Structures;

/// <summary>
/// Makes structures from expressions, on a grid finer than the one they are for: contours are drawn on the fine grid, combined and moved there, and only the
/// result is carried to the coarse one.
/// </summary>
/// <remarks>Accuracy follows the fine voxels: 1 mm or less where the box around the structures has fewer than eight million of them, else the coarse grid's (docs/methods/structures.md).</remarks>
public sealed class StructureMaker
{
    // Margins to a tenth of a millimetre need voxels of about one.
    private const double FineMm = 1;

    // Some 250 MB of working memory.
    private const long MostFineVoxels = 8_000_000;

    // Voxels around the reach of an expression, so that its surface never touches the box's border.
    private const int Spare = 3;

    private readonly GridGeometry geometry;
    private readonly Dictionary<string, (Structure Structure, VoxelMembership OnGrid)> drawn = [];
    private readonly Dictionary<string, (StructureExpression Expression, VoxelMembership OnGrid)> made = [];

    /// <summary>Takes what there is to make structures from.</summary>
    /// <param name="geometry">The grid that structures are made for.</param>
    /// <param name="structures">Structures as drawn and their membership on the grid; names must differ.</param>
    public StructureMaker(GridGeometry geometry, IEnumerable<(Structure Structure, VoxelMembership OnGrid)> structures)
    {
        this.geometry = geometry;
        foreach (var one in structures) drawn.Add(one.Structure.Name, one);
    }

    /// <summary>The names that an expression may use: those drawn, then those made so far.</summary>
    public IReadOnlyList<string> Names => [.. drawn.Keys, .. made.Keys];

    /// <summary>Makes a structure; later ones may use it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="expression">How it is made, see <see cref="StructureExpression"/>.</param>
    /// <returns>The structure on the grid, and on the fine grid where it was made.</returns>
    /// <exception cref="InputException">The expression cannot be read, or the name is there already.</exception>
    public (VoxelMembership OnGrid, VoxelMembership Fine) Make(string name, string expression)
    {
        var names = Names;
        if (names.Contains(name, StringComparer.Ordinal)) throw new InputException($"structures.{name}: there is a structure of this name already");
        var parsed = StructureExpression.Parse(name, expression, names);
        var box = Box(parsed);
        var refinement = Refinement(box);
        var fine = Evaluate(parsed, Refined(box, refinement), []);
        var onGrid = Coarsened(fine, box, refinement);
        made.Add(name, (parsed, onGrid));
        return (onGrid, fine);
    }

    /// <summary>A structure on a fine grid around it, for what needs more than the coarse voxels.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public VoxelMembership Fine(string name)
    {
        var alone = StructureExpression.OfName(name);
        var box = Box(alone);
        return Evaluate(alone, Refined(box, Refinement(box)), []);
    }

    private VoxelMembership Evaluate(StructureExpression expression, GridGeometry fine, Dictionary<string, VoxelMembership> known) =>
        expression.Evaluate(name =>
        {
            if (known.TryGetValue(name, out var there)) return there;
            return known[name] = drawn.TryGetValue(name, out var one)
                ? StructureRasterizer.Rasterize(one.Structure, fine, geometry.Spacing.Z)
                : Evaluate(made[name].Expression, fine, known);
        });

    // The voxels of the grid that an expression may fill.
    private (Voxel Lower, Voxel Upper) Box(StructureExpression expression)
    {
        var (lower, upper) = (new Voxel(int.MaxValue, int.MaxValue, int.MaxValue), new Voxel(-1, -1, -1));
        foreach (var name in expression.Names)
        {
            foreach (var voxel in (drawn.TryGetValue(name, out var one) ? one.OnGrid : made[name].OnGrid).Voxels)
            {
                var (i, j, k) = geometry.Voxel(voxel);
                lower = new Voxel(Math.Min(lower.I, i), Math.Min(lower.J, j), Math.Min(lower.K, k));
                upper = new Voxel(Math.Max(upper.I, i), Math.Max(upper.J, j), Math.Max(upper.K, k));
            }
        }

        if (upper.I < 0) return (new Voxel(0, 0, 0), new Voxel(0, 0, 0));
        int Reach(double spacing) => (int)Math.Ceiling(expression.ReachMm / spacing) + Spare;
        var (x, y, z) = (Reach(geometry.Spacing.X), Reach(geometry.Spacing.Y), Reach(geometry.Spacing.Z));
        return (new Voxel(Math.Max(0, lower.I - x), Math.Max(0, lower.J - y), Math.Max(0, lower.K - z)),
            new Voxel(Math.Min(geometry.Nx - 1, upper.I + x), Math.Min(geometry.Ny - 1, upper.J + y), Math.Min(geometry.Nz - 1, upper.K + z)));
    }

    // How many fine voxels a voxel's edge is cut into.
    private int Refinement((Voxel Lower, Voxel Upper) box)
    {
        var largest = Math.Max(geometry.Spacing.X, Math.Max(geometry.Spacing.Y, geometry.Spacing.Z));
        var wanted = Math.Max(1, (int)Math.Ceiling(largest / FineMm - 1e-6));
        var count = (long)(box.Upper.I - box.Lower.I + 1) * (box.Upper.J - box.Lower.J + 1) * (box.Upper.K - box.Lower.K + 1);
        while (wanted > 1 && count * wanted * wanted * wanted > MostFineVoxels) wanted--;
        return wanted;
    }

    private GridGeometry Refined((Voxel Lower, Voxel Upper) box, int n)
    {
        var spacing = 1.0 / n * geometry.Spacing;
        var corner = geometry.Center(box.Lower.I, box.Lower.J, box.Lower.K) - 0.5 * geometry.Spacing;
        return new GridGeometry(corner + 0.5 * spacing, spacing, n * (box.Upper.I - box.Lower.I + 1), n * (box.Upper.J - box.Lower.J + 1), n * (box.Upper.K - box.Lower.K + 1));
    }

    private VoxelMembership Coarsened(VoxelMembership fine, (Voxel Lower, Voxel Upper) box, int n)
    {
        var (nx, ny, nz) = (fine.Geometry.Nx / n, fine.Geometry.Ny / n, fine.Geometry.Nz / n);
        var sums = new double[nx * ny * nz];
        for (var m = 0; m < fine.Voxels.Length; m++)
        {
            var (i, j, k) = fine.Geometry.Voxel(fine.Voxels[m]);
            sums[(k / n * ny + j / n) * nx + i / n] += fine.Fractions[m];
        }

        var builder = new MembershipBuilder(fine.Name, geometry);
        var row = new float[nx];
        for (var k = 0; k < nz; k++)
        {
            for (var j = 0; j < ny; j++)
            {
                for (var i = 0; i < nx; i++) row[i] = (float)(sums[(k * ny + j) * nx + i] / (n * n * n));
                builder.Add(geometry.Index(box.Lower.I, box.Lower.J + j, box.Lower.K + k), row);
            }
        }

        return builder.Build();
    }

    private readonly record struct Voxel(int I, int J, int K);
}
