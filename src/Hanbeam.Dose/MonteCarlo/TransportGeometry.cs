using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Physics.Materials;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// Matter that ions are followed through: voxels with a density and a material. A grid in the patient's frame, or a slab with planes across the beam. Immutable.
/// </summary>
public sealed class TransportGeometry
{
    // A slab is as wide as this, mm: wider than any ion of it can get to the side.
    private const float SlabWidthMm = 4096;

    private TransportGeometry(GridGeometry? grid, IReadOnlyList<Material> materials, TransportGrid voxels, Vector3d corner)
    {
        if (materials.Count > TransportGrid.MostMaterials) throw new ArgumentException("too many materials", nameof(materials));
        (Grid, Materials, Voxels, Corner) = (grid, materials, voxels, corner);
    }

    /// <summary>The grid, which is also the one that is scored on; null for a slab.</summary>
    public GridGeometry? Grid { get; }

    /// <summary>The materials.</summary>
    public IReadOnlyList<Material> Materials { get; }

    /// <summary>The voxels.</summary>
    internal TransportGrid Voxels { get; }

    /// <summary>The lower corner in the frame of the source, mm.</summary>
    internal Vector3d Corner { get; }

    /// <summary>
    /// A patient on a grid. Each voxel gets the mean relative stopping power of the CT voxels in it, the tissue that most of that belongs to (by CT number, or as
    /// overridden), and the density at which that tissue has that stopping power: a calibration of CT numbers holds for this engine as for the pencil beam.
    /// Outside the external contour is vacuum: the air of the room counts with the nozzle.
    /// </summary>
    /// <param name="patient">The patient.</param>
    /// <param name="grid">Where to transport and score; the CT grid if null.</param>
    public static TransportGeometry FromPatient(PatientModel patient, GridGeometry? grid = null) => PatientVoxels.Fill(patient, grid ?? patient.RelativeStoppingPower.Geometry);

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
        return new(null, [material], voxels, new Vector3d(-0.5 * SlabWidthMm, -0.5 * SlabWidthMm, 0));
    }

    internal static TransportGeometry OfVoxels(GridGeometry grid, IReadOnlyList<Material> materials, uint[] words)
    {
        static float[] Planes(int count, double spacing) => [.. Enumerable.Range(0, count + 1).Select(n => n * (float)spacing)];
        var voxels = new TransportGrid(Planes(grid.Nx, grid.Spacing.X), Planes(grid.Ny, grid.Spacing.Y), Planes(grid.Nz, grid.Spacing.Z), words);
        return new(grid, materials, voxels, grid.LowerCorner);
    }
}
