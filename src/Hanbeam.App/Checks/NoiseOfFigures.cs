using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.App.Checks;

/// <summary>
/// What the noise of Monte Carlo does to D98, D95 and mean dose of a target. Noise widens the histogram, so D98 and D95 come out low: more noise of the same kind is added,
/// once and twice the variance, and the way back to none is a parabola through the three [CookStefanski1994]: it finds half of the shift where the dose is even and all where it
/// varies more than the noise, never more than there is (NoiseOfFiguresTests). The spread among repetitions, times the factor by which voxels that
/// share ions are less independent, is the uncertainty.
/// </summary>
internal static class NoiseOfFigures
{
    private const int Repetitions = 8;

    /// <summary>Finds it.</summary>
    /// <param name="body">The target.</param>
    /// <param name="dose">The dose from Monte Carlo.</param>
    /// <param name="uncertainty">Its standard uncertainty by voxel.</param>
    /// <param name="sharedIonsFactor">See <see cref="Planning.Workflow.MonteCarloEvidence.SharedIonsFactor"/>.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static TargetNoise Of(StructureBody body, DoseVolume dose, Grid<float> uncertainty, double sharedIonsFactor, WorkContext work)
    {
        double[][] Figures(double variance, ulong seed) => [.. Enumerable.Range(0, Repetitions).Select(n =>
        {
            var histogram = DoseVolumeHistogram.Create(body, dose with { Values = WithNoise(dose.Values, uncertainty, Math.Sqrt(variance), seed, (ulong)n) }, work);
            return (double[])[histogram.D98, histogram.D95, histogram.Mean];
        })];
        var found = DoseVolumeHistogram.Create(body, dose, work);
        var (once, twice) = (Figures(1, 1), Figures(2, 2));
        FigureNoise Noise(int figure, double value)
        {
            var (one, two) = (once.Average(set => set[figure]), twice.Average(set => set[figure]));
            var spread = Math.Sqrt(once.Sum(set => (set[figure] - one) * (set[figure] - one)) / (Repetitions - 1));

            // The parabola through the figure with one, two and three times the variance, at none: 3·value − 3·one + two.
            return new FigureNoise(value - (3 * value - 3 * one + two), sharedIonsFactor * spread);
        }

        // Noise of mean zero does not shift a mean.
        return new TargetNoise(Noise(0, found.D98), Noise(1, found.D95), Noise(2, found.Mean) with { Shift = 0 });
    }

    private static Grid<float> WithNoise(Grid<float> dose, Grid<float> uncertainty, double scale, ulong seed, ulong stream)
    {
        var random = new CounterRandom(seed, stream);
        var noisy = new Grid<float>(dose.Geometry);
        for (var n = 0; n < noisy.Values.Length; n++)
            noisy.Values[n] = uncertainty.Values[n] > 0 ? (float)Math.Max(0, dose.Values[n] + scale * uncertainty.Values[n] * random.NextNormal()) : dose.Values[n];
        return noisy;
    }
}
