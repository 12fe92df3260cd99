using System.Runtime.Intrinsics;
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
/// turning patient and beam together, a scalar twin in double precision.</para>
/// </summary>
public static class PencilBeamEngine
{
    // Points that one layer after the other is added to, shallowest first, so that a layer's depth tables (some hundred kB) are read once, in order, for all of them.
    private const int ChunkSize = 4096;

    /// <summary>Dose of one beam for ONE fraction on a grid.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam with its spots (ions per fraction).</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Voxels of the grid that get dose (inside the external); all others stay zero.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static DoseCubes Calculate(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work) =>
        Calculate(model, beam, patient, grid, voxels, effect, work, AddFast);

    /// <summary>The scalar twin of <see cref="Calculate(BeamModel, PlanBeam, PatientModel, GridGeometry, int[], EffectQuantities?, WorkContext)"/>, in double precision and without vectors.</summary>
    internal static DoseCubes CalculateScalar(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work) =>
        Calculate(model, beam, patient, grid, voxels, effect, work, AddScalar);

    private static DoseCubes Calculate(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work, Action<LayerDose[], RunOfPoints> add)
    {
        var kernels = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        var roundCutoff = model.Machine.Asks(MachineOptions.CutoffCompensation);
        LayerDose[] layers = [.. beam.Layers.Zip(kernels, (layer, kernel) => new LayerDose(kernel, Fluence(layer, roundCutoff)))];
        var points = WaterEquivalentDepth.OfVoxels(patient, grid, voxels, beam.Frame, model.Machine, work);
        var cubes = new DoseCubes(new(grid), new(grid), new(grid), new(grid));
        var chunks = (voxels.Length + ChunkSize - 1) / ChunkSize;
        var done = 0;
        Parallel.For(0, chunks, work.ParallelOptions, chunk =>
        {
            var run = RunOfPoints.Create(points, model.Machine, chunk * ChunkSize, Math.Min(points.Count, (chunk + 1) * ChunkSize));
            add(layers, run);
            for (var n = 0; n < run.Count; n++) Store(cubes, voxels[run.Index[n]], run.Sums[n]);
            work.Report($"dose of beam {beam.Number}", Interlocked.Increment(ref done) / (double)chunks);
        });
        return cubes;
    }

    private static ILayerFluence Fluence(EnergyLayer layer, bool roundCutoff)
    {
        var weights = layer.Particles.Select(particles => particles * 1e-6).ToArray();
        return SpotLattice.Find(layer) is { } lattice && Math.Min(lattice.StepXMm, lattice.StepYMm) >= LatticeFluence.FinestStepMm
            ? new LatticeFluence(lattice, weights, roundCutoff)
            : new ScatteredFluence(layer, weights, roundCutoff);
    }

    private static void AddFast(LayerDose[] layers, RunOfPoints run)
    {
        Span<float> scratch = stackalloc float[GaussianCutoff.ScratchLength];
        foreach (var layer in layers) layer.AddTo(run, scratch);
    }

    private static void AddScalar(LayerDose[] layers, RunOfPoints run)
    {
        foreach (var layer in layers) layer.AddScalarTo(run);
    }

    private static void Store(DoseCubes cubes, int voxel, Vector256<double> sum)
    {
        cubes.Dose.Values[voxel] = (float)sum[0];
        cubes.AlphaDose.Values[voxel] = (float)sum[1];
        cubes.SqrtBetaDose.Values[voxel] = (float)sum[2];
        cubes.LetDose.Values[voxel] = (float)sum[3];
    }
}
