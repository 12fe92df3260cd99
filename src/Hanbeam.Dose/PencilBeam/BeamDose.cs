using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>
/// The final dose of one beam, ready for any error of delivery: depth tables and spots are made once, only places and depths of the voxels differ between scenarios. Layers whose spots lie on a
/// lattice are calculated sixteen voxels at a time; others voxel by voxel. What it calculates: <see cref="PencilBeamEngine"/>.
/// </summary>
public sealed class BeamDose
{
    // Bricks that one layer after the other is added to, so that its depth table stays near; the number has no say in the result.
    private const int BricksPerTask = 128;

    // Points of layers without a lattice that are worked on together, shallowest first.
    private const int PointsPerTask = 4096;

    private readonly PlanBeam beam;
    private readonly Machine machine;
    private readonly DoseVoxels voxels;
    private readonly BrickLayer[] layers;
    private readonly float[][] nodes;
    private readonly LayerDose[] scattered;
    private readonly Spares<BrickKernel> kernels;
    private readonly SubSpots? subSpots;
    private readonly DepthSlopes[] slopes;

    /// <summary>Makes the tables.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam with its spots (ions per fraction).</param>
    /// <param name="voxels">The voxels that get dose.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="splitSpots">Whether spots are split into sub-spots where what lies before a voxel differs across the reach of scatter; else its own depth holds for all that comes to a voxel.</param>
    public BeamDose(BeamModel model, PlanBeam beam, DoseVoxels voxels, EffectQuantities? effect, WorkContext work, bool splitSpots = true)
    {
        (this.beam, machine, this.voxels) = (beam, model.Machine, voxels);
        var kernel = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        var cut = machine.Asks(MachineOptions.CutoffCompensation) ? BrickCut.FinalRound : BrickCut.Final;
        var lattices = beam.Layers.Select(SpotLattice.Find).ToArray();
        var made = new (BrickLayer[] Layers, DepthSlopes[] Slopes, float[] Nodes)[lattices.Length];
        Parallel.For(0, made.Length, work.ParallelOptions, n => made[n] = lattices[n] is { } lattice ? Bricked(kernel[n], beam.Layers[n], lattice, cut) : ([], [], []));
        layers = [.. made.SelectMany(layer => layer.Layers)];
        slopes = [.. made.SelectMany(layer => layer.Slopes)];
        nodes = [.. made.SelectMany(layer => layer.Layers.Select(_ => layer.Nodes))];
        scattered = [.. Enumerable.Range(0, lattices.Length).Where(n => lattices[n] is null).Select(n => new LayerDose(kernel[n], PencilBeamEngine.Fluence(beam.Layers[n], machine)))];
        kernels = new(() => new BrickKernel(layers));
        subSpots = splitSpots ? new SubSpots(beam, kernel) : null;
    }

    /// <summary>Calculates it for ONE fraction.</summary>
    /// <param name="patient">The patient model, with the scenario's stopping power.</param>
    /// <param name="scenario">The error of delivery; only what it displaces is used.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public DoseCubes Calculate(PatientModel patient, ErrorScenario scenario, WorkContext work)
    {
        var displaced = scenario.Displace(beam);
        var points = WaterEquivalentDepth.OfVoxels(patient, voxels.Grid, voxels.Voxels, displaced.Frame, machine, work);
        var rays = subSpots is null ? null : new SubSpotRays(subSpots, patient, displaced, machine);
        var cubes = new DoseCubes(new(voxels.Grid), new(voxels.Grid), new(voxels.Grid), new(voxels.Grid));
        if (layers.Length > 0) AddBricks(cubes, points, rays, work);
        if (scattered.Length > 0) AddPoints(cubes, points, rays, work);
        return cubes;
    }

    private static (BrickLayer[] Layers, DepthSlopes[] Slopes, float[] Nodes) Bricked(LayerKernel kernel, EnergyLayer layer, SpotLattice lattice, BrickCut cut)
    {
        var brickLattice = new BrickLattice(lattice, 1);
        var nodes = new float[brickLattice.Size + LaneBuffer.Lanes];
        brickLattice.Scatter([.. layer.Particles.Select(particles => particles * 1e-6)], nodes);
        var operators = BrickParts.Apart(kernel.Components.Count);
        return ([.. operators.Select(parts => new BrickLayer(kernel, parts, brickLattice, cut))], [.. operators.Select(parts => new DepthSlopes(kernel, [.. parts.SelectMany(part => part)]))], nodes);
    }

