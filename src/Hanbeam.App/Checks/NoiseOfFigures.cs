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
/// varies more than the noise; of noise that is overstated, as that of the RBE-weighted dose may be, it finds too much. Either way it errs by at most what it found. The uncertainty has three parts, added in
/// squares: the spread among repetitions times the factor by which voxels that share ions are less independent; half of the shift, so that twice the uncertainty covers all that the shift may be off; and
/// what the few repetitions leave open of the shift.
/// </summary>
internal static class NoiseOfFigures
{
    private const int Repetitions = 8;

    // Index of the mean among the figures.
    private const int Mean = 2;

    /// <summary>Finds it.</summary>
    /// <param name="body">The target.</param>
    /// <param name="dose">The dose from Monte Carlo.</param>
    /// <param name="uncertainty">Its standard uncertainty by voxel.</param>
    /// <param name="inPieces">See <see cref="Planning.Workflow.MonteCarloEvidence.SharedIonsFactor"/>.</param>
    /// <param name="inAll">That of the whole target, see <see cref="Planning.Workflow.MonteCarloEvidence.SharedIonsFactors"/>.</param>
    /// <param name="work">Threads and cancellation.</param>
    public static TargetNoise Of(StructureBody body, DoseVolume dose, Grid<float> uncertainty, double inPieces, double inAll, WorkContext work)
    {
        double[][] Figures(double variance, ulong seed) => [.. Enumerable.Range(0, Repetitions).Select(n =>
        {
            var histogram = DoseVolumeHistogram.Create(body, dose with { Values = WithNoise(dose.Values, uncertainty, Math.Sqrt(variance), seed, (ulong)n) }, work);
            return (double[])[histogram.D98, histogram.D95, histogram.Mean];
        })];
        var found = DoseVolumeHistogram.Create(body, dose, work);
        var (once, twice) = (Figures(1, 1), Figures(2, 2));

        // Noise of mean zero does not shift a mean. A target whose doses all move alike moves its D98 and D95 as much as its mean.
        var mean = inAll * Math.Sqrt(Variance(once, Mean));
        FigureNoise Noise(int figure, double value)
        {
            // The parabola through the figure with one, two and three times the variance, at none: 3·value − 3·one + two.
            var shift = value - (3 * value - 3 * Average(once, figure) + Average(twice, figure));
            var open = (9 * Variance(once, figure) + Variance(twice, figure)) / Repetitions;
            var spread = Math.Max(mean, inPieces * Math.Sqrt(Variance(once, figure)));
            return new FigureNoise(shift, Math.Sqrt(spread * spread + 0.25 * shift * shift + open));
        }

        return new TargetNoise(Noise(0, found.D98), Noise(1, found.D95), new FigureNoise(0, mean));
    }

    private static double Average(double[][] sets, int figure) => sets.Average(set => set[figure]);

    private static double Variance(double[][] sets, int figure)
    {
        var mean = Average(sets, figure);
        return sets.Sum(set => (set[figure] - mean) * (set[figure] - mean)) / (sets.Length - 1);
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
