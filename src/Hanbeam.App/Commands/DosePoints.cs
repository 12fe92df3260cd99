using System.Globalization;
using Hanbeam.App.Output;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Commands;

/// <summary>Chamber positions of <c>dose --points</c>: a CSV of x, y, z in mm, patient frame; a header and # comments are passed over.</summary>
internal static class DosePoints
{
    /// <summary>Reads the positions.</summary>
    public static IReadOnlyList<Vector3d> Read(string path)
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

        return points.Count > 0 ? points : throw new InputException($"{path} holds no points.");
    }

    /// <summary>Total dose at the positions, interpolated between voxel centres.</summary>
    /// <exception cref="InputException">A position lies outside the dose grid.</exception>
    public static IReadOnlyList<PointDose> Evaluate(IReadOnlyList<Vector3d> points, TotalDose dose) => [.. points.Select(point => new PointDose(
        point.X, point.Y, point.Z, Sample(dose.PhysicalGy, point), dose.RbeGy is { } weighted ? Sample(weighted, point) : null))];

    private static double Sample(Grid<float> grid, Vector3d point) => TrilinearResampler.Sample(grid, point)
        ?? throw new InputException(string.Create(CultureInfo.InvariantCulture, $"The point ({point.X}, {point.Y}, {point.Z}) mm lies outside the dose grid."));

    private static double? Number(string cell) =>
        double.TryParse(cell.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
