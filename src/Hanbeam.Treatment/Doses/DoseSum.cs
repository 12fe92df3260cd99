using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Treatment.Doses;

/// <summary>
/// The sum of several plans or phases, each taken from its own grid to one common grid by linear interpolation in patient coordinates. Phases are given one after
/// the other, so their fractions add up. See docs/methods/dose-sum.md for when a sum of RBE-weighted doses means something.
/// </summary>
public static class DoseSum
{
    // 2^28, the most that a grid of Hanbeam holds.
    private const double MostVoxels = 1 << 28;

    /// <summary>Adds doses up.</summary>
    /// <param name="doses">At least one, all of one quantity, RBE model and extent, in one frame of reference.</param>
    /// <param name="grid">The common grid; null for the first dose's own, extended in its steps until it covers all of them.</param>
    /// <returns>
    /// The sum: total fractions where all phases tell theirs, warnings of all doses, and one for each dose that the given grid does not hold whole, with the part that
    /// is left out. Beyond its own grid a dose counts as 0.
    /// </returns>
    /// <exception cref="InputException">The doses may not be added (<see cref="DoseCompatibility.CheckSum"/>), one holds no finite number, or they lie too far apart for one grid.</exception>
    public static DoseVolume Of(IReadOnlyList<DoseVolume> doses, GridGeometry? grid = null)
    {
        if (doses.Count == 0) throw new ArgumentException("there is no dose to add", nameof(doses));
        foreach (var dose in doses) DoseCompatibility.RequireFinite(dose);
        // The first dose that names its model stands for all: two named ones then meet.
        var known = doses.FirstOrDefault(dose => !dose.IsQuantityAssumed && dose.RbeModel is not null) ?? doses.FirstOrDefault(dose => !dose.IsQuantityAssumed) ?? doses[0];
        // Where a guess is settled by the others, the pair's warning takes the place of the dose's own.
        List<string> warnings = [.. doses.Where(dose => known.IsQuantityAssumed || !dose.IsQuantityAssumed).SelectMany(dose => dose.Warnings)];
        foreach (var dose in doses)
            if (dose != known) warnings.AddRange(DoseCompatibility.CheckSum(known, dose));
        var common = grid ?? Cover(doses);
        var sum = new double[common.Count];
        foreach (var dose in doses)
        {
            var values = TrilinearResampler.Resample(dose.Values, common).Values;
            for (var n = 0; n < sum.Length; n++) sum[n] += values[n];
            if (Outside(dose, common) is { } warning) warnings.Add(warning);
        }

        return known with
        {
            Values = new Grid<float>(common, Array.ConvertAll(sum, value => (float)value)),
            Fractions = known.Extent == DoseExtent.Total ? doses.All(dose => dose.Fractions is not null) ? doses.Sum(dose => dose.Fractions) : null
                : doses.All(dose => dose.Fractions == known.Fractions) ? known.Fractions : null,
            FrameOfReferenceUid = doses.Select(dose => dose.FrameOfReferenceUid).FirstOrDefault(uid => uid.Length > 0) ?? "",
            Source = string.Join(" + ", doses.Select(dose => dose.Source)),
            Warnings = [.. warnings.Distinct()],
        };
    }

    // The first grid's lattice, extended over all grids.
    private static GridGeometry Cover(IReadOnlyList<DoseVolume> doses)
    {
        var first = doses[0].Values.Geometry;
        var (x, y, z) = ((0, first.Nx), (0, first.Ny), (0, first.Nz));
        foreach (var g in doses.Skip(1).Select(dose => dose.Values.Geometry))
        {
            x = Extend(x, (g.LowerCorner.X - first.LowerCorner.X) / first.Spacing.X, (g.UpperCorner.X - first.LowerCorner.X) / first.Spacing.X);
            y = Extend(y, (g.LowerCorner.Y - first.LowerCorner.Y) / first.Spacing.Y, (g.UpperCorner.Y - first.LowerCorner.Y) / first.Spacing.Y);
            z = Extend(z, (g.LowerCorner.Z - first.LowerCorner.Z) / first.Spacing.Z, (g.UpperCorner.Z - first.LowerCorner.Z) / first.Spacing.Z);
        }

        var (nx, ny, nz) = (x.Item2 - x.Item1, y.Item2 - y.Item1, z.Item2 - z.Item1);
        if ((double)nx * ny * nz > MostVoxels) throw new InputException($"{string.Join(" and ", doses.Select(dose => dose.Source))} lie so far apart that one grid over them has {(double)nx * ny * nz:0} voxels; at most {MostVoxels:0} are allowed.");
        return new GridGeometry(first.Origin + new Vector3d(x.Item1 * first.Spacing.X, y.Item1 * first.Spacing.Y, z.Item1 * first.Spacing.Z), first.Spacing, nx, ny, nz);
    }

    private static (int, int) Extend((int From, int To) range, double lower, double upper)
    {
        // Rounding of coordinates, in voxels, and no more than an int takes.
        const double border = 1e-6;
        const double farthest = 1 << 28;
        return (Math.Min(range.From, (int)Math.Clamp(Math.Floor(lower + border), -farthest, farthest)), Math.Max(range.To, (int)Math.Clamp(Math.Ceiling(upper - border), -farthest, farthest)));
    }

    // What of a dose lies outside the common grid.
    private static string? Outside(DoseVolume dose, GridGeometry common)
    {
        var g = dose.Values.Geometry;
        var (lower, upper) = (common.LowerCorner, common.UpperCorner);
        var (left, whole, greatest) = (0.0, 0.0, 0f);
        for (var n = 0; n < g.Count; n++)
        {
            var (at, value) = (g.Center(n), dose.Values.Values[n]);
            whole += value;
            if (at.X >= lower.X && at.X <= upper.X && at.Y >= lower.Y && at.Y <= upper.Y && at.Z >= lower.Z && at.Z <= upper.Z) continue;
            left += value;
            greatest = Math.Max(greatest, value);
        }

        return greatest > 0 ? FormattableString.Invariant($"{100 * left / whole:0.##} % of the dose of {dose.Source}, up to {greatest:0.##} {dose.Unit}, lies outside the grid of the sum and is left out.") : null;
    }
}
