using Hanbeam.Dose.Media;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.SpotPlacement;

/// <summary>Which voxels of the outline the spots of a plan can matter to: only these need columns of influence.</summary>
public static class BeamReach
{
    // Lateral distance beyond which a spot's core has no dose worth optimising: about three sigmas of the widest spots, and the width of the halo that carries
    // per cents (assumed).
    private const double LateralMm = 20;

    // Behind the deepest layer only the fragment tail follows; this far behind it the dose no longer competes with any limit on healthy tissue (assumed).
    private const double BehindMm = 20;

    /// <summary>Finds them.</summary>
    /// <param name="patient">The patient model.</param>
    /// <param name="structures">The structures on the dose grid.</param>
    /// <param name="beams">The beams with their spots.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="spacingMm">Distance of neighbouring spots, mm.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static ReachedVoxels Of(PatientModel patient, PlanningStructures structures, IReadOnlyList<PlacedBeam> beams, Machine machine, double spacingMm, WorkContext work)
    {
        var count = structures.Geometry.Count;
        var reached = new ReachedVoxels(new bool[count], new bool[count]);
        foreach (var beam in beams) Add(reached, patient, structures, beam, machine, spacingMm, work);
        return reached;
    }

    private static void Add(ReachedVoxels reached, PatientModel patient, PlanningStructures structures, PlacedBeam placed, Machine machine, double spacingMm, WorkContext work)
    {
        var view = new SpotNodes(spacingMm);
        foreach (var (x, y) in placed.Beam.Layers.SelectMany(layer => layer.XMm.Zip(layer.YMm)).Distinct()) view.AddAround(x, y, LateralMm);
        var frame = placed.Beam.Frame;
        var geometry = structures.Geometry;
        int[] inView = [.. structures.External.Voxels.Where(voxel =>
        {
            var (i, j, k) = geometry.Voxel(voxel);
            var point = frame.ToBeam(PatientPoint.From(geometry.Center(i, j, k)));
            return view.ContainsNearest(point.Xg / (1 - point.Zg / machine.SourceAxisDistanceXMm), point.Yg / (1 - point.Zg / machine.SourceAxisDistanceYMm));
        })];
        var depths = WaterEquivalentDepth.OfVoxels(patient, geometry, inView, frame, machine, work).DepthMm;
        var deepestMm = placed.LayerDepthMm[0] + BehindMm;
        for (var n = 0; n < inView.Length; n++)
        {
            reached.InView[inView[n]] = true;
            if (depths[n] <= deepestMm) reached.InRange[inView[n]] = true;
        }
    }
}
