using Hanbeam.Treatment.Structures;

namespace Hanbeam.Tests.Treatment.Structures;

/// <summary>Contours of simple bodies.</summary>
internal static class Polygons
{
    public static Contour Rectangle(double z, double x0, double x1, double y0, double y1) =>
        new(z, [x0, x1, x1, x0], [y0, y0, y1, y1]);

    public static Contour Circle(double z, double x, double y, double radius, int points = 360, bool clockwise = false)
    {
        var angles = Enumerable.Range(0, points).Select(n => (clockwise ? -1 : 1) * 2 * Math.PI * n / points).ToList();
        return new Contour(z, [.. angles.Select(a => x + radius * Math.Cos(a))], [.. angles.Select(a => y + radius * Math.Sin(a))]);
    }

    /// <summary>Area of the regular polygon that <see cref="Circle"/> draws.</summary>
    public static double CircleArea(double radius, int points = 360) => 0.5 * points * radius * radius * Math.Sin(2 * Math.PI / points);

    public static Contour Turned(Contour contour, double degrees)
    {
        var (s, c) = Math.SinCos(degrees * Math.PI / 180);
        return new Contour(
            contour.Z,
            [.. contour.X.Zip(contour.Y, (x, y) => c * x - s * y)],
            [.. contour.X.Zip(contour.Y, (x, y) => s * x + c * y)]);
    }

    public static Structure Structure(params IEnumerable<Contour> contours) => new() { Name = "S", Contours = [.. contours] };
}
