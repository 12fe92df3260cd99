using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The influence of one beam for optimisation. Core and fragments are carried voxel by voxel in a window of about three sigmas; the wide halo on coarse nodes
/// and a coarser spot lattice. Both are stored as bricks of small whole numbers, or not stored at all. Against <see cref="PencilBeamEngine"/> with whole spots the dose
/// of a plan and its companions agree to one per cent of their maxima (<c>BeamInfluenceTests</c>, <c>MachineInfluenceTests</c>); whatever is shown or exported comes from the engine.
/// </summary>
public sealed class BeamInfluence : IScenarioInfluence
{
    // Distance of halo nodes in the isocentre plane, mm: below the halo's own sigma.
    private const double HaloNodeSpacingMm = 8;

    private readonly BeamModel model;
    private readonly PlanBeam beam;
    private readonly PatientModel patient;
    private readonly BrickLayer[][] coreLayers;
    private readonly BrickLayer[][] haloLayers;
    private readonly InfluenceVoxels voxels;
    private readonly IBrickOperator[] core;
    private readonly IBrickOperator[] halo;
    private readonly ParallelOptions options;

    private BeamInfluence(BeamModel model, PlanBeam beam, PatientModel patient, InfluenceVoxels voxels, BrickLayer[][] coreLayers, BrickLayer[][] haloLayers, ErrorScenario scenario, InfluenceKind kind, WorkContext work)
    {
        (this.model, this.beam, this.patient, this.voxels, this.coreLayers, this.haloLayers) = (model, beam, patient, voxels, coreLayers, haloLayers);
        options = new ParallelOptions { MaxDegreeOfParallelism = work.Threads };
        var points = Points(voxels.VoxelBricks, n => voxels.Grid.Center(voxels.Voxels[n]), scenario, work);
        CoreBeams = [.. coreLayers.Select(layers => new BrickBeam(layers, voxels.VoxelBricks, points))];
        core = [.. CoreBeams.Select(part => Make($"influence of beam {beam.Number}", part, kind, work))];
        halo = [];
        if (haloLayers.Length > 0)
        {
            var nodes = Points(voxels.NodeBricks, voxels.NodePosition, scenario, work);
            halo = [.. haloLayers.Select(layers => Make($"halo of beam {beam.Number}", new BrickBeam(layers, voxels.NodeBricks, nodes), kind, work))];
        }

        Kind = core.Concat(halo).Any(part => part is RecomputedOperator) ? InfluenceKind.Recomputed : kind == InfluenceKind.StoredWide ? kind : InfluenceKind.Stored;
    }

    /// <inheritdoc/>
    public int SpotCount => beam.SpotCount;

    /// <inheritdoc/>
    public int VoxelCount => voxels.Voxels.Length;

    /// <inheritdoc/>
    public long NonZeros => core.Concat(halo).Sum(part => part.NonZeros);

    /// <inheritdoc/>
    public long Bytes => core.Concat(halo).Sum(part => part.Bytes);

    /// <summary>What was chosen, never <see cref="InfluenceKind.Automatic"/>: recomputed where any part of it is, whose <see cref="Bytes"/> are then not what storing takes.</summary>
    public InfluenceKind Kind { get; }

    /// <summary>Core and fragments on the voxels themselves.</summary>
    internal BrickBeam[] CoreBeams { get; }

    /// <summary>Builds the operator of a beam.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam; its spots must lie on a lattice per layer, as the spot placer makes them. Their particles are not used.</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="voxels">The voxels, shared by all beams of the plan.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    /// <param name="kind">Stored or recomputed; the memory that storing takes is estimated and reported before anything is built.</param>
    /// <exception cref="InputException">It was to be stored and there is not so much memory.</exception>
    public static BeamInfluence Build(
        BeamModel model, PlanBeam beam, PatientModel patient, InfluenceVoxels voxels, EffectQuantities? effect, WorkContext work, InfluenceKind kind = InfluenceKind.Automatic)
    {
        var kernels = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        var spots = beam.Layers.Select(layer => SpotLattice.Find(layer) ?? throw new ArgumentException("planned spots must lie on a lattice", nameof(beam))).ToArray();
        return new BeamInfluence(
            model, beam, patient, voxels, Layers(kernels, spots, group => group != LateralGroup.Halo, _ => 1, 0, work), Layers(kernels, spots, group => group == LateralGroup.Halo, Coarsening, voxels.InterpolationVariance, work), ErrorScenario.Nominal, kind, work);
    }

