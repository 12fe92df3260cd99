using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;

namespace Hanbeam.Planning.Checks;

/// <summary>Where two doses of a plan disagree, and what lies there.</summary>
public sealed record FailureAnalysis
{
    /// <summary>What <see cref="Map"/> holds where nothing was evaluated.</summary>
    public const float NotEvaluated = -1;

    /// <summary>What <see cref="Map"/> holds where a voxel passes.</summary>
    public const float Passed = 0;

    /// <summary>For every voxel of the grid <see cref="NotEvaluated"/>, <see cref="Passed"/>, or 1 + the number of the class it fails in.</summary>
    public required Grid<float> Map { get; init; }

    /// <summary>The classes, all of them, in their order.</summary>
    public required IReadOnlyList<ClassCount> Classes { get; init; }

    /// <summary>Pieces of failing voxels that noise does not explain, the largest first.</summary>
    public required IReadOnlyList<FailingRegion> Regions { get; init; }

    /// <summary>Centre of the voxel around which the doses differ most, mm: of those that fail beyond noise, else of all evaluated, else of all.</summary>
    public required Vector3d WorstMm { get; init; }

    /// <summary>Its linear index.</summary>
    public required int WorstVoxel { get; init; }

    /// <summary>Mean difference of the voxels around it, per cent of the reference dose; not a number where that is 0.</summary>
    public required double WorstDifferencePercent { get; init; }

    /// <summary>Analyses a comparison.</summary>
    /// <param name="gamma">Gamma by voxel, negative where not evaluated.</param>
    /// <param name="difference">Difference of the doses, Gy, on the same grid.</param>
    /// <param name="uncertaintyGy">Its standard uncertainty, Gy.</param>
    /// <param name="criterionGy">The dose criterion of gamma, Gy.</param>
    /// <param name="referenceGy">The dose that is 100 per cent, Gy.</param>
    /// <param name="places">Finds the places of voxels.</param>
    /// <exception cref="ArgumentException">The grids differ, or hold no voxel.</exception>
    public static FailureAnalysis Of(Grid<float> gamma, Grid<float> difference, Grid<float> uncertaintyGy, double criterionGy, double referenceGy, Func<int[], FailureClass[]> places)
    {
        if (gamma.Values.Length == 0 || difference.Geometry != gamma.Geometry || uncertaintyGy.Geometry != gamma.Geometry)
            throw new ArgumentException("gamma, difference and uncertainty must be on one grid with at least one voxel", nameof(gamma));
        int[] evaluated = [.. Enumerable.Range(0, gamma.Values.Length).Where(voxel => gamma.Values[voxel] >= 0)];
        var place = places(evaluated);
        var verdict = new FailureClass?[evaluated.Length];
        for (var n = 0; n < evaluated.Length; n++)
        {
            if (!(gamma.Values[evaluated[n]] > 1)) continue;
            verdict[n] = FailureStatistics.Explain(difference, uncertaintyGy, evaluated[n], criterionGy) ? FailureClass.Statistics : place[n];
        }

        double Percent(double gy) => referenceGy > 0 ? 100 * gy / referenceGy : double.NaN;
        var map = Draw(gamma.Geometry, evaluated, verdict);
        var real = Array.ConvertAll(map.Values, value => value > Class(FailureClass.Statistics));
        var candidates = real.Any(fails => fails) ? evaluated.Where(voxel => real[voxel]) : evaluated.Length > 0 ? evaluated : Enumerable.Range(0, gamma.Values.Length);
        var worst = candidates.MaxBy(voxel => Math.Abs(FailureStatistics.LocalMean(difference, voxel)));
        return new FailureAnalysis
        {
            Map = map,
            Classes = [.. Enum.GetValues<FailureClass>().Select(one => Count(one, evaluated, place, verdict, voxel => Percent(difference.Values[voxel])))],
            Regions = [.. FailingRegions.Of(gamma.Geometry, real).Select(voxels => Region(map, voxels, voxel => Percent(difference.Values[voxel])))],
            WorstMm = gamma.Geometry.Center(worst),
            WorstVoxel = worst,
            WorstDifferencePercent = Percent(FailureStatistics.LocalMean(difference, worst)),
        };
    }

    private static float Class(FailureClass one) => 1 + (int)one;

    private static Grid<float> Draw(GridGeometry geometry, int[] evaluated, FailureClass?[] verdict)
    {
        var map = new Grid<float>(geometry);
        Array.Fill(map.Values, NotEvaluated);
        for (var n = 0; n < evaluated.Length; n++) map.Values[evaluated[n]] = verdict[n] is { } one ? Class(one) : Passed;
        return map;
    }

    private static ClassCount Count(FailureClass one, int[] evaluated, FailureClass[] place, FailureClass?[] verdict, Func<int, double> percent)
    {
        int[] failing = [.. evaluated.Where((_, n) => verdict[n] == one)];
        int[] all = one == FailureClass.Statistics ? failing : [.. evaluated.Where((_, n) => place[n] == one)];
        double Mean(int[] voxels) => voxels.Length > 0 ? voxels.Average(percent) : double.NaN;
        return new ClassCount(one, all.Length, failing.Length, Mean(failing), Mean(all));
    }

    private static FailingRegion Region(Grid<float> map, int[] voxels, Func<int, double> percent)
    {
        var sum = default(Vector3d);
        foreach (var voxel in voxels) sum += map.Geometry.Center(voxel);
        var most = voxels.GroupBy(voxel => map.Values[voxel]).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        return new FailingRegion(1.0 / voxels.Length * sum, voxels.Length * map.Geometry.VoxelVolumeMm3 / 1000, voxels.Average(percent), (FailureClass)((int)most - 1), voxels);
    }
}
