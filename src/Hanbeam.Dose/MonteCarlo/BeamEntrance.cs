using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>Takes ions from a beam's layers to the first voxel of the geometry that holds matter, straight through vacuum.</summary>
internal sealed class BeamEntrance
{
    private readonly SourceFrame frame;
    private readonly TransportGrid grid;
    private readonly Vector3d corner;
    private readonly Vector3d low;
    private readonly Vector3d high;

    public BeamEntrance(SourceFrame frame, TransportGeometry geometry)
    {
        (this.frame, grid, corner) = (frame, geometry.Voxels, geometry.Corner);
        var box = grid.Box;
        if (box.I1 <= box.I0) return;
        low = new(grid.PlanesX[box.I0], grid.PlanesY[box.J0], grid.PlanesZ[box.K0]);
        high = new(grid.PlanesX[box.I1], grid.PlanesY[box.J1], grid.PlanesZ[box.K1]);
    }

    /// <summary>Moves the ion; false where it misses.</summary>
    public bool Enter(ref Particle ion)
    {
        var height = frame.StartZgMm - ion.Z;
        var place = frame.Isocenter + (ion.X - UpstreamLine.AxisMm) * frame.AlongXg + (ion.Y - UpstreamLine.AxisMm) * frame.AlongYg + height * frame.TowardsSource - corner;
        var way = (double)ion.Ux * frame.AlongXg + (double)ion.Uy * frame.AlongYg - (double)ion.Uz * frame.TowardsSource;
        double enter = 0, leave = double.PositiveInfinity;
        Clip(place.X, way.X, low.X, high.X, ref enter, ref leave);
        Clip(place.Y, way.Y, low.Y, high.Y, ref enter, ref leave);
        Clip(place.Z, way.Z, low.Z, high.Z, ref enter, ref leave);
        if (!(enter < leave)) return false;
        place += enter * way;
        (ion.X, ion.Y, ion.Z) = ((float)place.X, (float)place.Y, (float)place.Z);
        (ion.Ux, ion.Uy, ion.Uz) = ((float)way.X, (float)way.Y, (float)way.Z);
        var box = grid.Box;
        ion.I = Cell(grid.PlanesX, ion.X, ion.Ux, box.I0, box.I1);
        ion.J = Cell(grid.PlanesY, ion.Y, ion.Uy, box.J0, box.J1);
        ion.K = Cell(grid.PlanesZ, ion.Z, ion.Uz, box.K0, box.K1);
        return true;
    }

    private static void Clip(double start, double way, double low, double high, ref double enter, ref double leave)
    {
        if (Math.Abs(way) < 1e-12)
        {
            if (start < low || start >= high) leave = double.NegativeInfinity;
            return;
        }

        var (a, b) = ((low - start) / way, (high - start) / way);
        enter = Math.Max(enter, Math.Min(a, b));
        leave = Math.Min(leave, Math.Max(a, b));
    }

    // A place on a plane belongs to the cell ahead.
    private static int Cell(float[] planes, float at, float way, int first, int end)
    {
        var n = Array.BinarySearch(planes, at);
        n = n >= 0 ? way > 0 ? n : n - 1 : ~n - 1;
        return Math.Clamp(n, first, end - 1);
    }
}
