using System.Collections.Concurrent;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.BroadFields;

/// <summary>
/// Plans cubes in water with the optimiser that plans patients, but on the axis alone: one weight per energy layer, one point per millimetre. It takes
/// milliseconds where a plan takes a minute, and keeps the machine's spectra and layers. Against the pencil-beam engine: BroadFieldPlannerTests.
/// </summary>
public sealed class BroadFieldPlanner
{
    private const double PointStepMm = 1;

    // Beyond the cube: the far falloff and the tail that the figures show.
    private const double BehindMm = 40;

    // Layers end at most this far behind the target's far side, so that its last millimetre is not on the falloff of the deepest.
    private const double LayerMarginMm = 3;

    // Spots beyond the target's sides keep its edge at full dose: the recipe's default margin.
    private const double LateralMarginMm = 5;

    // Flat to 0.05 % of the dose in the mean; the layers' own ripple is larger.
    private const double Flatness = 5e-4;

    private readonly BeamModel model;
    private readonly WorkContext work;
    private readonly ConcurrentDictionary<(string Rbe, double Energy), LayerKernel> kernels = new();

    /// <summary>Makes the planner.</summary>
    /// <param name="model">The beam model; a model without spectra is refused when an RBE model needs them.</param>
    /// <param name="work">Threads.</param>
    public BroadFieldPlanner(BeamModel model, WorkContext work) => (this.model, this.work) = (model, work);

    /// <summary>Plans a setting for a flat dose.</summary>
    /// <param name="field">The setting.</param>
    /// <param name="rbe">The RBE model of the dose.</param>
    /// <param name="fractionGyRbe">Dose of one fraction in the target, Gy(RBE).</param>
    /// <exception cref="InputException">The machine's energies do not reach through the target.</exception>
    public BroadFieldPlan Plan(BroadField field, IRbeModel rbe, double fractionGyRbe)
    {
        var depths = Enumerable.Range(0, (int)((field.FarMm + BehindMm) / PointStepMm) + 1).Select(n => n * PointStepMm).ToArray();
        int[] target = [.. Enumerable.Range(0, depths.Length).Where(n => depths[n] >= field.NearMm && depths[n] <= field.FarMm)];
        var beams = Beams(field, rbe, depths);
        var region = new ObjectiveRegion(target, [.. target.Select(_ => 1.0 / target.Length)]);
        var objectives = new ObjectiveSet([.. Enumerable.Range(0, depths.Length)], [new SquaredDeviationObjective("flat", 1, region, [fractionGyRbe], DeviationSide.Both)], [(region, fractionGyRbe)]);
        var function = new PlanFunction(beams, FieldGroups.Joint(beams.Count, 1, DeliveryScheme.AllBeams), objectives, rbe, work);
        var start = InitialWeights.Find(function, double.PositiveInfinity);
        var scaled = new ScaledPlanFunction(function, start);
        var upper = new double[start.Length];
        Array.Fill(upper, double.PositiveInfinity);
        var settings = new MinimizationSettings { IterationLimit = 300, Memory = 20, RelativeDecrease = 1e-3, AbsoluteDecrease = Math.Pow(Flatness * fractionGyRbe, 2) * 1e-2 };
        var result = BoundedQuasiNewton.Minimize(scaled.Evaluate, scaled.FromWeights(start), new double[start.Length], upper, settings, null, work.Cancellation);
        var weights = scaled.ToWeights(result.Point);
        IReadOnlyList<double[]> fluence = [.. beams.Select((_, beam) => function.Of(weights, beam).ToArray())];
        var quantities = Forward(beams, fluence, depths.Length);
        return new BroadFieldPlan { Field = field, DepthMm = depths, Target = target, LayerFluence = fluence, Quantities = quantities, GyRbe = Weighted(rbe, quantities) };
    }

    /// <summary>Dose and effect of a plan in another model, from the same fluence.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rbe">The other model.</param>
    public VoxelQuantities Evaluate(BroadFieldPlan plan, IRbeModel rbe) => Forward(Beams(plan.Field, rbe, plan.DepthMm), plan.LayerFluence, plan.DepthMm.Length);

    /// <summary>RBE-weighted dose of each point.</summary>
    /// <param name="rbe">The model that <paramref name="quantities"/> belong to.</param>
    /// <param name="quantities">Dose and effect of one fraction.</param>
    public static double[] Weighted(IRbeModel rbe, VoxelQuantities quantities) =>
        [.. quantities.Dose.Select((dose, n) => rbe.Evaluate(dose, quantities.AlphaDose[n], quantities.SqrtBetaDose[n]).GyRbe)];

    private static VoxelQuantities Forward(IReadOnlyList<IDoseInfluence> beams, IReadOnlyList<double[]> fluence, int points)
    {
        var quantities = new VoxelQuantities(points);
        for (var beam = 0; beam < beams.Count; beam++) beams[beam].Forward(fluence[beam], quantities);
        return quantities;
    }

    private IReadOnlyList<IDoseInfluence> Beams(BroadField field, IRbeModel rbe, double[] depths)
    {
        var energies = Energies(field);
        var needed = energies.Where(energy => !kernels.ContainsKey((rbe.Name, energy))).ToList();
        if (needed.Count > 0)
        {
            var layers = needed.Select(energy => new EnergyLayer { EnergyMeVPerU = energy, XMm = [], YMm = [], Particles = [] });
            var beam = new PlanBeam { Number = 1, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [.. layers] };
            var made = new LayerKernelFactory(model, ForwardDose.Effect(rbe)).CreateAll(beam, work);
            for (var n = 0; n < made.Length; n++) kernels[(rbe.Name, needed[n])] = made[n];
        }

        LayerKernel[] chosen = [.. energies.Select(energy => kernels[(rbe.Name, energy)])];
        var halfWidth = field.CubeMm / 2 + LateralMarginMm;
        double[][] paths = field.Fields == 1 ? [depths] : [depths, [.. depths.Select(depth => Math.Max(0, field.BoxMm - depth))]];
        return [.. paths.Select(path => new BroadFieldInfluence(chosen, path, halfWidth))];
    }

    private double[] Energies(BroadField field)
    {
        var all = model.Machine.Energies;
        var chosen = all.Where(energy => energy.RangeMm >= field.NearMm && energy.RangeMm <= field.FarMm + LayerMarginMm).ToList();
        if (field.NearMm < 0 || chosen.Count < 2 || all[^1].RangeMm < field.FarMm || all[0].RangeMm > field.NearMm + LayerMarginMm)
            throw new InputException(FormattableString.Invariant($"a {field} lies from {field.NearMm:0.#} to {field.FarMm:0.#} mm, but machine '{model.Machine.Name}' reaches from {all[0].RangeMm:0.#} to {all[^1].RangeMm:0.#} mm"));
        return [.. chosen.Select(energy => energy.EnergyMeVPerU).OrderDescending()];
    }
}
