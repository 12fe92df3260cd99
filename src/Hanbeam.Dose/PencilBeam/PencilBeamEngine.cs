using System.Runtime.CompilerServices;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// The final dose of a beam: every spot, every component, every voxel, nothing stored or quantised.
/// <para>Dose at a point = Σ over layers and components of A(d)·Σ over spots of w·G(Δx; σx)·G(Δy; σy), with d the water-equivalent depth along the true ray
/// of the voxel plus range shifter, A the component's integral dose, σ² = spot in air at the point's height + scatter in water + range-shifter spread,
/// and Δ the distance at the point's height (isocentre-plane distance times 1 − Zg/SAD) [Hong1996].</para>
/// <para>Voxel by voxel, so the result is the same, bit for bit, for any number of threads. Checked by <c>PencilBeamEngineTests</c>: integral dose of a spot, field halving,
/// turning patient and beam together.</para>
/// </summary>
public static class PencilBeamEngine
{
    private const int ChunkSize = 512;

    // A component that carries less than this share of the layer's peak anywhere in its plane is left out.
    private const float NegligibleShare = 1e-7f;

    /// <summary>Dose of one beam for ONE fraction on a grid.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam with its spots (ions per fraction).</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Voxels of the grid that get dose (inside the external); all others stay zero.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static DoseCubes Calculate(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work)
    {
        var kernels = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        var roundCutoff = model.Machine.Asks(MachineOptions.CutoffCompensation);
        var fluences = beam.Layers.Select(layer => Fluence(layer, roundCutoff)).ToArray();
        var points = WaterEquivalentDepth.OfVoxels(patient, grid, voxels, beam.Frame, model.Machine, work);
        var cubes = new DoseCubes(new(grid), new(grid), new(grid), new(grid));
        var chunks = (voxels.Length + ChunkSize - 1) / ChunkSize;
        var done = 0;
        Parallel.For(0, chunks, work.ParallelOptions, chunk =>
        {
            var scratch = new float[GaussianCutoff.ScratchLength];
            for (var n = chunk * ChunkSize; n < Math.Min(voxels.Length, (chunk + 1) * ChunkSize); n++)
                Store(cubes, voxels[n], AtPoint(model.Machine, points, n, kernels, fluences, scratch));
            work.Report($"dose of beam {beam.Number}", Interlocked.Increment(ref done) / (double)chunks);
        });
        return cubes;
    }

    private static ILayerFluence Fluence(EnergyLayer layer, bool roundCutoff)
    {
        var weights = layer.Particles.Select(particles => particles * 1e-6).ToArray();
        if (roundCutoff) return new ScatteredFluence(layer, weights, roundCutoff: true);
        return SpotLattice.Find(layer) is { } lattice && Math.Min(lattice.StepXMm, lattice.StepYMm) >= LatticeFluence.FinestStepMm
            ? new LatticeFluence(lattice, weights)
            : new ScatteredFluence(layer, weights);
    }

    private static void Store(DoseCubes cubes, int voxel, PointDose dose)
    {
        cubes.Dose.Values[voxel] = (float)dose.Dose;
        cubes.AlphaDose.Values[voxel] = (float)dose.AlphaDose;
        cubes.SqrtBetaDose.Values[voxel] = (float)dose.SqrtBetaDose;
        cubes.LetDose.Values[voxel] = (float)dose.LetDose;
    }

    private static PointDose AtPoint(Machine machine, BeamPoints points, int n, LayerKernel[] kernels, ILayerFluence[] fluences, Span<float> scratch)
    {
        var sum = default(PointDose);
        var (x, y, zg, depth) = (points.XIsoMm[n], points.YIsoMm[n], points.ZgMm[n], points.DepthMm[n]);
        var magnifyX = (float)(1 - zg / machine.SourceAxisDistanceXMm);
        var magnifyY = (float)(1 - zg / machine.SourceAxisDistanceYMm);
        for (var layer = 0; layer < kernels.Length; layer++)
        {
            var kernel = kernels[layer];
            var position = (depth + kernel.ShiftMm) / LayerKernel.DepthStepMm;
            if (position >= kernel.DepthCount - 1) continue;
            var lower = (int)position;
            var t = position - lower;
            foreach (var c in kernel.WidestFirst)
            {
                var component = kernel.Components[c];
                var amplitude = Lerp(component.Amplitude, lower, t);
                if (amplitude <= NegligibleShare * kernel.PeakAmplitude) continue;
                var (airX, airY) = kernel.SpotVariance(c, zg, depth);
                var variance = Lerp(component.Variance, lower, t);
                var (sigmaX, sigmaY) = (MathF.Sqrt(airX + variance), MathF.Sqrt(airY + variance));
                var spots = fluences[layer].Fold(x, y, sigmaX / magnifyX, sigmaY / magnifyY, scratch);
                if (spots == 0) break;
                var dose = amplitude / (2 * MathF.PI * sigmaX * sigmaY) * spots;
                sum.Add(dose, Lerp(component.Alpha, lower, t), Lerp(component.SqrtBeta, lower, t), Lerp(component.Let, lower, t));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lerp(float[] values, int lower, float t) => values[lower] + t * (values[lower + 1] - values[lower]);

    private struct PointDose
    {
        public double Dose;
        public double AlphaDose;
        public double SqrtBetaDose;
        public double LetDose;

        public void Add(double dose, double alpha, double sqrtBeta, double let)
        {
            Dose += dose;
            AlphaDose += dose * alpha;
            SqrtBetaDose += dose * sqrtBeta;
            LetDose += dose * let;
        }
    }
}
