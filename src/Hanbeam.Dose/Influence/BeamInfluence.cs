using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Dose.RayTracing;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Dose.Influence;

/// <summary>
/// The influence of one beam for optimisation. Core and fragments are carried voxel by voxel in a window of about three sigmas; the wide halo on coarse nodes
/// and a coarser spot lattice. What a window cuts is given back by scaling, so each spot keeps its integral dose. Against <see cref="PencilBeamEngine"/> the
/// dose of a plan agrees to one per cent of its maximum (<c>BeamInfluenceTests</c>); whatever is shown or exported comes from the engine.
/// </summary>
public sealed class BeamInfluence : IDoseInfluence
{
    // Half width of the windows in sigmas of the widest component at the layer's range, and its bounds in mm.
    private const double CutoffSigmas = 2.8;
    private const double NarrowestCutoffMm = 10;
    private const double WidestCoreCutoffMm = 24;
    private const double WidestHaloCutoffMm = 64;

    // Distance of halo nodes in the isocentre plane, mm: below the halo's own sigma.
    private const double HaloNodeSpacingMm = 8;

    private readonly InfluenceVoxels voxels;
    private readonly WindowedOperator core;
    private readonly WindowedOperator? halo;
    private readonly ParallelOptions options;

    private BeamInfluence(InfluenceVoxels voxels, int spotCount, WindowedOperator core, WindowedOperator? halo, int threads)
    {
        (this.voxels, SpotCount, this.core, this.halo) = (voxels, spotCount, core, halo);
        options = new ParallelOptions { MaxDegreeOfParallelism = threads };
    }

    /// <inheritdoc/>
    public int SpotCount { get; }

    /// <inheritdoc/>
    public int VoxelCount => voxels.Voxels.Length;

    /// <inheritdoc/>
    public long NonZeros => core.NonZeros + (halo?.NonZeros ?? 0);

    /// <inheritdoc/>
    public long Bytes => core.Bytes + (halo?.Bytes ?? 0);

    /// <summary>Builds the operator of a beam.</summary>
    /// <param name="model">The beam model.</param>
    /// <param name="beam">The beam; its spots must lie on a lattice per layer, as the spot placer makes them. Their particles are not used.</param>
    /// <param name="patient">The patient model.</param>
    /// <param name="voxels">The voxels, shared by all beams of the plan.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public static BeamInfluence Build(
        BeamModel model, PlanBeam beam, PatientModel patient, InfluenceVoxels voxels, EffectQuantities? effect, WorkContext work)
    {
        var kernels = new LayerKernelFactory(model, effect).CreateAll(beam, work);
        var spots = beam.Layers.Select(layer => SpotLattice.Find(layer) ?? throw new ArgumentException("planned spots must lie on a lattice", nameof(beam))).ToArray();
        var points = WaterEquivalentDepth.OfVoxels(patient, voxels.Grid, voxels.Voxels, beam.Frame, model.Machine, work);
        int[] Select(Func<LateralGroup, bool> wanted) =>
            kernels.Length == 0 ? [] : [.. Enumerable.Range(0, kernels[0].Components.Count).Where(c => wanted(kernels[0].Components[c].Group))];

        var narrow = Select(group => group != LateralGroup.Halo);
        var narrowLattices = kernels.Select((kernel, n) => WindowedLattice.Create(spots[n], 1, Cutoff(kernel, narrow, WidestCoreCutoffMm))).ToArray();
        var core = WindowedOperator.Build($"influence of beam {beam.Number}", kernels, narrow, narrowLattices, model.Machine, points, work);
        var wide = Select(group => group == LateralGroup.Halo);
        WindowedOperator? halo = null;
        if (wide.Length > 0)
        {
            var nodes = WaterEquivalentDepth.OfPoints(patient, voxels.NodeCount, voxels.NodePosition, beam.Frame, model.Machine, work);
            var lattices = kernels.Select((kernel, n) => WindowedLattice.Create(spots[n], Coarsening(spots[n]), Cutoff(kernel, wide, WidestHaloCutoffMm))).ToArray();
            halo = WindowedOperator.Build($"halo of beam {beam.Number}", kernels, wide, lattices, model.Machine, nodes, work);
        }

        return new BeamInfluence(voxels, beam.SpotCount, core, halo, work.Threads);
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<double> weights, VoxelQuantities result)
    {
        core.Forward(weights, result);
        if (halo is null) return;
        var nodes = new VoxelQuantities(voxels.NodeCount, result.HasLet);
        halo.Forward(weights, nodes);
        voxels.Interpolate(nodes.Dose, result.Dose, options);
        voxels.Interpolate(nodes.AlphaDose, result.AlphaDose, options);
        voxels.Interpolate(nodes.SqrtBetaDose, result.SqrtBetaDose, options);
        if (result.HasLet) voxels.Interpolate(nodes.LetDose, result.LetDose, options);
    }

    /// <inheritdoc/>
    public void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient)
    {
        spotGradient.Clear();
        core.Adjoint(voxelGradient, spotGradient);
        if (halo is null) return;
        var nodes = new VoxelQuantities(voxels.NodeCount, voxelGradient.HasLet);
        voxels.Gather(voxelGradient.Dose, nodes.Dose, options);
        voxels.Gather(voxelGradient.AlphaDose, nodes.AlphaDose, options);
        voxels.Gather(voxelGradient.SqrtBetaDose, nodes.SqrtBetaDose, options);
        if (voxelGradient.HasLet) voxels.Gather(voxelGradient.LetDose, nodes.LetDose, options);
        halo.Adjoint(nodes, spotGradient);
    }

    private static int Coarsening(SpotLattice lattice) =>
        Math.Max(1, (int)Math.Round(HaloNodeSpacingMm / Math.Max(lattice.StepXMm, lattice.StepYMm)));

    // The widest component that matters at the end of range, where the isocentre is about where the target is.
    private static double Cutoff(LayerKernel kernel, int[] components, double widestMm)
    {
        var depth = Math.Max(0, kernel.RangeMm - kernel.ShiftMm);
        var index = Math.Min(kernel.DepthCount - 1, (int)((depth + kernel.ShiftMm) / LayerKernel.DepthStepMm));
        var variance = components.Max(c =>
        {
            var (airX, airY) = kernel.SpotVariance(c, 0, (float)depth);
            return kernel.Components[c].Variance[index] + Math.Max(airX, airY);
        });
        return Math.Clamp(CutoffSigmas * Math.Sqrt(variance), NarrowestCutoffMm, widestMm);
    }
}