    /// <inheritdoc/>
    public IDoseInfluence ForScenario(ErrorScenario scenario, WorkContext work, InfluenceKind kind = InfluenceKind.Recomputed)
    {
        if (!(scenario.StoppingPowerFactor > 0)) throw new ArgumentOutOfRangeException(nameof(scenario), scenario.StoppingPowerFactor, "depths cannot shrink to nothing");
        return new BeamInfluence(model, beam, patient, voxels, coreLayers, haloLayers, scenario, kind, work);
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        foreach (var part in core) part.Forward(weights, result);
        if (halo.Length == 0) return;
        var spares = voxels.NodeQuantities(result.HasLet);
        var nodes = spares.Take();
        nodes.Clear();
        foreach (var part in halo) part.Forward(weights, nodes);
        voxels.Interpolate(nodes, result, options);
        spares.Give(nodes);
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient)
    {
        spotGradient.Clear();
        foreach (var part in core) part.Adjoint(voxelGradient, spotGradient);
        if (halo.Length == 0) return;
        var spares = voxels.NodeQuantities(voxelGradient.HasLet);
        var nodes = spares.Take();
        voxels.Gather(voxelGradient, nodes, options);
        foreach (var part in halo) part.Adjoint(nodes, spotGradient);
        spares.Give(nodes);
    }

    private static IBrickOperator Make(string stage, BrickBeam beam, InfluenceKind wanted, WorkContext work)
    {
        if (wanted == InfluenceKind.Recomputed) return new RecomputedOperator(beam, work);
        var bytes = wanted == InfluenceKind.StoredWide ? StoredOperator<UShortMantissa>.Estimate(beam) : StoredOperator<ByteMantissa>.Estimate(beam);
        var kind = InfluenceMemory.Choose(stage, wanted, bytes, InfluenceMemory.LeftBytes(bytes));
        work.Report(stage, 0, FormattableString.Invariant($"{(kind == InfluenceKind.Recomputed ? "recomputed; stored it were" : "stored,")} about {bytes * 1e-6:F0} MB"));
        return kind switch
        {
            InfluenceKind.Recomputed => new RecomputedOperator(beam, work),
            InfluenceKind.StoredWide => StoredOperator<UShortMantissa>.Build(stage, beam, work),
            _ => StoredOperator<ByteMantissa>.Build(stage, beam, work),
        };
    }

    private static BrickLayer[][] Layers(LayerKernel[] kernels, SpotLattice[] spots, Func<LateralGroup, bool> wanted, Func<SpotLattice, int> coarsening, float interpolationVariance, WorkContext work)
    {
        LateralGroup[] groups = kernels.Length == 0 ? [] : [.. kernels[0].Components.Select(component => component.Group)];
        var parts = BrickParts.Of(groups, wanted);
        BrickLayer[][] layers = [.. parts.Select(_ => new BrickLayer[kernels.Length])];
        Parallel.For(0, parts.Length == 0 ? 0 : kernels.Length, work.ParallelOptions, n =>
        {
            var lattice = new BrickLattice(spots[n], coarsening(spots[n]));
            for (var part = 0; part < parts.Length; part++) layers[part][n] = new BrickLayer(kernels[n], parts[part], lattice, BrickCut.Optimisation, interpolationVariance);
        });
        return layers;
    }

    private static int Coarsening(SpotLattice lattice) =>
        Math.Max(1, (int)Math.Round(HaloNodeSpacingMm / Math.Max(lattice.StepXMm, lattice.StepYMm)));

    private BrickPoints Points(Bricks bricks, Func<int, Vector3d> position, ErrorScenario scenario, WorkContext work)
    {
        var points = WaterEquivalentDepth.OfPoints(patient, bricks.PointCount, position, scenario.Displace(beam).Frame, model.Machine, work);
        return new BrickPoints(bricks, points, scenario.StoppingPowerFactor, model.Machine);
    }
}
