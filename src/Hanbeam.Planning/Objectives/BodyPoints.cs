using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.Objectives;

/// <summary>
/// Places between voxel centres at which terms and constraints look at the dose as it is evaluated: interpolated trilinearly between the centres. Their values stand behind
/// those of the voxels in <see cref="VoxelDoses"/>. LET has none.
/// </summary>
public sealed class BodyPoints
{
    // The eight voxel centres around a place.
    private const int Corners = 8;

    private readonly int[] positions;
    private readonly double[] weights;

    private BodyPoints(int[] positions, double[] weights) => (this.positions, this.weights) = (positions, weights);

    /// <summary>No places.</summary>
    public static BodyPoints None { get; } = new([], []);

    /// <summary>Number of places.</summary>
    public int Count => weights.Length / Corners;

    /// <summary>Makes the places on a list of voxels.</summary>
    /// <param name="points">The places.</param>
    /// <param name="voxels">The optimisation's voxels, ascending; all that <see cref="Around"/> names are among them.</param>
    internal static BodyPoints On(IReadOnlyList<BodyPoint> points, int[] voxels)
    {
        var (positions, weights) = (new int[points.Count * Corners], new double[points.Count * Corners]);
        for (var p = 0; p < points.Count; p++)
            for (var c = 0; c < points[p].Around.Length; c++)
            {
                positions[p * Corners + c] = Array.BinarySearch(voxels, points[p].Around[c].Voxel);
                weights[p * Corners + c] = points[p].Around[c].Weight;
            }

        return new BodyPoints(positions, weights);
    }

    /// <summary>
    /// The voxels that a place is interpolated between. Beyond the outermost centres the dose is constant, as it is evaluated; voxels that have no dose because they lie outside the patient
    /// are left out, so that nobody tries to heat the air.
    /// </summary>
    /// <param name="geometry">The dose grid.</param>
    /// <param name="place">A place inside the grid, mm.</param>
    /// <param name="hasDose">Whether a voxel of the grid has a dose.</param>
    internal static (int Voxel, double Weight)[] Around(GridGeometry geometry, Vector3d place, Func<int, bool> hasDose)
    {
        var (offset, spacing) = (place - geometry.Origin, geometry.Spacing);
        var (i, x) = Cell(offset.X / spacing.X, geometry.Nx);
        var (j, y) = Cell(offset.Y / spacing.Y, geometry.Ny);
        var (k, z) = Cell(offset.Z / spacing.Z, geometry.Nz);
        var around = new List<(int Voxel, double Weight)>(Corners);
        for (var c = 0; c < Corners; c++)
        {
            var (a, b, d) = (c & 1, c >> 1 & 1, c >> 2);
            var weight = (a == 1 ? x : 1 - x) * (b == 1 ? y : 1 - y) * (d == 1 ? z : 1 - z);
            if (weight == 0) continue;
            var voxel = geometry.Index(i + a, j + b, k + d);
            if (hasDose(voxel)) around.Add((voxel, weight));
        }

        var sum = around.Sum(one => one.Weight);
        return [.. around.Select(one => (one.Voxel, one.Weight / sum))];
    }

    /// <summary>Fills in the values at the places.</summary>
    /// <param name="values">Values of the voxels, behind them room for the places'.</param>
    public void Interpolate(Span<double> values)
    {
        var first = values.Length - Count;
        for (var p = 0; p < Count; p++)
        {
            var sum = 0.0;
            for (var c = p * Corners; c < (p + 1) * Corners; c++) sum += weights[c] * values[positions[c]];
            values[first + p] = sum;
        }
    }

    /// <summary>ADDS the derivatives by the places' values to those by the voxels'.</summary>
    /// <param name="gradient">Derivatives by the voxels' values, behind them those by the places'.</param>
    public void Spread(Span<double> gradient)
    {
        var first = gradient.Length - Count;
        for (var p = 0; p < Count; p++)
        {
            var own = gradient[first + p];
            if (own == 0) continue;
            for (var c = p * Corners; c < (p + 1) * Corners; c++) gradient[positions[c]] += weights[c] * own;
        }
    }

    // The lower of the two centres around a coordinate in voxels, and the way to the upper one, 0 to 1.
    private static (int Lower, double Way) Cell(double coordinate, int count)
    {
        var inside = Math.Clamp(coordinate, 0, count - 1);
        var lower = Math.Clamp((int)Math.Floor(inside), 0, Math.Max(0, count - 2));
        return (lower, inside - lower);
    }
}
