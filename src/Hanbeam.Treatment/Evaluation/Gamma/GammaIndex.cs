using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>
/// The gamma index in three dimensions [Low1998]: for every voxel of the reference the least distance, in dose and in space together, to the evaluated dose, each
/// measured in its criterion.
/// </summary>
/// <remarks>
/// The evaluated dose is interpolated (trilinear) between its voxel centres, and searched at the points of a cubic lattice around the reference voxel, a
/// <see cref="GammaCriteria.StepsPerDistance"/>-th of the distance criterion apart, within <see cref="GammaCriteria.MaxGamma"/> distances. The result is the minimum
/// over all those points; points outside the evaluated dose do not exist. The grids need not coincide. See docs/methods/gamma.md and, for its agreement with brute
/// force, the verification GammaIndex_IsBruteForce_ToAHundredThousandth.
/// </remarks>
public static class GammaIndex
{
    // A band of voxels in rows and slices this large keeps two cores busy to the end and its bookkeeping small.
    private const int RowsPerChunk = 16;

    private static readonly double[] BandEndsPercent = [20, 50, 80, 95];

    /// <summary>Compares two doses.</summary>
    /// <param name="reference">The dose that counts as right; the map lies on its grid.</param>
    /// <param name="evaluated">The dose that is judged.</param>
    /// <param name="criteria">What counts as agreement.</param>
    /// <param name="context">Threads, progress and cancellation; the result does not depend on the threads.</param>
    /// <param name="mask">A structure on the reference's grid: voxels less than half inside are not evaluated; null for all voxels.</param>
    /// <exception cref="InputException">
    /// The doses are of different kinds (<see cref="DoseCompatibility"/>) or hold something that is no finite number, a criterion is out of range, the reference has
    /// no dose above 0, or nothing is left to evaluate.
    /// </exception>
    public static GammaResult Compare(DoseVolume reference, DoseVolume evaluated, GammaCriteria criteria, WorkContext context, VoxelMembership? mask = null)
    {
        criteria.Validate();
        var warnings = DoseCompatibility.Check(reference, evaluated);
        DoseCompatibility.RequireFinite(reference);
        DoseCompatibility.RequireFinite(evaluated);
        var (wanted, greatest) = ComparedVoxels.Of(reference, criteria, mask);
        var search = new GammaSearch(reference.Values.Geometry, evaluated.Values, criteria);
        var map = Search(reference.Values, search, criteria, greatest, wanted, context);
        return new GammaSummary(reference, map, wanted, greatest, criteria.ThresholdPercent, BandEndsPercent).ToResult(warnings);
    }

    private static Grid<float> Search(Grid<float> reference, GammaSearch search, GammaCriteria criteria, float greatest, bool[] wanted, WorkContext context)
    {
        var g = reference.Geometry;
        var map = new Grid<float>(g);
        var chunks = (g.Ny * g.Nz + RowsPerChunk - 1) / RowsPerChunk;
        var done = 0;
        Parallel.For(0, chunks, context.ParallelOptions, chunk =>
        {
            for (var row = chunk * RowsPerChunk; row < Math.Min((chunk + 1) * RowsPerChunk, g.Ny * g.Nz); row++)
                SearchRow(reference, search, criteria, greatest, wanted, map, row);
            if (Interlocked.Increment(ref done) is var n && n % 64 == 0) context.Report("gamma", (double)n / chunks);
        });
        return map;
    }

    private static void SearchRow(Grid<float> reference, GammaSearch search, GammaCriteria criteria, float greatest, bool[] wanted, Grid<float> map, int row)
    {
        var g = reference.Geometry;
        var (j, k) = (row % g.Ny, row / g.Ny);
        var cap = (float)(criteria.MaxGamma * criteria.MaxGamma);
        for (var i = 0; i < g.Nx; i++)
        {
            var n = row * g.Nx + i;
            map.Values[n] = GammaResult.NotEvaluated;
            if (!wanted[n] || !search.Exists(i, j, k)) continue;
            var dose = reference.Values[n];
            var criterion = criteria.DosePercent / 100 * (criteria.IsLocal ? dose : greatest);
            map.Values[n] = MathF.Sqrt(search.Minimum(i, j, k, dose, (float)(1 / criterion), cap));
        }
    }
}
