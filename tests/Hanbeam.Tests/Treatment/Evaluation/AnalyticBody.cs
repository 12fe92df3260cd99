using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Tests.Treatment.Evaluation;

/// <summary>A convex body given by a function, turned and moved, and the contours that a perfect hand would draw of it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="VolumeCc">Its volume, cm³.</param>
/// <param name="ReachMm">Radius of a ball around the middle that holds it, mm.</param>
/// <param name="FacesPerMm">Area of the flat faces that it may end in over its volume, 1/mm; 0 for a body with points or domes only.</param>
/// <param name="Own">Above 0 inside, in the body's own frame.</param>
internal sealed record AnalyticBody(string Name, double VolumeCc, double ReachMm, double FacesPerMm, Func<Vector3d, double> Own)
{
    private const int Directions = 360;

    /// <summary>Angle about x, then about z, degrees.</summary>
    public (double AboutX, double AboutZ) Turn { get; init; }

    /// <summary>The middle, mm: off every grid.</summary>
    public Vector3d Middle { get; init; } = new(0.37, -0.41, 0.23);

    public static AnalyticBody Ball(double radius) => new($"ball, radius {radius} mm", 4 / 3.0 * Math.PI * Math.Pow(radius, 3) / 1000, radius, 0, p => radius - p.Length);

    public static AnalyticBody Cylinder(double radius, double height) =>
        new($"cylinder, radius {radius} mm, height {height} mm", Math.PI * radius * radius * height / 1000, Math.Sqrt(radius * radius + height * height / 4), 2 / height,
            p => Math.Min(radius - Math.Sqrt(p.X * p.X + p.Y * p.Y), height / 2 - Math.Abs(p.Z)));

    public static AnalyticBody Cone(double radius, double height) =>
        new($"cone, radius {radius} mm, height {height} mm", Math.PI * radius * radius * height / 3000, Math.Sqrt(radius * radius + height * height / 4), 3 / height,
            p => Math.Min(radius * (0.5 - p.Z / height) - Math.Sqrt(p.X * p.X + p.Y * p.Y), p.Z + height / 2));

    public double Inside(Vector3d place)
    {
        var d = place - Middle;
        var (s, c) = Math.SinCos(-Turn.AboutZ * Math.PI / 180);
        d = new Vector3d(c * d.X - s * d.Y, s * d.X + c * d.Y, d.Z);
        (s, c) = Math.SinCos(-Turn.AboutX * Math.PI / 180);
        return Own(new Vector3d(d.X, c * d.Y - s * d.Z, s * d.Y + c * d.Z));
    }

    /// <summary>Half of the body's length along z, mm.</summary>
    public double HalfLengthMm
    {
        get
        {
            var planes = Enumerable.Range(0, 2001).Select(n => Middle.Z + ReachMm * (n / 1000.0 - 1)).Where(z => Section(z) is not null).ToArray();
            return 0.5 * (planes[^1] - planes[0]);
        }
    }

    /// <summary>Contours on planes of equal steps, 360 points each.</summary>
    public IReadOnlyList<Contour> Contours(double stepMm)
    {
        List<Contour> contours = [];
        for (var n = (int)Math.Floor((Middle.Z - ReachMm) / stepMm) - 1; n * stepMm < Middle.Z + ReachMm; n++)
            if (Section(n * stepMm) is { } start) contours.Add(Outline(start));
        return contours;
    }

    // A point well inside the section at z, by refining a coarse search; null where there is none.
    private Vector3d? Section(double z)
    {
        var (best, width) = (new Vector3d(Middle.X, Middle.Y, z), ReachMm);
        for (var round = 0; round < 12; round++, width *= 0.4)
        {
            var around = best;
            for (var a = -4; a <= 4; a++)
                for (var b = -4; b <= 4; b++)
                    if (around + new Vector3d(a * width / 4, b * width / 4, 0) is var next && Inside(next) > Inside(best)) best = next;
        }

        return Inside(best) > 1e-3 ? best : null;
    }

    private Contour Outline(Vector3d start)
    {
        var (x, y) = (new double[Directions], new double[Directions]);
        for (var n = 0; n < Directions; n++)
        {
            var (s, c) = Math.SinCos(2 * Math.PI * n / Directions);
            var (lower, upper) = (0.0, 2.5 * ReachMm);
            for (var step = 0; step < 50; step++)
            {
                var middle = 0.5 * (lower + upper);
                if (Inside(start + middle * new Vector3d(c, s, 0)) > 0) lower = middle;
                else upper = middle;
            }

            (x[n], y[n]) = (start.X + lower * c, start.Y + lower * s);
        }

        return new Contour(start.Z, x, y);
    }
}
