namespace Hanbeam.App.Demo;

/// <summary>An axis-parallel ellipse in an axial plane, mm.</summary>
internal readonly record struct Ellipse(double X, double Y, double SemiX, double SemiY)
{
    /// <summary>Where the line from a point along a unit direction enters and leaves, as distances from the point; null where it misses.</summary>
    internal (double Near, double Far)? Cross(double x, double y, double alongX, double alongY)
    {
        var (u, v) = ((x - X) / SemiX, (y - Y) / SemiY);
        var (du, dv) = (alongX / SemiX, alongY / SemiY);
        var a = du * du + dv * dv;
        var b = u * du + v * dv;
        var discriminant = b * b - a * (u * u + v * v - 1);
        if (discriminant < 0) return null;
        var root = Math.Sqrt(discriminant);
        return ((-b - root) / a, (-b + root) / a);
    }
}
