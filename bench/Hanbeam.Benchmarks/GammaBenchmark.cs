using BenchmarkDotNet.Attributes;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;

namespace Hanbeam.Benchmarks;

/// <summary>
/// The gamma index at 3 %/2 mm, a tenth of the distance, over 128³ voxels of 2 mm: two lumps with fall-offs and a plateau as a target of a few hundred cm³ has,
/// the evaluated dose shifted by 0.7 mm and scaled by 1 %, so that about 357 000 voxels are compared. The search alone on one thread, scalar and vector, and the whole.
/// </summary>
public class GammaBenchmark
{
    private const int Edge = 128;
    private const double SpacingMm = 2;

    private static readonly GammaCriteria Criteria = new();

    private DoseVolume reference = null!;
    private DoseVolume evaluated = null!;
    private GammaSearch search = null!;

    /// <summary>Makes the pair.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        reference = Dose(0, 1);
        evaluated = Dose(0.7, 1.01);
        search = new GammaSearch(reference.Values.Geometry, evaluated.Values, Criteria);
    }

    /// <summary>The scalar search, every eighth row.</summary>
    [Benchmark(Baseline = true)]
    public double Scalar() => Sum(search.MinimumScalar);

    /// <summary>The vector search, every eighth row.</summary>
    [Benchmark]
    public double Vector() => Sum(search.Minimum);

    /// <summary>The whole comparison on two threads.</summary>
    [Benchmark]
    public double Compare() => GammaIndex.Compare(reference, evaluated, Criteria, new WorkContext(2)).MeanGamma;

    private double Sum(Func<int, int, int, float, float, float, float> minimum)
    {
        var g = reference.Values.Geometry;
        var greatest = reference.Values.Values.Max();
        var sum = 0.0;
        for (var row = 0; row < g.Ny * g.Nz; row += 8)
            for (var i = 0; i < g.Nx; i++)
            {
                var dose = reference.Values.Values[row * g.Nx + i];
                if (dose >= 0.1f * greatest) sum += minimum(i, row % g.Ny, row / g.Ny, dose, 1 / (0.03f * greatest), 4);
            }

        return sum;
    }

    private static DoseVolume Dose(double shiftMm, double scale)
    {
        var geometry = new GridGeometry(new Vector3d(-128, -128, -128), new Vector3d(SpacingMm, SpacingMm, SpacingMm), Edge, Edge, Edge);
        var grid = new Grid<float>(geometry);
        for (var n = 0; n < grid.Values.Length; n++) grid.Values[n] = (float)(scale * Gy(geometry.Center(n) + new Vector3d(shiftMm, 0, 0)));
        return new DoseVolume { Values = grid, Quantity = DoseQuantity.PhysicalDose, Source = "benchmark" };
    }

    // A plateau of 60 Gy that falls off over a few millimetres, and the entrance of two opposed fields along x.
    private static double Gy(Vector3d at)
    {
        var target = 60 / (1 + Math.Exp((at.Length - 60) / 4));
        var lateral = 1 / (1 + Math.Exp((Math.Sqrt(at.Y * at.Y + at.Z * at.Z) - 55) / 3));
        return Math.Max(target, 18 * lateral) + 1.5 * lateral * Math.Sin(at.X / 5) * Math.Cos(at.Y / 7);
    }
}
