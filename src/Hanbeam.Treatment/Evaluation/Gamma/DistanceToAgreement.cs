using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>How far from a reference voxel the evaluated dose has the reference's value: the distance to its isodose surface [Low1998].</summary>
/// <remarks>
/// The surface is that of the trilinear dose. It is met by lines along x, y and z through the lattice of the gamma search, and on each line exactly, for there the
/// dose is piecewise linear; the least distance to any such point is the result. It is never too short, and where the surface is flat over a step h of the lattice
/// it is too long by at most √(t² + 3h²/2) − t at a distance t. Evaluated voxels smaller than h may be stepped over. See docs/methods/gamma.md.
/// </remarks>
public static class DistanceToAgreement
{
    /// <summary>The distance of every voxel of the reference.</summary>
    /// <param name="reference">The dose that counts as right; the map lies on its grid.</param>
    /// <param name="evaluated">The dose that is judged.</param>
    /// <param name="criteria">Threshold, lattice and search radius (cap times distance criterion); the dose criterion is not used.</param>
    /// <param name="context">Threads and cancellation; the result does not depend on the threads.</param>
    /// <param name="mask">A structure on the reference's grid: voxels less than half inside are not evaluated; null for all voxels.</param>
    /// <returns>mm; the search radius where the evaluated dose has the value nowhere within it; −1 where not evaluated, as in <see cref="GammaIndex.Compare"/>.</returns>
    /// <exception cref="InputException">As in <see cref="GammaIndex.Compare"/>.</exception>
    public static Grid<float> Map(DoseVolume reference, DoseVolume evaluated, GammaCriteria criteria, WorkContext context, VoxelMembership? mask = null)
    {
        criteria.Validate();
        DoseCompatibility.Check(reference, evaluated);
        DoseCompatibility.RequireFinite(reference);
        DoseCompatibility.RequireFinite(evaluated);
        var (wanted, _) = ComparedVoxels.Of(reference, criteria, mask);
        var g = reference.Values.Geometry;
        var search = new GammaSearch(g, evaluated.Values, criteria);
        var map = new Grid<float>(g);
        var stepMm = criteria.DistanceMm / criteria.StepsPerDistance;
        var reach = criteria.MaxGamma * criteria.StepsPerDistance;
        Parallel.For(0, g.Ny * g.Nz, context.ParallelOptions, row =>
        {
            var (j, k) = (row % g.Ny, row / g.Ny);
            for (var i = 0; i < g.Nx; i++)
                map[i, j, k] = wanted[g.Index(i, j, k)] && search.Exists(i, j, k)
                    ? (float)(stepMm * Math.Sqrt(search.AgreementSquared(i, j, k, reference.Values[i, j, k], reach * reach)))
                    : GammaResult.NotEvaluated;
        });
        return map;
    }
}
