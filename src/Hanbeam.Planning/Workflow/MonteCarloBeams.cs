using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Planning.Workflow;

/// <summary>The beams of a plan as sources, and the patient as matter, for the Monte Carlo engine.</summary>
internal sealed class MonteCarloBeams
{
    private static readonly Ion Heaviest = IonGrid.Representative(IonGrid.LargestZ);

    // A batch ends within seconds, so that a limit of time is kept.
    private const int MostInBatch = 10_000;

    private readonly TransportGeometry geometry;
    private readonly BeamSource[] sources;
    private readonly TransportTables tables;
    private readonly ScoringRequest request;
    private readonly bool toMedium;
    private readonly long memoryBytes;

    /// <summary>Prepares geometry, sources and tables.</summary>
    /// <param name="task">The plan.</param>
    /// <param name="targets">Voxels for which it is wanted how far from independent they are.</param>
    /// <param name="eachTarget">The voxels of each target.</param>
    /// <param name="toMedium">Whether dose to the medium is wanted.</param>
    /// <param name="work">Threads and cancellation.</param>
    public MonteCarloBeams(PlanDoseTask task, int[] targets, int[][] eachTarget, bool toMedium, WorkContext work)
    {
        geometry = TransportGeometry.FromPatient(task.Patient, task.External.Geometry, work);
        sources = [.. task.Plan.Beams.Select(beam => BeamSource.FromPlan(task.Model.Machine, beam))];
        request = new ScoringRequest { Quantities = ForwardDose.Effect(task.Rbe) is { } effect ? [UpToCarbon(effect.Alpha), UpToCarbon(effect.SqrtBeta)] : [], UncertaintyCells = targets, Regions = eachTarget };
        tables = new TransportTables(geometry, sources, request.Quantities, ReactionModel.Standard, work);
        this.toMedium = toMedium;
        memoryBytes = Math.Max(0, FreeMemory.Bytes() - TallyBytes(task));
    }

    /// <summary>What the user should know of the sources, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => [.. sources.SelectMany(source => source.Warnings).Distinct()];

    /// <summary>Follows ions of one beam.</summary>
    /// <param name="beam">Which.</param>
    /// <param name="histories">How many.</param>
    /// <param name="time">When to stop before, or null.</param>
    /// <param name="seed">Seed of their random streams.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public BeamTally Run(int beam, long histories, TimeSpan? time, ulong seed, WorkContext work)
    {
        var settings = new MonteCarloSettings { Histories = histories, Time = time, Seed = seed, MemoryBytes = memoryBytes, BatchHistories = time is null ? new MonteCarloSettings().BatchHistories : MostInBatch };
        var result = MonteCarloEngine.Run(geometry, [sources[beam]], request, settings, work, tables);
        var dose = result.DoseToWater;
        float[] Product(float[] mean)
        {
            var product = new float[dose.Length];
            for (var n = 0; n < product.Length; n++) product[n] = mean[n] * dose[n];
            return product;
        }

        var effect = request.Quantities.Count > 0;
        var alpha = effect ? Product(result.Means[0]) : null;
        return new BeamTally
        {
            Dose = dose,
            AlphaDose = alpha,
            SqrtBetaDose = effect ? Product(result.Means[1]) : null,
            LetDose = Product(result.Let),
            MediumDose = toMedium ? result.DoseToMedium : null,
            Variance = Squares(dose, result.RelativeUncertainty),
            AlphaVariance = alpha is null ? null : Squares(alpha, result.QuantityUncertainty),
        }.Of(result.Histories, result.BlockVarianceGy2, [.. result.RegionVarianceGy2]);
    }

    // Tallies of all beams and the fresh one that joins: they are held while a run takes its own.
    private long TallyBytes(PlanDoseTask task) =>
        (task.Plan.Beams.Count + 1L) * task.External.Geometry.Count * BeamTally.NumbersPerVoxel(request.Quantities.Count > 0, toMedium) * sizeof(float);

    // The tables of RBE models end with carbon. What is heavier are residues of the tissue's nuclei at the end of a range below a millimetre; they take carbon's values at the same energy per nucleon.
    private static IonQuantity UpToCarbon(IonQuantity quantity) => (Z, A, E) => Z <= IonGrid.LargestZ ? quantity(Z, A, E) : quantity(Heaviest.Z, Heaviest.A, E);

    private static float[] Squares(float[] dose, float[] relative)
    {
        var variance = new float[dose.Length];
        for (var n = 0; n < variance.Length; n++) variance[n] = dose[n] * relative[n] * (dose[n] * relative[n]);
        return variance;
    }
}
