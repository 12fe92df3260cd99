using Hanbeam.Numerics.Geometry;

namespace Hanbeam.App.Demo;

/// <summary>An axis-parallel ellipsoid or, between two heights, an elliptic column: whatever has ellipses as axial slices.</summary>
internal sealed class Ellipsoid : Solid
{
    // Slices thinner than this are the tip of an ellipsoid, too small to draw.
    private const double SmallestSemiAxisMm = 1;

    private readonly Vector3d center;
    private readonly Vector3d semiAxes;
    private readonly bool isColumn;

    private Ellipsoid(Vector3d center, Vector3d semiAxes, bool isColumn)
    {
        this.center = center;
        this.semiAxes = semiAxes;
        this.isColumn = isColumn;
    }

    internal Ellipsoid(double x, double y, double z, double semiX, double semiY, double semiZ)
        : this(new Vector3d(x, y, z), new Vector3d(semiX, semiY, semiZ), isColumn: false)
    {
    }

    internal static Ellipsoid Column(double x, double y, double semiX, double semiY, double fromZ, double toZ) =>
        new(new Vector3d(x, y, 0.5 * (fromZ + toZ)), new Vector3d(semiX, semiY, 0.5 * (toZ - fromZ)), isColumn: true);

    /// <summary>The same shape with all semi-axes longer by a margin, or shorter by a negative one.</summary>
    internal Ellipsoid Grown(double marginMm) => new(center, semiAxes + new Vector3d(marginMm, marginMm, marginMm), isColumn);

    /// <summary>The mirror image: patient's left for right.</summary>
    internal Ellipsoid Mirrored() => new(center with { X = -center.X }, semiAxes, isColumn);

    /// <summary>The slice at a height, or null where there is none.</summary>
    internal Ellipse? SliceAt(double z)
    {
        var height = (z - center.Z) / semiAxes.Z;
        if (Math.Abs(height) > 1) return null;
        var shrunk = isColumn ? 1 : Math.Sqrt(1 - height * height);
        return new Ellipse(center.X, center.Y, semiAxes.X * shrunk, semiAxes.Y * shrunk);
    }

    internal override (Vector3d Low, Vector3d High) Bounds => (center - semiAxes, center + semiAxes);

    internal override bool Contains(double x, double y, double z)
    {
        var (u, v, w) = ((x - center.X) / semiAxes.X, (y - center.Y) / semiAxes.Y, (z - center.Z) / semiAxes.Z);
        return isColumn ? u * u + v * v <= 1 && Math.Abs(w) <= 1 : u * u + v * v + w * w <= 1;
    }

    protected override (double X, double Y)? CenterAt(double z) =>
        SliceAt(z) is { } slice && Math.Min(slice.SemiX, slice.SemiY) >= SmallestSemiAxisMm ? (slice.X, slice.Y) : null;

    protected override double RadiusMm(double z, double alongX, double alongY) => SliceAt(z)!.Value.Cross(center.X, center.Y, alongX, alongY)!.Value.Far;
}
