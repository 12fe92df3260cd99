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
    /// <summary>Dose of one beam for ONE fraction on a grid.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam with its spots (ions per fraction).</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">Voxels of the grid that get dose (inside the external); all others stay zero.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="splitSpots">Whether spots are split into sub-spots where what lies before a voxel differs across the reach of scatter; else its own depth holds for all that comes to a voxel.</param>
    public static DoseCubes Calculate(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work, bool splitSpots = true) =>
        new BeamDose(model, beam, new DoseVoxels(grid, voxels), effect, work, splitSpots).Calculate(patient, ErrorScenario.Nominal, work);

    /// <summary>The scalar twin of <see cref="Calculate"/>, in double precision and without vectors.</summary>
    internal static DoseCubes CalculateScalar(
        BeamModel model, PlanBeam beam, PatientModel patient, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work, bool splitSpots = true)
    {
        var kernels = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        LayerDose[] layers = [.. beam.Layers.Zip(kernels, (layer, kernel) => new LayerDose(kernel, Fluence(layer, model.Machine)))];
        var points = WaterEquivalentDepth.OfVoxels(patient, grid, voxels, beam.Frame, model.Machine, work);
        var cubes = new DoseCubes(new(grid), new(grid), new(grid), new(grid));
        var rays = splitSpots ? new SubSpotRays(new SubSpots(beam, kernels), patient, beam, model.Machine) : null;
        var run = RunOfPoints.Create(points, model.Machine, rays, 0, points.Count);
        foreach (var layer in layers) layer.AddScalarTo(run);
        run.AddTo(cubes, voxels);
        return cubes;
    }

    internal static ScatteredFluence Fluence(EnergyLayer layer, Machine machine) =>
        new(layer, [.. layer.Particles.Select(particles => particles * 1e-6)], machine.Asks(MachineOptions.CutoffCompensation));
}
