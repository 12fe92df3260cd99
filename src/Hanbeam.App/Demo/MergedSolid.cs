namespace Hanbeam.App.Demo;

/// <summary>Several ellipsoids as one solid: from a common axis out to the farthest of their surfaces.</summary>
internal sealed class MergedSolid(double axisX, double axisY, params Ellipsoid[] parts) : Solid
{
    protected override (double X, double Y)? CenterAt(double z) => parts.Any(part => part.SliceAt(z) is { } slice && slice.Contains(axisX, axisY)) ? (axisX, axisY) : null;

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
