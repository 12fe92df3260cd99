using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Materials;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Matter that ions are followed through: voxels with a density and a material. A grid in the patient's frame, or a slab with planes across the beam. Immutable.
/// </summary>
public sealed class TransportGeometry
{
    // A slab is as wide as this, mm: wider than any ion of it can get to the side.
    private const float SlabWidthMm = 4096;

    private readonly GridGeometry? voxelGrid;
    private readonly Lazy<float[]> cellMasses;

    private TransportGeometry(GridGeometry? grid, GridGeometry? voxelGrid, IReadOnlyList<Material> materials, TransportGrid voxels, Vector3d corner, WorkContext work)
    {
        if (materials.Count > TransportGrid.MostMaterials) throw new ArgumentException("too many materials", nameof(materials));
        (Grid, this.voxelGrid, Materials, Voxels, Corner) = (grid, voxelGrid, materials, voxels, corner);
        if (grid is not null && grid != voxelGrid) Cells = new ScoringCells(grid, corner);
        cellMasses = new(() => MakeCellMasses(work.ParallelOptions));
    }

    /// <summary>The grid that is scored on; null for a slab.</summary>
    public GridGeometry? Grid { get; }

    /// <summary>The materials.</summary>
    public IReadOnlyList<Material> Materials { get; }

    /// <summary>The voxels.</summary>
    internal TransportGrid Voxels { get; }

    /// <summary>The lower corner in the frame of the source, mm.</summary>
    internal Vector3d Corner { get; }

    /// <summary>Where scores go; null where every voxel is a cell of its own, and in a slab.</summary>
    internal ScoringCells? Cells { get; }

    /// <summary>Mass of the cells of <see cref="Grid"/>, g: that of the parts of voxels in each.</summary>
    internal float[] CellMasses => cellMasses.Value;

    /// <summary>
    /// A patient in the voxels of the CT. Each has the tissue of its CT number, or what an override names, at the density at which that tissue has the relative stopping
    /// power of the calibration: that holds for this engine as for the pencil beam. Outside the external contour is vacuum: the air of the room counts with the nozzle.
    /// </summary>
    /// <param name="patient">The patient.</param>
    /// <param name="grid">The grid to score on, of any place and spacing; the CT's if null.</param>
    /// <param name="work">Threads and cancellation, of masses that are worked out later too.</param>
    public static TransportGeometry FromPatient(PatientModel patient, GridGeometry? grid, WorkContext work) => PatientVoxels.Fill(patient, grid, work);

    /// <summary>Water of unit density in every voxel of a grid.</summary>
    /// <param name="grid">The grid.</param>
    public static TransportGeometry Water(GridGeometry grid) => Homogeneous(grid, Material.Water);

    /// <summary>One material, at its own density, in every voxel of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="material">The material.</param>
    public static TransportGeometry Homogeneous(GridGeometry grid, Material material)
    {
        var words = new uint[grid.Count];
        Array.Fill(words, TransportGrid.Word(material.DensityGPerCm3, 0));
        return OfVoxels(grid, [material], words);
    }

    /// <summary>
    /// A slab of one material across the beam, which comes along +z and meets it at z = 0 around x = y = 0: what beam models and depth doses are scored in.
    /// </summary>
    /// <param name="material">The material, at its own density.</param>
    /// <param name="depthEdgesMm">Depths of the planes between layers, mm, ascending from 0.</param>
    public static TransportGeometry Slab(Material material, IReadOnlyList<double> depthEdgesMm)
    {
        if (depthEdgesMm.Count < 2 || depthEdgesMm[0] != 0 || depthEdgesMm.Zip(depthEdgesMm.Skip(1), (a, b) => b - a).Any(width => !(width > 0)))
            throw new ArgumentException("depth edges must ascend from 0", nameof(depthEdgesMm));
        var words = new uint[depthEdgesMm.Count - 1];
        Array.Fill(words, TransportGrid.Word(material.DensityGPerCm3, 0));
        var voxels = new TransportGrid([0, SlabWidthMm], [0, SlabWidthMm], [.. depthEdgesMm.Select(edge => (float)edge)], words);
        return new(null, null, [material], voxels, new Vector3d(-0.5 * SlabWidthMm, -0.5 * SlabWidthMm, 0), WorkContext.Default);
    }

    internal static TransportGeometry OfVoxels(GridGeometry grid, IReadOnlyList<Material> materials, uint[] words, GridGeometry? scoring = null, WorkContext? work = null)
    {
        static float[] Planes(int count, double spacing) => [.. Enumerable.Range(0, count + 1).Select(n => n * (float)spacing)];
        var voxels = new TransportGrid(Planes(grid.Nx, grid.Spacing.X), Planes(grid.Ny, grid.Spacing.Y), Planes(grid.Nz, grid.Spacing.Z), words, inBlocks: true);
        return new(scoring ?? grid, grid, materials, voxels, grid.LowerCorner, work ?? WorkContext.Default);
    }

    // A cubic millimetre at 1 g/cm³ is a milligram.
    private float[] MakeCellMasses(ParallelOptions options)
    {
        if (Grid is not { } cells || voxelGrid is not { } voxels) throw new InvalidOperationException("a slab has no grid");
        static AxisOverlap[] Along(GridGeometry voxels, GridGeometry cells, Func<Vector3d, double> axis, Func<GridGeometry, int> count) =>
            AxisOverlap.Of(axis(voxels.LowerCorner), axis(voxels.Spacing), count(voxels), axis(cells.LowerCorner), axis(cells.Spacing), count(cells));
        var (x, y, z) = (Along(voxels, cells, v => v.X, g => g.Nx), Along(voxels, cells, v => v.Y, g => g.Ny), Along(voxels, cells, v => v.Z, g => g.Nz));
        var masses = new float[cells.Count];
        Parallel.For(0, cells.Nz, options, k =>
        {
            for (var j = 0; j < cells.Ny; j++)
                for (var i = 0; i < cells.Nx; i++)
                    masses[cells.Index(i, j, k)] = (float)(1e-3 * Milligrams(x[i], y[j], z[k]));
        });
        return masses;
    }

    private double Milligrams(AxisOverlap x, AxisOverlap y, AxisOverlap z)
    {
        var sum = 0.0;
        for (var k = 0; k < z.LengthsMm.Length; k++)
            for (var j = 0; j < y.LengthsMm.Length; j++)
                for (var i = 0; i < x.LengthsMm.Length; i++)
                    sum += TransportGrid.Density(Voxels.Voxels[Voxels.Place(x.First + i, y.First + j, z.First + k)]) * x.LengthsMm[i] * y.LengthsMm[j] * z.LengthsMm[k];
        return sum;
    }
}
