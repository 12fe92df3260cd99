using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Planning.Workflow;

/// <summary>The beams of a plan as sources, and the patient as matter, for the Monte Carlo engine.</summary>
internal sealed class MonteCarloBeams
{
    private static readonly Ion Heaviest = IonGrid.Representative(IonGrid.LargestZ);

    private readonly TransportGeometry geometry;
    private readonly BeamSource[] sources;
    private readonly IReadOnlyList<IonQuantity> quantities;
    private readonly bool toMedium;

    /// <summary>Prepares geometry and sources.</summary>
    /// <param name="task">The plan.</param>
    /// <param name="toMedium">Whether dose to the medium is wanted.</param>
    public MonteCarloBeams(PlanDoseTask task, bool toMedium)
    {
        geometry = TransportGeometry.FromPatient(task.Patient, task.External.Geometry);
        sources = [.. task.Plan.Beams.Select(beam => BeamSource.FromPlan(task.Model.Machine, beam))];
        quantities = ForwardDose.Effect(task.Rbe) is { } effect ? [UpToCarbon(effect.Alpha), UpToCarbon(effect.SqrtBeta)] : [];
        this.toMedium = toMedium;
    }

    /// <summary>What the user should know of the sources, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => [.. sources.SelectMany(source => source.Warnings).Distinct()];

    /// <summary>Follows ions of one beam.</summary>
    /// <param name="beam">Which.</param>
    /// <param name="histories">How many.</param>
    /// <param name="seed">Seed of their random streams.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public BeamTally Run(int beam, long histories, ulong seed, WorkContext work)
    {
        var settings = new MonteCarloSettings { Histories = histories, Seed = seed };
        var result = MonteCarloEngine.Run(geometry, [sources[beam]], new ScoringRequest { Quantities = quantities }, settings, work);
        var dose = result.DoseToWater;
        float[] Product(float[] mean)
        {
            var product = new float[dose.Length];
            for (var n = 0; n < product.Length; n++) product[n] = mean[n] * dose[n];
            return product;
        }

        return new BeamTally
        {
            Dose = dose,
            AlphaDose = quantities.Count > 0 ? Product(result.Means[0]) : null,
            SqrtBetaDose = quantities.Count > 0 ? Product(result.Means[1]) : null,
            LetDose = Product(result.Let),
            MediumDose = toMedium ? result.DoseToMedium : null,
            Variance = Squares(dose, result.RelativeUncertainty),
        }.Of(result.Histories);
    }

    // The tables of RBE models end with carbon. What is heavier are residues of the tissue's nuclei at the end of a range below a millimetre; they take carbon's values at the same energy per nucleon.
    private static IonQuantity UpToCarbon(IonQuantity quantity) => (Z, A, E) => Z <= IonGrid.LargestZ ? quantity(Z, A, E) : quantity(Heaviest.Z, Heaviest.A, E);

    private static float[] Squares(float[] dose, float[] relative)
    {
        var variance = new float[dose.Length];
        for (var n = 0; n < variance.Length; n++) variance[n] = dose[n] * relative[n] * (dose[n] * relative[n]);
        return variance;
    }
}
