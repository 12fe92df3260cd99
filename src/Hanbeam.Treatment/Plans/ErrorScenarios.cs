using System.Globalization;
using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Treatment.Plans;

/// <summary>
/// The sets of scenarios that a plan is made robust against and judged by (docs/methods/robust.md). Setup errors are displacements along one axis of the patient, ±x, ±y and ±z;
/// range errors are all stopping powers higher or lower by the same per cent. Every scenario counts the same.
/// </summary>
public static class ErrorScenarios
{
    /// <summary>The nominal case, six displacements and two ranges, one error at a time.</summary>
    public const int OneAtATime = 9;

    /// <summary>The nominal case and six displacements, each with the nominal, the higher and the lower stopping power.</summary>
    public const int Product = 21;

    /// <summary>Makes a set; the nominal case is its first.</summary>
    /// <param name="setupMm">Displacement, mm, 0 or more.</param>
    /// <param name="rangePercent">Error of the stopping power, per cent, 0 to below 100.</param>
    /// <param name="count"><see cref="OneAtATime"/> or <see cref="Product"/>.</param>
    public static IReadOnlyList<ErrorScenario> Make(double setupMm, double rangePercent, int count)
    {
        if (count is not (OneAtATime or Product)) throw new ArgumentOutOfRangeException(nameof(count), count, "9 and 21 scenarios are defined");
        Vector3d[] shifts = [default, new(setupMm, 0, 0), new(-setupMm, 0, 0), new(0, setupMm, 0), new(0, -setupMm, 0), new(0, 0, setupMm), new(0, 0, -setupMm)];
        double[] ranges = [0, rangePercent, -rangePercent];
        var all = from range in ranges from shift in shifts select (Shift: shift, Range: range);
        if (count == OneAtATime) all = all.Where(pair => pair.Shift == default || pair.Range == 0);
        return [.. all.Select(pair => new ErrorScenario(NameOf(pair.Shift, pair.Range), pair.Shift, 1 + pair.Range / 100))];
    }

    private static string NameOf(Vector3d shift, double range)
    {
        var parts = new List<string>();
        void Add(string what, double value, string unit)
        {
            if (value != 0) parts.Add(what + value.ToString(" +0.###; -0.###", CultureInfo.InvariantCulture) + unit);
        }

        Add("x", shift.X, " mm");
        Add("y", shift.Y, " mm");
        Add("z", shift.Z, " mm");
        Add("stopping power", range, " %");
        return parts.Count == 0 ? ErrorScenario.Nominal.Name : string.Join(", ", parts);
    }
}
