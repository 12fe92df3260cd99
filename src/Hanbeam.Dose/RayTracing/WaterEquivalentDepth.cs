using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.RayTracing;

/// <summary>
/// Water-equivalent depth of points of a patient: the line integral of relative stopping power along the true ray that reaches the point,
/// voxel by voxel on the CT grid (exact for voxels of constant stopping power) [Amanatides1987].
/// The two scanning magnets bend at different distances, so a ray through isocentre-plane point (X, Y) passes height Zg at
/// (X·(1 − Zg/SADx), Y·(1 − Zg/SADy)): a straight line. Valid for points below both virtual sources. Shown by
/// <c>WaterEquivalentDepthTests</c> against analytic bodies.
/// </summary>
public static class WaterEquivalentDepth
{
    private const int ChunkSize = 2048;

    // Water-equivalent mm of a mm of air [Wieser2017]: what systems whose tables hold no air use (dry air at 20 °C has 0.00107).
    private const double AirStoppingRatio = 0.0011;

    // Relative stopping power from which a voxel is skin rather than air before it [Wieser2017].
    private const float SkinStoppingPower = 0.05f;

    /// <summary>Depth and projection of the centres of voxels of any grid in the patient frame.</summary>
    /// <param name="patient">The patient model; its CT grid need not be <paramref name="grid"/>.</param>
    /// <param name="grid">The grid whose voxels are asked for.</param>
    /// <param name="voxels">Linear indices on <paramref name="grid"/>.</param>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static BeamPoints OfVoxels(PatientModel patient, GridGeometry grid, int[] voxels, BeamFrame frame, Machine machine, WorkContext work) =>
        OfPoints(patient, voxels.Length, n => grid.Center(voxels[n]), frame, machine, work);

    /// <summary>Depth and projection of any points in the patient frame.</summary>
    /// <param name="patient">The patient model.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="point">Patient coordinates of a point, mm; called from several threads.</param>
    /// <param name="frame">The beam's frame.</param>
    /// <param name="machine">Gives the source-axis distances.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static BeamPoints OfPoints(PatientModel patient, int count, Func<int, Vector3d> point, BeamFrame frame, Machine machine, WorkContext work)
    {
        var result = new BeamPoints(count);
        var (sadX, sadY) = (machine.SourceAxisDistanceXMm, machine.SourceAxisDistanceYMm);
        var withAir = machine.Asks(MachineOptions.AirOffset);
        Parallel.For(0, (count + ChunkSize - 1) / ChunkSize, work.ParallelOptions, chunk =>
        {
            for (var n = chunk * ChunkSize; n < Math.Min(count, (chunk + 1) * ChunkSize); n++)
            {
                var position = point(n);
                var beam = frame.ToBeam(PatientPoint.From(position));
                var xIso = beam.Xg / (1 - beam.Zg / sadX);
                var yIso = beam.Yg / (1 - beam.Zg / sadY);
                var upstream = frame.TowardsSource - xIso / sadX * frame.AlongXg - yIso / sadY * frame.AlongYg;
                result.XIsoMm[n] = (float)xIso;
                result.YIsoMm[n] = (float)yIso;
                result.ZgMm[n] = (float)beam.Zg;
                var direction = 1 / upstream.Length * upstream;
                var (depth, skin) = Trace(patient.RelativeStoppingPower, position, direction);
                var air = withAir ? AirStoppingRatio * ((machine.NozzleExitToIsocenterMm - beam.Zg) * upstream.Length - skin) : 0;
                result.DepthMm[n] = (float)(depth + air);
            }
        });
        return result;
    }

    /// <summary>Integral of a voxel grid's values from a point to infinity, value × mm.</summary>
    /// <param name="grid">The values; 0 outside.</param>
    /// <param name="start">Start point, mm.</param>
    /// <param name="direction">Unit vector.</param>
    public static double LineIntegral(Grid<float> grid, Vector3d start, Vector3d direction) => Trace(grid, start, direction).Integral;

    /// <summary>Integral of a voxel grid's values between two points, value × mm.</summary>
    /// <param name="grid">The values; 0 outside.</param>
    /// <param name="from">One end, mm.</param>
    /// <param name="to">The other, mm.</param>
    public static double Between(Grid<float> grid, Vector3d from, Vector3d to)
    {
        var length = (to - from).Length;
        return length > 0 ? Trace(grid, from, 1 / length * (to - from), length).Integral : 0;
    }

    // With the integral comes the distance from the start to the farthest voxel that is skin or more, mm; 0 without one.
    private static (double Integral, double SkinMm) Trace(Grid<float> grid, Vector3d start, Vector3d direction, double lengthMm = double.PositiveInfinity)
    {
        var g = grid.Geometry;
        var x = new GridAxisWalk(start.X, direction.X, g.LowerCorner.X, g.Spacing.X, g.Nx);
        var y = new GridAxisWalk(start.Y, direction.Y, g.LowerCorner.Y, g.Spacing.Y, g.Ny);
        var z = new GridAxisWalk(start.Z, direction.Z, g.LowerCorner.Z, g.Spacing.Z, g.Nz);
        var enter = Math.Max(0, Math.Max(x.Enter, Math.Max(y.Enter, z.Enter)));
        var leave = Math.Min(lengthMm, Math.Min(x.Leave, Math.Min(y.Leave, z.Leave)));
        if (!(enter < leave)) return (0, 0);
        x.MoveTo(enter);
        y.MoveTo(enter);
        z.MoveTo(enter);
        return Walk(grid, enter, leave, ref x, ref y, ref z);
    }

    private static (double Integral, double SkinMm) Walk(Grid<float> grid, double t, double leave, ref GridAxisWalk x, ref GridAxisWalk y, ref GridAxisWalk z)
    {
        var values = grid.Values;
        var (strideY, strideZ) = (grid.Geometry.Nx, grid.Geometry.Nx * grid.Geometry.Ny);
        var index = z.Cell * strideZ + y.Cell * strideY + x.Cell;
        var (sum, skin) = (0.0, 0.0);
        while (true)
        {
            var next = Math.Min(leave, Math.Min(x.Next, Math.Min(y.Next, z.Next)));
            sum += (next - t) * values[index];
            if (values[index] > SkinStoppingPower) skin = next;
            if (next >= leave) return (sum, skin);
            t = next;
            if (x.Next <= next && !x.Advance(ref index, 1)) return (sum, skin);
            if (y.Next <= next && !y.Advance(ref index, strideY)) return (sum, skin);
            if (z.Next <= next && !z.Advance(ref index, strideZ)) return (sum, skin);
        }
    }
}
