using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Evaluation.Gamma;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

/// <summary>Gamma by its definition: every point of the lattice, in double precision, with an interpolation of its own.</summary>
internal static class BruteForceGamma
{
    /// <summary>The map: capped, −1 where not evaluated.</summary>
    internal static double[] Map(Grid<float> reference, Grid<float> evaluated, GammaCriteria criteria, Func<int, bool>? mask = null)
    {
        var g = reference.Geometry;
        var greatest = (double)reference.Values.Max();
        var map = new double[g.Count];
        for (var n = 0; n < map.Length; n++)
        {
            double dose = reference.Values[n];
            var wanted = dose >= criteria.ThresholdPercent / 100 * greatest && (mask is null || mask(n)) && (!criteria.IsLocal || dose > 0);
            map[n] = wanted ? Of(g, n, dose, evaluated, criteria, criteria.DosePercent / 100 * (criteria.IsLocal ? dose : greatest)) : -1;
        }

        return map;
    }

    private static double Of(GridGeometry g, int n, double dose, Grid<float> evaluated, GammaCriteria criteria, double doseCriterion)
    {
        var center = g.Center(n);
        var reach = (int)Math.Floor(criteria.MaxGamma * criteria.StepsPerDistance + 1e-9);
        var least = double.PositiveInfinity;
        for (var c = -reach; c <= reach; c++)
            for (var b = -reach; b <= reach; b++)
                for (var a = -reach; a <= reach; a++)
                {
                    var distance = Math.Sqrt(a * a + b * b + c * c) / criteria.StepsPerDistance;
                    if (distance > criteria.MaxGamma + 1e-9) continue;
                    var stepMm = criteria.DistanceMm / criteria.StepsPerDistance;
                    if (Interpolate(evaluated, center.X + a * stepMm, center.Y + b * stepMm, center.Z + c * stepMm) is not { } found) continue;
                    var difference = (found - dose) / doseCriterion;
                    least = Math.Min(least, distance * distance + difference * difference);
                }

        return double.IsInfinity(least) ? -1 : Math.Min(Math.Sqrt(least), criteria.MaxGamma);
    }

    /// <summary>Trilinear between voxel centres; null beyond the outermost, but half a voxel along axes of one voxel.</summary>
    internal static double? Interpolate(Grid<float> grid, double xMm, double yMm, double zMm)
    {
        var g = grid.Geometry;
        if (Place((xMm - g.Origin.X) / g.Spacing.X, g.Nx) is not { } x) return null;
        if (Place((yMm - g.Origin.Y) / g.Spacing.Y, g.Ny) is not { } y) return null;
        if (Place((zMm - g.Origin.Z) / g.Spacing.Z, g.Nz) is not { } z) return null;
        var sum = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var (i, wx) = (corner & 1) == 0 ? (x.Lower, 1 - x.Part) : (x.Upper, x.Part);
            var (j, wy) = (corner & 2) == 0 ? (y.Lower, 1 - y.Part) : (y.Upper, y.Part);
            var (k, wz) = (corner & 4) == 0 ? (z.Lower, 1 - z.Part) : (z.Upper, z.Part);
            sum += wx * wy * wz * grid[i, j, k];
        }

        return sum;
    }

    private static (int Lower, int Upper, double Part)? Place(double at, int count)
    {
        if (count == 1) return Math.Abs(at) > 0.5 + 1e-6 ? null : (0, 0, 0);
        if (at < -1e-6 || at > count - 1 + 1e-6) return null;
        at = Math.Clamp(at, 0, count - 1);
        var lower = (int)Math.Floor(at);
        return (lower, Math.Min(lower + 1, count - 1), at - lower);
    }
}
