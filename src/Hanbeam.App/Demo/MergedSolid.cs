using Hanbeam.Numerics.Geometry;

namespace Hanbeam.App.Demo;

/// <summary>Several ellipsoids as one solid: from a common axis out to the farthest of their surfaces.</summary>
internal sealed class MergedSolid(double axisX, double axisY, params Ellipsoid[] parts) : Solid
{
    internal override (Vector3d Low, Vector3d High) Bounds => (
        new Vector3d(parts.Min(part => part.Bounds.Low.X), parts.Min(part => part.Bounds.Low.Y), parts.Min(part => part.Bounds.Low.Z)),
        new Vector3d(parts.Max(part => part.Bounds.High.X), parts.Max(part => part.Bounds.High.Y), parts.Max(part => part.Bounds.High.Z)));

    protected override (double X, double Y)? CenterAt(double z) => parts.Any(part => part.Contains(axisX, axisY, z)) ? (axisX, axisY) : null;

    protected override double RadiusMm(double z, double alongX, double alongY)
    {
        var farthest = 0.0;
        foreach (var part in parts)
        {
            if (part.SliceAt(z)?.Cross(axisX, axisY, alongX, alongY) is { } crossing) farthest = Math.Max(farthest, crossing.Far);
        }

        return farthest;
    }
}
