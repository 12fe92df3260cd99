using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Dose.PencilBeam;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Optimization;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Workflow;

/// <summary>The engine's dose of spots in the optimisation's voxels, nominal and in scenarios.</summary>
internal sealed class EngineFinalDose : IFinalDose
{
    private readonly BeamModel model;
    private readonly PatientModel patient;
    private readonly IReadOnlyList<PlanBeam> beams;
    private readonly IReadOnlyList<ErrorScenario> scenarios;
    private readonly GridGeometry grid;
    private readonly int[] voxels;
    private readonly EffectQuantities? effect;
    private readonly WorkContext work;

    /// <param name="model">The beam model.</param>
    /// <param name="patient">The patient model without error.</param>
    /// <param name="beams">The beams as placed.</param>
    /// <param name="scenarios">The scenarios, the nominal one first.</param>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">The optimisation's voxels.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public EngineFinalDose(BeamModel model, PatientModel patient, IReadOnlyList<PlanBeam> beams, IReadOnlyList<ErrorScenario> scenarios, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work) =>
        (this.model, this.patient, this.beams, this.scenarios, this.grid, this.voxels, this.effect, this.work) = (model, patient, beams, scenarios, grid, voxels, effect, work);

    /// <inheritdoc/>
    public void Add(int scenario, int beam, ReadOnlySpan<double> ions, VoxelQuantities result)
    {
        var (error, filled) = (scenarios[scenario], SpotIons.Fill(beams[beam], ions));
        if (filled.SpotCount == 0) return;
        var (displaced, medium) = error.IsNominal ? (filled, patient) : (error.Displace(filled), patient.WithStoppingPower(error.StoppingPowerFactor));
        var cubes = PencilBeamEngine.Calculate(model, displaced, medium, grid, voxels, effect, work);
        for (var n = 0; n < voxels.Length; n++)
        {
            result.Dose[n] += cubes.Dose.Values[voxels[n]];
            result.AlphaDose[n] += cubes.AlphaDose.Values[voxels[n]];
            result.SqrtBetaDose[n] += cubes.SqrtBetaDose.Values[voxels[n]];
            if (result.HasLet) result.LetDose[n] += cubes.LetDose.Values[voxels[n]];
        }
    }
}
