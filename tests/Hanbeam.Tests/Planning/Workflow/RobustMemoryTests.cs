using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Planning.Recipes;
using Hanbeam.Planning.Robustness;
using Hanbeam.Planning.SpotPlacement;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

/// <summary>What error scenarios add to the memory of an optimisation. Alone, because what is counted is all that the process holds.</summary>
[Collection(nameof(RobustMemoryTests))]
[CollectionDefinition(nameof(RobustMemoryTests), DisableParallelization = true)]
public sealed class RobustMemoryTests
{
    private static readonly WorkContext Work = new(2);

    [Fact]
    public void Optimisation_Of21Scenarios_HoldsLessThanTwiceTheNominalOne()
    {
        var (model, rbe) = (MachineFile.Read(MachineLibrary.Resolve("generic-synchrotron")), RbeModels.Get("mmkm-qst"));
        var patient = new PhantomCase().Build();
        var structures = PhantomCase.Structures(patient);
        var placed = Place(model, TargetVoxels.Of(patient, structures));
        var target = new TargetDose("PTV", 60);
        var objectives = ObjectiveBuilder.Build(structures, [target],
            [
                new GoalTerm { Structure = "PTV", Type = "uniform-dose", DoseGyRbe = 60, Weight = 100 },
                new GoalTerm { Structure = "Skin", Type = "max-dose", DoseGyRbe = 10, Weight = 1 },
            ], BeamReach.Of(patient, structures, placed, model.Machine, new SpotSettings().SpacingMm, Work));
        var voxels = new InfluenceVoxels(structures.Geometry, objectives.Voxels);

        PlanFunction Function(IReadOnlyList<ErrorScenario> scenarios)
        {
            BeamInfluence[] nominal = [.. placed.Select(beam => BeamInfluence.Build(model, beam.Beam, patient, voxels, ForwardDose.Effect(rbe), Work))];
            var kind = ScenarioStorage.KindOf([.. nominal.Select(beam => beam.Kind)], scenarios.Count, nominal.Sum(beam => beam.Bytes));
            var influence = new ScenarioInfluence([.. scenarios.Select(scenario => (IDoseInfluence[])[.. nominal.Select(beam => scenario.IsNominal ? beam : beam.ForScenario(scenario, Work, kind))])], RobustMethod.WorstCase);
            var function = new PlanFunction(influence, FieldGroups.Joint(placed.Length, 30, DeliveryScheme.AllBeams), objectives, rbe, Work);

            // Scratch is made at the first use and kept.
            var weights = new double[function.SpotCount];
            Array.Fill(weights, 1.0);
            function.Evaluate(weights, new double[weights.Length]);
            return function;
        }

        Held(() => Function([ErrorScenario.Nominal]));
        var nominal = Held(() => Function([ErrorScenario.Nominal]));
        var robust = Held(() => Function(ErrorScenarios.Make(3, 3.5, 21)));
        Assert.True(nominal > 1_000_000, $"{nominal} bytes");
        Assert.True(robust < 2 * nominal, FormattableString.Invariant($"21 scenarios hold {robust} bytes, the nominal case {nominal}"));
    }

    [Theory]
    [InlineData(InfluenceKind.Stored, InfluenceKind.Stored, 9, 250_000_000, InfluenceKind.Stored)]
    [InlineData(InfluenceKind.StoredWide, InfluenceKind.StoredWide, 9, 250_000_000, InfluenceKind.StoredWide)]
    [InlineData(InfluenceKind.Stored, InfluenceKind.Stored, 9, 350_000_000, InfluenceKind.Recomputed)]
    [InlineData(InfluenceKind.Stored, InfluenceKind.Stored, 21, 1_000, InfluenceKind.Recomputed)]
    [InlineData(InfluenceKind.Recomputed, InfluenceKind.Recomputed, 9, 1_000, InfluenceKind.Recomputed)]
    [InlineData(InfluenceKind.Stored, InfluenceKind.Recomputed, 9, 1_000, InfluenceKind.Recomputed)]
    public void KindOf_FewSmallScenarios_AreStoredAsTheNominalOne(InfluenceKind first, InfluenceKind second, int scenarios, long nominalBytes, InfluenceKind expected) =>
        Assert.Equal(expected, ScenarioStorage.KindOf([first, second], scenarios, nominalBytes));

    [Fact]
    public void RefuseTooLarge_EightScenariosThatDoNotFitTogether_AreOneSentence()
    {
        ScenarioStorage.RefuseTooLarge(9, 250_000_000, 2_000_000_000);
        var refused = Assert.Throws<InputException>(() => ScenarioStorage.RefuseTooLarge(9, 250_000_000, 1_900_000_000));
        Assert.StartsWith("The influence in 8 error scenarios takes about 2.0 GB to store and 1.9 GB of memory are left", refused.Message);
    }

    private static PlacedBeam[] Place(BeamModel model, TargetVoxels targets)
    {
        var placer = new SpotPlacer(model.Machine, new SpotSettings());
        return [.. new[] { 0.0, 90.0 }.Select((gantry, n) => placer.Place(
            n + 1, new RecipeBeam { GantryDeg = gantry }, targets.Centroid, targets.SeenBy(new BeamFrame(gantry, 0, targets.Centroid), model.Machine, Work), null))];
    }

    // Managed bytes that something keeps alive.
    private static long Held(Func<object> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(made);
        return held;
    }
}
