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
        double[] at = [(xMm - g.Origin.X) / g.Spacing.X, (yMm - g.Origin.Y) / g.Spacing.Y, (zMm - g.Origin.Z) / g.Spacing.Z];
        int[] counts = [g.Nx, g.Ny, g.Nz];
        for (var axis = 0; axis < 3; axis++)
        {
            if (counts[axis] == 1)
            {
                if (Math.Abs(at[axis]) > 0.5 + 1e-6) return null;
                at[axis] = 0;
            }

            if (at[axis] < -1e-6 || at[axis] > counts[axis] - 1 + 1e-6) return null;
            at[axis] = Math.Clamp(at[axis], 0, counts[axis] - 1);
        }

        var sum = 0.0;
        for (var corner = 0; corner < 8; corner++)
        {
            var weight = 1.0;
            var index = new int[3];
            for (var axis = 0; axis < 3; axis++)
            {
                var lower = (int)Math.Floor(at[axis]);
                var isUpper = (corner >> axis & 1) == 1;
                weight *= isUpper ? at[axis] - lower : 1 - (at[axis] - lower);
                index[axis] = Math.Min(isUpper ? lower + 1 : lower, counts[axis] - 1);
            }

            if (weight > 0) sum += weight * grid[index[0], index[1], index[2]];
        }

        return sum;
    }
}
