using Hanbeam.Numerics.Geometry;

namespace Hanbeam.App.Demo;

/// <summary>An ellipsoid that stops short of others: along each direction from its own centre it ends where the first of them begins.</summary>
internal sealed class SparingSolid(Ellipsoid whole, double centerX, double centerY, params Ellipsoid[] spared) : Solid
{
    // Slices thinner than this are a tip, too small to draw.
    private const double SmallestSemiAxisMm = 2;

    internal override (Vector3d Low, Vector3d High) Bounds => whole.Bounds;

    protected override (double X, double Y)? CenterAt(double z) =>
        whole.SliceAt(z) is { } slice && Math.Min(slice.SemiX, slice.SemiY) >= SmallestSemiAxisMm && !spared.Any(organ => organ.Contains(centerX, centerY, z)) ? (centerX, centerY) : null;

    protected override double RadiusMm(double z, double alongX, double alongY)
    {
        var radius = whole.SliceAt(z)!.Value.Cross(centerX, centerY, alongX, alongY)!.Value.Far;
        foreach (var organ in spared)
        {
            if (organ.SliceAt(z)?.Cross(centerX, centerY, alongX, alongY) is { Near: > 0 } crossing) radius = Math.Min(radius, crossing.Near);
        }

        return radius;
    }
}
