using System.Diagnostics;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Dose.Media;
using Hanbeam.Numerics.Minimization;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Constraints;
using Hanbeam.Planning.Deliverability;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Treatment.Delivery;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Workflow;

/// <summary>From a recipe and a case to a deliverable plan and its dose: the order of the parts, and nothing else.</summary>
public sealed class PlanningWorkflow
{
    // A target that lies outside the patient by more than this is a wrong structure set, not a margin that pokes through the skin; per cent.
    private const double MostOutsidePercent = 50;

    private readonly Recipe recipe;
    private readonly PatientCase patientCase;
    private readonly BeamModel model;
    private readonly IRbeModel rbe;
    private readonly OptimizerSettings settings;
    private readonly Plan? start;
    private readonly WorkContext work;
    private readonly IReadOnlyList<ErrorScenario> scenarios;
    private readonly List<string> warnings = [];

    private PlanningWorkflow(Recipe recipe, PatientCase patientCase, BeamModel model, IRbeModel rbe, OptimizerSettings settings, Plan? start, WorkContext work)
    {
        (this.recipe, this.patientCase, this.model, this.rbe, this.settings, this.start, this.work) = (recipe, patientCase, model, rbe, settings, start, work);
        scenarios = recipe.Robustness?.MakeScenarios() ?? [ErrorScenario.Nominal];
    }

    private bool OneBeamPerFraction => recipe.Delivery == DeliveryScheme.OneBeamPerFraction;

    /// <summary>Makes a plan.</summary>
    /// <param name="recipe">What is asked for.</param>
    /// <param name="patientCase">The case that the recipe names.</param>
    /// <param name="model">The beam model of the machine that it names.</param>
    /// <param name="rbe">The RBE model that its prescription names.</param>
    /// <param name="work">Threads, progress, cancellation; cancelling during the optimisation keeps the best plan so far.</param>
    /// <param name="settings">When the optimisation stops and who looks on, or null for the usual.</param>
    /// <param name="start">A plan whose ions the optimisation starts from, or null.</param>
    /// <exception cref="InputException">The recipe, the case or the machine do not allow a plan.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the optimisation had done one iteration.</exception>
    public static PlanningResult Run(Recipe recipe, PatientCase patientCase, BeamModel model, IRbeModel rbe, WorkContext work, OptimizerSettings? settings = null, Plan? start = null)
    {
        RecipeValidator.Validate(recipe);
        return new PlanningWorkflow(recipe, patientCase, model, rbe, settings ?? new OptimizerSettings(), start, work).Run();
    }

