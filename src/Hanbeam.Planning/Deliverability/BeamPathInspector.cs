using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Planning.Deliverability;

/// <summary>Walks from target voxels to the source and notes what lies in the way. Serves warnings, not doses: steps of 1 mm, nearest voxels.</summary>
public sealed class BeamPathInspector
{
    // The limits of the warnings, HU: denser than lung and foam; denser than any bone.
    private const float MaterialHu = -300;
    private const float MetalHu = 2000;

    private const double StepMm = 1;

    // Enough rays for per cents; the voxels are taken evenly from the list.
    private const int MostRays = 1000;

    // How far from the isocentre any image can reach, mm.
    private const double FarMm = 3000;

    private readonly PatientModel patient;
    private readonly Machine machine;

    /// <summary>Makes an inspector.</summary>
    /// <param name="patient">The patient model.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    public BeamPathInspector(PatientModel patient, Machine machine) => (this.patient, this.machine) = (patient, machine);

    /// <summary>Inspects the way of one beam.</summary>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="shifter">Its range shifter, or null.</param>
    /// <param name="targets">The targets' voxels.</param>
    public BeamPath Inspect(BeamFrame frame, RangeShifter? shifter, TargetVoxels targets) =>
        Inspect(frame, shifter, [.. targets.Voxels.Select(targets.Center)]);

    /// <summary>Inspects the way of one beam.</summary>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="shifter">Its range shifter, or null.</param>
    /// <param name="points">Where its rays end, patient frame, mm.</param>
    public BeamPath Inspect(BeamFrame frame, RangeShifter? shifter, IReadOnlyList<Vector3d> points)
    {
        var stride = Math.Max(1, points.Count / MostRays);
        int rays = 0, edge = 0, material = 0, metal = 0;
        for (var n = 0; n < points.Count; n += stride)
        {
            var ray = Follow(frame, points[n]);
            rays++;
            if (ray.Edge) edge++;
            if (ray.Material) material++;
            if (ray.Metal) metal++;
        }

        double Percent(int count) => rays > 0 ? 100.0 * count / rays : 0;

        // Without an outline the image is the patient, and every ray enters through its edge; so it does into a water box.
        var hasOutline = patient.Case.Kind != CaseKind.Water && patient.Case.Structures.Any(structure => structure.IsExternal && !structure.IsEmpty);
        return new BeamPath(hasOutline ? Percent(edge) : 0, Percent(material), Percent(metal), shifter is null ? null : GapMm(frame, shifter));
    }

    /// <summary>Gap between a shifter's downstream face and the skin on the beam's axis, mm; null where the axis misses the patient.</summary>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="shifter">The shifter.</param>
    public double? GapMm(BeamFrame frame, RangeShifter shifter)
    {
        for (var zg = FarMm; zg > -FarMm; zg -= StepMm)
        {
            var voxel = VoxelLookup.IndexAt(patient.External.Geometry, frame.ToPatient(new BeamPoint(0, 0, zg)).Vector);
            if (voxel >= 0 && patient.External.Values[voxel] >= VoxelMembership.Inside) return shifter.DownstreamFaceToIsocenterMm - zg;
        }

        return null;
    }

    private (bool Edge, bool Material, bool Metal) Follow(BeamFrame frame, Vector3d start)
    {
        var (hounsfield, external) = (patient.Case.Ct.Hounsfield, patient.External);
        var beam = frame.ToBeam(PatientPoint.From(start));
        var direction = frame.TowardsSource
            - beam.Xg / (machine.SourceAxisDistanceXMm - beam.Zg) * frame.AlongXg - beam.Yg / (machine.SourceAxisDistanceYMm - beam.Zg) * frame.AlongYg;
        var step = StepMm / direction.Length * direction;
        var spacing = hounsfield.Geometry.Spacing;

        // Material counts only farther from the patient than a voxel's diagonal: nearer it is the contour's own partial voxel.
        var skinMm = spacing.Length;
        double outsideMm = 0;
        bool inside = false, material = false, metal = false;
        for (var point = start; ; point += step)
        {
            var voxel = VoxelLookup.IndexAt(hounsfield.Geometry, point);
            if (voxel < 0) return (inside, material, metal);
            inside = external.Values[voxel] >= VoxelMembership.Inside;
            outsideMm = inside ? 0 : outsideMm + StepMm;
            var hu = hounsfield.Values[voxel];
            if (inside && hu > MetalHu) metal = true;
            if (outsideMm > skinMm && hu > MaterialHu) material = true;
        }
    }
}
