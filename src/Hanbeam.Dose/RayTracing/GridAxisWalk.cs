namespace Hanbeam.Dose.RayTracing;

/// <summary>A ray's walk along one axis of a grid: where it enters and leaves, in which cell it is, and when it meets the next plane. Ray parameter in mm.</summary>
internal struct GridAxisWalk
{
    private readonly double start;
    private readonly double direction;
    private readonly double lower;
    private readonly double spacing;
    private readonly int count;
    private readonly int step;

    public GridAxisWalk(double start, double direction, double lower, double spacing, int count)
    {
        (this.start, this.direction, this.lower, this.spacing, this.count) = (start, direction, lower, spacing, count);
        step = Math.Sign(direction);
        var upper = lower + count * spacing;
        if (step == 0)
        {
            Enter = start >= lower && start < upper ? double.NegativeInfinity : double.PositiveInfinity;
            Leave = double.PositiveInfinity;
        }
        else
        {
            Enter = ((step > 0 ? lower : upper) - start) / direction;
            Leave = ((step > 0 ? upper : lower) - start) / direction;
        }

        Next = double.PositiveInfinity;
    }

    /// <summary>Ray parameter at which the ray enters the grid's slab.</summary>
    public double Enter { get; }

    /// <summary>Ray parameter at which it leaves.</summary>
    public double Leave { get; }

    /// <summary>The current cell.</summary>
    public int Cell { get; private set; }

    /// <summary>Ray parameter of the next cell border.</summary>
    public double Next { get; private set; }

    /// <summary>Goes to the cell that holds ray parameter <paramref name="t"/>.</summary>
    public void MoveTo(double t)
    {
        Cell = Math.Clamp((int)Math.Floor((start + t * direction - lower) / spacing), 0, count - 1);
        Next = BorderAhead();

        // A start exactly on a border belongs to the cell ahead.
        while (Next <= t && (uint)(Cell + step) < (uint)count && step != 0)
        {
            Cell += step;
            Next = BorderAhead();
        }
    }

    /// <summary>Steps into the next cell; false when that leaves the grid.</summary>
    /// <param name="index">Linear voxel index, moved along.</param>
    /// <param name="stride">Index step of one cell.</param>
    public bool Advance(ref int index, int stride)
    {
        Cell += step;
        if ((uint)Cell >= (uint)count) return false;
        index += step * stride;
        Next = BorderAhead();
        return true;
    }

    private readonly double BorderAhead() =>
        step == 0 ? double.PositiveInfinity : (lower + (step > 0 ? Cell + 1 : Cell) * spacing - start) / direction;
}
