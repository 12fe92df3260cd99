using Hanbeam.Dose.Media;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>The targets' voxels on the dose grid: those inside the patient, what they are made of, and how much of the targets lies outside.</summary>
public sealed class TargetVoxels
{
    // What stops less than this, relative to water, is air and sets no layer limits.
    private const double TissueStoppingPower = 0.2;

    // Air in a target: below this CT number, HU.
    private const double AirHu = -300;

    private readonly PatientModel patient;
    private readonly GridGeometry geometry;
    private readonly bool[] isTissue;

    private TargetVoxels(PatientModel patient, GridGeometry geometry, int[] voxels, float[] fractions)
    {
        (this.patient, this.geometry, Voxels, Fractions) = (patient, geometry, voxels, fractions);
        isTissue = [.. voxels.Select(voxel => VoxelLookup.At(patient.RelativeStoppingPower, Center(voxel)) > TissueStoppingPower)];
    }

    /// <summary>Linear indices on the dose grid, ascending.</summary>
    public int[] Voxels { get; }

    /// <summary>Fraction of each that is target.</summary>
    public float[] Fractions { get; }

    /// <summary>Volume-weighted centre of all targets, mm.</summary>
    public required PatientPoint Centroid { get; init; }

    /// <summary>Per cent of the targets' volume outside the external contour.</summary>
    public required double OutsidePercent { get; init; }

    /// <summary>Per cent of the targets' volume below −300 HU.</summary>
    public required double AirPercent { get; init; }

    /// <summary>Finds them.</summary>
    /// <param name="patient">The patient model.</param>
    /// <param name="structures">The structures on the dose grid.</param>
    public static TargetVoxels Of(PatientModel patient, PlanningStructures structures)
    {
        var external = new float[structures.Geometry.Count];
        for (var n = 0; n < structures.External.Voxels.Length; n++) external[structures.External.Voxels[n]] = structures.External.Fractions[n];
        var (voxels, fractions) = (new List<int>(), new List<float>());
        var center = default(Vector3d);
        double volume = 0, outside = 0, air = 0;
        for (var n = 0; n < structures.Targets.Voxels.Length; n++)
        {
            var (voxel, fraction) = (structures.Targets.Voxels[n], structures.Targets.Fractions[n]);
            var (i, j, k) = structures.Geometry.Voxel(voxel);
            var point = structures.Geometry.Center(i, j, k);
            volume += fraction;
            center += fraction * point;
            if (VoxelLookup.At(patient.Case.Ct.Hounsfield, point) < AirHu) air += fraction;
            if (external[voxel] < VoxelMembership.Inside)
            {
                outside += fraction;
                continue;
            }

            voxels.Add(voxel);
            fractions.Add(fraction);
        }

        return new TargetVoxels(patient, structures.Geometry, [.. voxels], [.. fractions])
        {
            Centroid = PatientPoint.From(1 / volume * center), OutsidePercent = 100 * outside / volume, AirPercent = 100 * air / volume,
        };
    }

    /// <summary>The voxels as one beam sees them.</summary>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="work">Threads and cancellation.</param>
    public TargetView SeenBy(BeamFrame frame, Machine machine, WorkContext work)
    {
        var points = WaterEquivalentDepth.OfVoxels(patient, geometry, Voxels, frame, machine, work);
        return new TargetView
        {
            DepthMm = points.DepthMm,
            XIsoMm = points.XIsoMm,
            YIsoMm = points.YIsoMm,
            IsTissue = isTissue,
            Fraction = Fractions,
            VoxelMm = Math.Cbrt(geometry.VoxelVolumeMm3),
        };
    }

    /// <summary>Patient coordinates of a voxel's centre, mm.</summary>
    /// <param name="voxel">Linear index on the dose grid.</param>
    public Vector3d Center(int voxel)
    {
        var (i, j, k) = geometry.Voxel(voxel);
        return geometry.Center(i, j, k);
    }
}