    private PlanningResult Run()
    {
        RecipeValidator.ValidateNames(recipe, [.. patientCase.Structures.Select(structure => structure.Name)], model.Machine);
        var clock = Stopwatch.StartNew();
        var patient = BuildPatient();
        var structures = BuildStructures();
        ConstraintConflicts.Refuse(recipe.Source, structures, recipe.Constraints);
        var targets = FindTargets(patient, structures);
        var placed = Place(targets);
        RefuseUnreachable(targets, placed);
        var paths = InspectPaths(patient, targets, placed);
        var reached = BeamReach.Of(patient, structures, placed, model.Machine, recipe.Spots.SpacingMm, work);
        var objectives = ObjectiveBuilder.Build(structures, recipe.Prescription.Targets, recipe.Objectives, reached, recipe.Constraints);
        var modelSeconds = Lap(clock);
        var influence = BuildInfluence(patient, structures, objectives, placed);
        var influenceSeconds = Lap(clock);
        var (nonZeros, bytes) = (influence.Nominal.Sum(beam => beam.NonZeros), influence.Scenarios.Sum(scenario => scenario.Sum(beam => beam.Bytes)));
        var optimizer = new PlanOptimizer(influence, objectives, rbe, model.Machine, Steered(patient, structures, objectives, [.. placed.Select(beam => beam.Beam)]), work);
        var optimization = optimizer.Run(recipe.Prescription.Fractions, recipe.Delivery, recipe.Optimise);
        NoteStop(optimization);
        warnings.AddRange(optimization.SteeringUnreached.Select(change => FormattableString.Invariant($"The steering at iteration {change.Iteration} was never reached: the optimisation ended after {optimization.Iterations}.")));
        warnings.AddRange(optimization.SteeringRefused.Select(change => FormattableString.Invariant($"A change at iteration {change.Iteration} was refused: objective {change.Objective}, weight {change.Weight}; there are {objectives.Terms.Count} objectives, and weights are 0 or more.")));
        warnings.AddRange(PlanWarnings.OfMinimum(optimization.PercentAtMinimum, model.Machine.MinimumIonsPerSpot));
        var optimiseSeconds = Lap(clock);
        var plan = MakePlan(placed, optimization);
        if (plan.Beams.FirstOrDefault(beam => beam.SpotCount == 0) is { } empty)
            throw new InputException($"{recipe.Source}: the objectives leave beam {empty.Number} without a single ion; give its targets a dose, or leave the beam out");

        // A plan that was stopped early still gets its dose.
        var toEnd = work with { Cancellation = CancellationToken.None };
        var forward = new ReadyDose(plan, model, rbe, structures.External, toEnd);
        return new PlanningResult
        {
            Plan = plan,
            Patient = patient,
            Structures = structures,
            BeamDoses = forward.Calculate(patient, ErrorScenario.Nominal, toEnd),
            InScenarios = scenarios.Count > 1 ? forward : null,
            RbeModel = rbe.Name,
            Scenarios = scenarios,
            Optimization = optimization,
            Judge = new ConstraintJudge(objectives, settings.ConstraintTolerance),
            Delivery = DeliveryTimeline.Of(plan, model.Machine),
            ShifterGapsMm = [.. paths.Select(path => path.ShifterGapMm)],
            InfluenceNonZeros = nonZeros,
            InfluenceBytes = bytes,
            OptimisationVoxels = objectives.Voxels.Length,
            Warnings = warnings,
            Seconds = new StageSeconds(modelSeconds, influenceSeconds, optimiseSeconds, Lap(clock)),
        };
    }

