using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Commands;

/// <summary>What lies in the way of the beams of a plan that was read, which has no targets: the rays end where each beam's dose is high.</summary>
internal static class BeamPaths
{
    // The target of a single beam gets about its maximum, and no entrance channel of an ion beam comes near this part of it.
    private const float HighDose = 0.8f;

    /// <summary>Inspects the beams.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="doses">Dose of each beam.</param>
    public static IReadOnlyList<BeamPath> Of(Plan plan, PatientModel patient, Machine machine, IReadOnlyList<Grid<float>> doses)
    {
        var inspector = new BeamPathInspector(patient, machine);
        return [.. plan.Beams.Select((beam, n) => inspector.Inspect(beam.Frame, beam.RangeShifter, HighDosePoints(doses[n])))];
    }

    private static IReadOnlyList<Vector3d> HighDosePoints(Grid<float> dose)
    {
        var limit = HighDose * dose.Values.Max();
        return limit > 0 ? [.. Enumerable.Range(0, dose.Values.Length).Where(voxel => dose.Values[voxel] >= limit).Select(dose.Geometry.Center)] : [];
    }
}
