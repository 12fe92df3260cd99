using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

/// <summary>Spectra at planes are fluences: what crosses counts 1/|cos|, shown where the fluence is known beforehand.</summary>
public sealed class FluenceScoringTests
{
    private static readonly double[] Thin = [0, 0.2, 0.4, 0.6, 0.8, 1];

    [Fact]
    public void IsotropicSource_HasTwiceTheFluenceOfItsCrossings()
    {
        // Of an isotropic fluence Φ the number of crossings per area is Φ/2 and |cos|² is spread evenly over them: textbook integrals of |cos| over the sphere.
        const int Crossings = 100_000;
        var plan = Plan(Thin, [2]);
        var spectra = new double[plan.SpectrumLength];
        var scorer = new CellScorer(plan.Physics, plan.Layout, new float[plan.Layout.Numbers], spectra);
        for (var n = 0; n < Crossings; n++)
        {
            var cosine = (float)Math.Sqrt((n + 0.5) / Crossings);
            var up = n % 2 == 0;

            // K is the layer behind the plane.
            scorer.CrossPlane(Carbon(plan) with { Uz = up ? cosine : -cosine, Ux = MathF.Sqrt(1 - cosine * cosine), K = up ? 2 : 1 });
        }

        Assert.Equal(2, spectra.Sum() / Crossings, 1e-4); // midpoints of 10⁵ steps of |cos|²
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(180)]
    public void IonAtAKnownAngle_HasItsPathInEveryLayer_AsFluence(double degrees)
    {
        int[] planes = [1, 2, 3, 4];
        var plan = Plan(Thin, planes);
        var (cells, spectra) = (new float[plan.Layout.Numbers], new double[plan.SpectrumLength]);
        var transport = new ScalarTransport<CellScorer>(plan.Physics, plan.Geometry.Voxels, new float[plan.Physics.Materials.Length], plan.Transport, new CellScorer(plan.Physics, plan.Layout, cells, spectra));
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var down = cos < 0;
        const int Ions = 100;
        for (var n = 0; n < Ions; n++) transport.FollowAll(Carbon(plan) with { Ux = (float)sin, Uz = (float)cos, Z = down ? 1 : 0, K = down ? 4 : 0, Stream = (ulong)n });

        var carbon = Species(plan);
        var bins = plan.Layout.SpectrumBins!.Count;
        for (var plane = 0; plane < planes.Length; plane++)
        {
            var fluence = spectra.AsSpan((carbon * planes.Length + plane) * bins, bins).ToArray().Sum() / Ions;
            Assert.Equal(1 / Math.Abs(cos), fluence, 1e-5 / (cos * cos)); // single precision of the direction
        }

        // The energy in a layer is its thickness times the fluence times the stopping power, without any plane. Of one ion over 1 mm it straggles by 7 % (Bohr), of a hundred by 0.7 %.
        var energy = Enumerable.Range(0, 5).Sum(layer => (double)cells[layer * plan.Layout.Stride + ScoringLayout.Water]) / Ions;
        var expected = 1 / Math.Abs(cos) * RangeTable.Of(Ion.Carbon12).StoppingKeVPerUm(400);
        Assert.Equal(expected, energy, 0.03 * expected);
    }

    private static RunPlan Plan(double[] edges, int[] planes) => new(
        TransportGeometry.Slab(Material.Water, edges), [BeamSource.Pencil(Ion.Carbon12, 400)], new ScoringRequest { Spectra = Spectra(planes) }, new MonteCarloSettings { Histories = 100 }, new WorkContext(2));

    private static SpectrumScoring Spectra(int[] planes) => new(planes, [0, 1], 0.05, 600, 200);

    private static int Species(RunPlan plan) => Array.FindIndex(plan.Physics.Species, ion => ion is { Z: 6, A: 12 });

    // An ion on the axis that will not react or be scattered hard.
    private static Particle Carbon(RunPlan plan) => new()
    {
        X = plan.Layout.Axis, Y = plan.Layout.Axis, E = 400, RangeMm = (float)RangeTable.Of(Ion.Carbon12).RangeMm(400), Species = Species(plan), ToReaction = 1e6f, ToHard = 1e6f,
    };
}