    private void AddBricks(DoseCubes cubes, BeamPoints beamPoints, SubSpotRays? rays, WorkContext work)
    {
        var (bricks, points) = (voxels.Bricks, new BrickPoints(voxels.Bricks, beamPoints, 1, machine));
        var sums = bricks.Quantities.Take();
        sums.Clear();
        var (tasks, done) = ((bricks.Count + BricksPerTask - 1) / BricksPerTask, 0);
        Parallel.For(0, tasks, work.ParallelOptions, kernels.Take, (task, _, kernel) =>
        {
            var (first, end) = (task * BricksPerTask, Math.Min(bricks.Count, (task + 1) * BricksPerTask));
            var split = rays is null ? null : SubSpotPoints.Split(rays, bricks, beamPoints, machine, first, end);
            for (var layer = 0; layer < layers.Length; layer++)
            {
                var next = first;
                foreach (var (n, brick) in (split?.Bricks ?? []).Index())
                {
                    var apart = Apart(split!, n, layer);
                    if (apart == Vector512<float>.Zero) continue;
                    AddLayer(kernel, layer, points, sums, next, brick);
                    if (apart != Vector512<float>.One) Add(kernel, layer, points, brick, sums, brick, Vector512<float>.One - apart);
                    for (var k = 0; k < SubSpots.Count; k++) Add(kernel, layer, split!.Points, n * SubSpots.Count + k, sums, brick, SubSpots.Nodes[k].Weight * apart);
                    next = brick + 1;
                }

                AddLayer(kernel, layer, points, sums, next, end);
            }

            sums.CopyTo(cubes, voxels.Voxels, bricks, first, end);
            work.Report($"dose of beam {beam.Number}", Interlocked.Increment(ref done) / (double)tasks);
            return kernel;
        }, kernels.Give);
        bricks.Quantities.Give(sums);
    }

    // 1 at voxels whose sub-spots are told apart in a layer, 0 at the others; each by its own depths, so that a voxel's dose does not hang on which others are asked for.
    private Vector512<float> Apart(SubSpotPoints split, int n, int layer)
    {
        Span<float> lanes = stackalloc float[LaneBuffer.Lanes];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var (lowest, highest) = split.Depths[n * LaneBuffer.Lanes + lane];
            lanes[lane] = slopes[layer].AreFlat(lowest, highest) ? 0 : 1;
        }

        return Vector512.Create<float>(lanes);
    }

    private void AddLayer(BrickKernel kernel, int layer, BrickPoints points, BrickQuantities sums, int first, int end)
    {
        for (var brick = first; brick < end; brick++) Add(kernel, layer, points, brick, sums, brick, Vector512<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(BrickKernel kernel, int layer, BrickPoints points, int of, BrickQuantities sums, int brick, Vector512<float> share)
    {
        if (!kernel.Enter(layers[layer], points, of)) return;
        foreach (var part in layers[layer].Parts)
            if (kernel.Select(part)) sums.Add(brick, share * kernel.Contract(ref nodes[layer][0]), kernel.Alpha, kernel.SqrtBeta, kernel.Let);
    }

    private void AddPoints(DoseCubes cubes, BeamPoints points, SubSpotRays? rays, WorkContext work)
    {
        var (tasks, done) = ((points.Count + PointsPerTask - 1) / PointsPerTask, 0);
        Parallel.For(0, tasks, work.ParallelOptions, task =>
        {
            var run = RunOfPoints.Create(points, machine, rays, task * PointsPerTask, Math.Min(points.Count, (task + 1) * PointsPerTask));
            foreach (var layer in scattered) layer.AddTo(run);
            run.AddTo(cubes, voxels.Voxels);
            work.Report($"dose of beam {beam.Number}", Interlocked.Increment(ref done) / (double)tasks);
        });
    }
}
