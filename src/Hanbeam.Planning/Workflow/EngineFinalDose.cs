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

/// <summary>The engine's dose of spots in the optimisation's voxels, nominal and in scenarios; voxels in order, depth tables and sub-spots are made once for all scenarios.</summary>
internal sealed class EngineFinalDose : IFinalDose
{
    private readonly BeamModel model;
    private readonly PatientModel patient;
    private readonly IReadOnlyList<PlanBeam> beams;
    private readonly IReadOnlyList<ErrorScenario> scenarios;
    private readonly Lazy<DoseVoxels> voxels;
    private readonly EffectQuantities? effect;
    private readonly WorkContext work;
    private readonly (double[] Ions, BeamDose? Dose)[] ready;
    private (int Scenario, PatientModel Patient) medium;

    /// <param name="model">The beam model.</param>
    /// <param name="patient">The patient model without error.</param>
    /// <param name="beams">The beams as placed.</param>
    /// <param name="scenarios">The scenarios, the nominal one first.</param>
    /// <param name="grid">The dose grid.</param>
    /// <param name="voxels">The optimisation's voxels.</param>
    /// <param name="effect">The RBE model's tables, or null.</param>
    /// <param name="work">Threads, progress, cancellation.</param>
    public EngineFinalDose(BeamModel model, PatientModel patient, IReadOnlyList<PlanBeam> beams, IReadOnlyList<ErrorScenario> scenarios, GridGeometry grid, int[] voxels, EffectQuantities? effect, WorkContext work)
    {
        (this.model, this.patient, this.beams, this.scenarios, this.effect, this.work) = (model, patient, beams, scenarios, effect, work);
        this.voxels = new(() => new DoseVoxels(grid, voxels, work.Threads));
        ready = [.. beams.Select(_ => (Array.Empty<double>(), (BeamDose?)null))];
        medium = (-1, patient);
    }

    /// <inheritdoc/>
    public void Add(int scenario, int beam, ReadOnlySpan<double> ions, VoxelQuantities result)
    {
        if (Ready(beam, ions) is not { } dose) return;
        if (medium.Scenario != scenario) medium = (scenario, patient.WithStoppingPower(scenarios[scenario].StoppingPowerFactor));
        var cubes = dose.Calculate(medium.Patient, scenarios[scenario], work);
        var places = voxels.Value.Voxels;
        for (var n = 0; n < places.Length; n++)
        {
            result.Dose[n] += cubes.Dose.Values[places[n]];
            result.AlphaDose[n] += cubes.AlphaDose.Values[places[n]];
            result.SqrtBetaDose[n] += cubes.SqrtBetaDose.Values[places[n]];
            if (result.HasLet) result.LetDose[n] += cubes.LetDose.Values[places[n]];
        }
    }

    // Null without an ion. The scenarios of a plan follow each other with the same ions.
    private BeamDose? Ready(int beam, ReadOnlySpan<double> ions)
    {
        if (ready[beam].Ions.Length > 0 && ions.SequenceEqual(ready[beam].Ions)) return ready[beam].Dose;
        var filled = SpotIons.Fill(beams[beam], ions);
        ready[beam] = (ions.ToArray(), filled.SpotCount == 0 ? null : new BeamDose(model, filled, voxels.Value, effect, work));
        return ready[beam].Dose;
    }
}
