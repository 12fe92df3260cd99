using Hanbeam.Numerics.Geometry;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Demo;

/// <summary>
/// A solid whose axial slices are star-shaped: a centre and a radius for every direction. The same radius makes the voxels of the CT and the
/// contours of the structure, so they agree.
/// </summary>
internal abstract class Solid
{
    // Enough for the largest slice (100 mm) to deviate from its polygon by less than 0.1 mm: 100 (1 - cos(pi / 72)).
    private const int Points = 72;

    /// <summary>A box around it, mm.</summary>
    internal abstract (Vector3d Low, Vector3d High) Bounds { get; }

    /// <summary>Whether a point is inside.</summary>
    internal virtual bool Contains(double x, double y, double z)
    {
        if (CenterAt(z) is not { } center) return false;
        var (dx, dy) = (x - center.X, y - center.Y);
        var distance = Math.Sqrt(dx * dx + dy * dy);
        return distance == 0 || distance <= RadiusMm(z, dx / distance, dy / distance);
    }

    /// <summary>The contours in slices of the given heights.</summary>
    internal IReadOnlyList<Contour> Contours(IEnumerable<double> heights)
    {
        var contours = new List<Contour>();
        foreach (var z in heights)
        {
            if (CenterAt(z) is not { } center) continue;
            var (x, y) = (new double[Points], new double[Points]);
            for (var i = 0; i < Points; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * i / Points);
                var radius = RadiusMm(z, cos, sin);
                (x[i], y[i]) = (Math.Round(center.X + radius * cos, 2), Math.Round(center.Y + radius * sin, 2));
            }

            contours.Add(new Contour(z, x, y));
        }

        return contours;
    }

    /// <summary>The centre of the slice at a height, or null where there is none.</summary>
    protected abstract (double X, double Y)? CenterAt(double z);

    /// <summary>The distance of the surface from the slice's centre along a unit direction, mm.</summary>
    protected abstract double RadiusMm(double z, double alongX, double alongY);
}
