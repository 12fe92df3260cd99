using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Output;

/// <summary>How far a range shifter stands from the skin.</summary>
internal static class ShifterGap
{
    private const double StepMm = 1;
    private const double HalfIsIn = 0.5;

    /// <summary>Gap between the shifter's downstream face and the patient's outline on the beam's axis, mm.</summary>
    /// <returns>The gap; null without a shifter, or where the axis misses the patient.</returns>
    public static double? Of(PlanBeam beam, PatientModel patient)
    {
        if (beam.RangeShifter is not { } shifter) return null;
        var grid = patient.External;
        var reachMm = (grid.Geometry.UpperCorner - grid.Geometry.LowerCorner).Length + (beam.Isocenter.Vector - grid.Geometry.Origin).Length;
        for (var zg = reachMm; zg > -reachMm; zg -= StepMm)
            if (Value(grid, beam.Frame.ToPatient(new BeamPoint(0, 0, zg))) >= HalfIsIn) return shifter.DownstreamFaceToIsocenterMm - zg;
        return null;
    }

    private static float Value(Grid<float> grid, PatientPoint point)
    {
        var g = grid.Geometry;
        var d = point.Vector - g.LowerCorner;
        var (i, j, k) = (Math.Floor(d.X / g.Spacing.X), Math.Floor(d.Y / g.Spacing.Y), Math.Floor(d.Z / g.Spacing.Z));
        return i >= 0 && j >= 0 && k >= 0 && i < g.Nx && j < g.Ny && k < g.Nz ? grid[(int)i, (int)j, (int)k] : 0;
    }
}
