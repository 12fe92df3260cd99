using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;

namespace Hanbeam.Treatment.Evaluation.Gamma;

/// <summary>Evaluated less reference dose, on the reference's grid.</summary>
public static class DoseDifference
{
    /// <summary>The difference in every voxel of the reference.</summary>
    /// <param name="reference">The dose that counts as right.</param>
    /// <param name="evaluated">The dose that is judged, interpolated (trilinear) between its voxel centres.</param>
    /// <param name="context">Threads and cancellation; the result does not depend on the threads.</param>
    /// <returns>In the unit of the doses; not a number where the evaluated dose does not exist.</returns>
    /// <exception cref="InputException">The doses are of different kinds (<see cref="DoseCompatibility"/>) or hold something that is no finite number.</exception>
    public static Grid<float> Map(DoseVolume reference, DoseVolume evaluated, WorkContext context)
    {
        DoseCompatibility.Check(reference, evaluated);
        DoseCompatibility.RequireFinite(reference);
        DoseCompatibility.RequireFinite(evaluated);
        var g = reference.Values.Geometry;
        var search = new GammaSearch(g, evaluated.Values, new GammaCriteria { MaxGamma = 1, StepsPerDistance = 1 });
        var map = new Grid<float>(g);
        Parallel.For(0, g.Nz, context.ParallelOptions, k =>
        {
            for (var j = 0; j < g.Ny; j++)
                for (var i = 0; i < g.Nx; i++) map[i, j, k] = (float)(search.Difference(i, j, k, reference.Values[i, j, k]) ?? double.NaN);
        });
        return map;
    }
}
