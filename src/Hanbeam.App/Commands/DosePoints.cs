using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>Chamber positions of <c>dose --points</c>: a CSV of x, y, z in mm, patient frame; a header and # comments are passed over.</summary>
internal sealed class DosePoints
{
    // The largest chambers in use for scanned beams are a few cm³: a sphere of 10 mm has 4.2 cm³; 50 mm is a slip of the unit.
    private const double MostRadiusMm = 50;

    // Lattice steps from the centre to the surface: 925 points, enough for the mean of a dose that is linear between voxels.
    private const int StepsPerRadius = 6;

    private readonly IReadOnlyList<Vector3d> points;
    private readonly double? radiusMm;

    private DosePoints(IReadOnlyList<Vector3d> points, double? radiusMm) => (this.points, this.radiusMm) = (points, radiusMm);

    /// <summary>Reads the positions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="radius">Radius of the chambers in mm as the user wrote it, or null for points.</param>
    public static DosePoints Read(string path, string? radius = null)
    {
        if (!File.Exists(path)) throw new InputException($"There is no file of points {path}.");
        var points = new List<Vector3d>();
        var lines = File.ReadAllLines(path);
        for (var n = 0; n < lines.Length; n++)
        {
            var text = lines[n].Split('#')[0].Trim();
            if (text.Length == 0) continue;
            var cells = text.Split([',', ';', '\t']).Select(Number).ToArray();
            if (points.Count == 0 && cells.All(cell => cell is null)) continue;
            if (cells.Length != 3 || cells.Any(cell => cell is null)) throw new InputException($"{path}, line {n + 1}: '{text}' is not x, y, z in mm.");
            points.Add(new Vector3d(cells[0]!.Value, cells[1]!.Value, cells[2]!.Value));
        }

        return points.Count > 0 ? new DosePoints(points, Radius(radius)) : throw new InputException($"{path} holds no points.");
    }

    /// <summary>Total dose at the positions, interpolated between voxel centres, or its mean over the chambers.</summary>
    /// <param name="dose">The dose.</param>
    /// <param name="uncertaintyGy">Standard uncertainty of the physical dose, or null. Its mean over a chamber is an upper bound for that of the mean dose.</param>
    /// <exception cref="InputException">A position lies outside the dose grid.</exception>
    public IReadOnlyList<PointDose> Evaluate(TotalDose dose, Grid<float>? uncertaintyGy) => [.. points.Select(point =>
        new PointDose(point.X, point.Y, point.Z, Mean(dose.PhysicalGy, point), dose.RbeGy is { } weighted ? Mean(weighted, point) : null)
        {
            RadiusMm = radiusMm,
            UncertaintyGy = uncertaintyGy is null ? null : Mean(uncertaintyGy, point),
        })];

    private double Mean(Grid<float> grid, Vector3d center)
    {
        if (radiusMm is not { } radius) return Sample(grid, center);
        var (sum, count) = (0.0, 0);
        var step = radius / StepsPerRadius;
        for (var k = -StepsPerRadius; k <= StepsPerRadius; k++)
        {
            for (var j = -StepsPerRadius; j <= StepsPerRadius; j++)
            {
                for (var i = -StepsPerRadius; i <= StepsPerRadius; i++)
                {
                    if (i * i + j * j + k * k > StepsPerRadius * StepsPerRadius) continue;
                    sum += Sample(grid, center + step * new Vector3d(i, j, k));
                    count++;
                }
            }
        }

        return sum / count;
    }

    private static double Sample(Grid<float> grid, Vector3d point) => TrilinearResampler.Sample(grid, point)
        ?? throw new InputException(string.Create(CultureInfo.InvariantCulture, $"The point ({point.X}, {point.Y}, {point.Z}) mm lies outside the dose grid."));

    private static double? Radius(string? text)
    {
        if (text is null) return null;
        return Number(text) is { } radius && radius is > 0 and <= MostRadiusMm
            ? radius : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--chamber {text} is not a radius in mm above 0 and up to {MostRadiusMm}."));
    }

    private static double? Number(string cell) =>
        double.TryParse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