    private static double Lap(Stopwatch clock)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        return seconds;
    }

    private PatientModel BuildPatient()
    {
        work.Report("patient model", 0);
        var overrides = recipe.Overrides.Select(entry => new MaterialOverride(entry.Structure, entry.Material, entry.RelativeStoppingPower)).ToArray();
        var patient = PatientModelBuilder.Build(patientCase, Calibrations.Resolve(recipe.Calibration, patientCase.Kind), overrides);
        warnings.AddRange(patientCase.Warnings);
        warnings.AddRange(patient.Warnings);
        return patient;
    }

    private PlanningStructures BuildStructures()
    {
        work.Report("structures", 0);
        var grid = patientCase.Ct.Hounsfield.Geometry.Resampled(recipe.DoseGridMm);
        return PlanningStructures.Build(patientCase, grid, recipe.Structures, [.. recipe.Prescription.Targets.Select(target => target.Structure)], work);
    }

    private TargetVoxels FindTargets(PatientModel patient, PlanningStructures structures)
    {
        var targets = TargetVoxels.Of(patient, structures);
        if (targets.OutsidePercent > MostOutsidePercent)
            throw new InputException(FormattableString.Invariant($"{recipe.Source}: {targets.OutsidePercent:F1} % of the target volume lies outside the external contour; at most {MostOutsidePercent} % may"));
        warnings.AddRange(PlanWarnings.OfTargets(targets));
        return targets;
    }

    private PlacedBeam[] Place(TargetVoxels targets)
    {
        work.Report("spots", 0);
        var placer = new SpotPlacer(model.Machine, recipe.Spots, patientCase.Ct.Position);
        var placed = new PlacedBeam[recipe.Beams.Count];
        for (var n = 0; n < placed.Length; n++)
        {
            var beam = recipe.Beams[n];
            var isocenter = beam.Isocenter ?? targets.Centroid;
            var views = Views(targets, beam, isocenter);
            var fractions = OneBeamPerFraction ? FieldGroups.FractionsOf(n, placed.Length, recipe.Prescription.Fractions) : (int?)null;
            placed[n] = placer.Place(n + 1, beam, isocenter, views[0], fractions, TargetView.Joined(views));
            warnings.AddRange(PlanWarnings.OfPlacement(placed[n]));
        }

        return placed;
    }

    // The targets as a beam sees them in each scenario.
    private TargetView[] Views(TargetVoxels targets, RecipeBeam beam, PatientPoint isocenter) => [.. scenarios.Select(scenario =>
    {
        var displaced = PatientPoint.From(isocenter.Vector - scenario.ShiftMm);
        return targets.SeenBy(new BeamFrame(beam.GantryDeg, beam.CouchDeg, displaced, patientCase.Ct.Position), model.Machine, work).Scaled(scenario.StoppingPowerFactor);
    })];

    private void RefuseUnreachable(TargetVoxels targets, PlacedBeam[] placed)
    {
        if (TargetReach.Refusal(targets, placed) is { } reason) throw new InputException($"{recipe.Source}: {reason}");
    }

    private BeamPath[] InspectPaths(PatientModel patient, TargetVoxels targets, PlacedBeam[] placed)
    {
        var inspector = new BeamPathInspector(patient, model.Machine);
        var paths = placed.Select(beam => inspector.Inspect(beam.Beam.Frame, beam.Beam.RangeShifter, targets)).ToArray();
        for (var n = 0; n < paths.Length; n++) warnings.AddRange(PlanWarnings.OfPath(placed[n].Beam, paths[n]));
        return paths;
    }

    private ScenarioInfluence BuildInfluence(PatientModel patient, PlanningStructures structures, ObjectiveSet objectives, PlacedBeam[] placed)
    {
        var voxels = new InfluenceVoxels(structures.Geometry, objectives.Voxels);
        BeamInfluence[] nominal = [.. placed.Select(beam => BeamInfluence.Build(model, beam.Beam, patient, voxels, ForwardDose.Effect(rbe), work, recipe.Influence))];
        var nominalBytes = nominal.Sum(beam => beam.Bytes);
        var kind = ScenarioStorage.KindOf([.. nominal.Select(beam => beam.Kind)], scenarios.Count, nominalBytes);
        if (kind != InfluenceKind.Recomputed && scenarios.Count > 1) ScenarioStorage.RefuseTooLarge(scenarios.Count, nominalBytes, FreeMemory.Bytes());
        IDoseInfluence[][] all = [.. scenarios.Select(scenario => (IDoseInfluence[])[.. nominal.Select(beam => scenario.IsNominal ? beam : beam.ForScenario(scenario, work, kind))])];
        return recipe.Robustness is not { } robustness
            ? new ScenarioInfluence(all, RobustMethod.Expected)
            : new ScenarioInfluence(all, RobustnessSettings.Methods[robustness.Method], robustness.Cvar ?? ScenarioInfluence.UsualLevel);
    }

    private OptimizerSettings Steered(PatientModel patient, PlanningStructures structures, ObjectiveSet objectives, PlanBeam[] beams) => settings with
    {
        FinalDose = settings.FinalDose ?? new EngineFinalDose(model, patient, beams, scenarios, structures.Geometry, objectives.Voxels, ForwardDose.Effect(rbe), work),
        Steering = recipe.Steering,
        Start = start is null ? settings.Start : WarmStart.Of(start, beams, warnings),
        Layers = recipe.Spots.FewerLayersPercent is { } loss ? new LayerReduction(loss, beams) : settings.Layers,
    };

    // A plan that was stopped looks like any other, so it has to say so; before the first iteration it is only the optimiser's first guess.
    private void NoteStop(PlanOptimizationResult optimization)
    {
        if (optimization.StopReason != StopReason.Cancelled) return;
        if (optimization.Iterations == 0) throw new OperationCanceledException(work.Cancellation);
        warnings.Add(FormattableString.Invariant($"Stopped by the user after {optimization.Iterations} {(optimization.Iterations == 1 ? "iteration" : "iterations")}: not converged."));
    }

    private Plan MakePlan(PlacedBeam[] placed, PlanOptimizationResult optimization) => new()
    {
        Name = string.Join("+", recipe.Prescription.Targets.Select(target => target.Structure)),
        MachineName = model.Machine.Name,
        IonZ = model.Machine.Ion.Z,
        IonA = model.Machine.Ion.A,
        Fractions = recipe.Prescription.Fractions,
        Prescription = recipe.Prescription,
        Delivery = recipe.Delivery,
        Beams = [.. placed.Select((beam, n) => SpotIons.Fill(beam.Beam, optimization.Ions[n]))],
    };
}
