using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Recipes;

public sealed class RecipeValidatorTests
{
    private static readonly Recipe Good = new()
    {
        Source = "r.yaml",
        Case = "water:100,100,100@2",
        Machine = "generic-synchrotron",
        Prescription = new Prescription([new TargetDose("PTV", 57.6)], 16, "mmkm-qst"),
        Beams = [new RecipeBeam { GantryDeg = 270 }, new RecipeBeam { GantryDeg = 0 }],
        Objectives = [new GoalTerm { Structure = "PTV", Type = "uniform-dose", DoseGyRbe = 57.6, Weight = 100 }],
    };

    private static readonly RobustnessSettings Robust = new() { SetupMm = 3, RangePercent = 3.5, Method = "worst-case", Scenarios = 9 };

    public static TheoryData<string, string> Broken => new()
    {
        { "angle", "gantry is 400 degrees; allowed are 0 to below 360" },
        { "dose", "prescription.dose of PTV is -5 Gy(RBE)" },
        { "twice", "prescription.target names PTV 2 times" },
        { "beams", "beams is empty" },
        { "type", "did you mean uniform-dose?" },
        { "missing", "the key volume is missing" },
        { "extra", "the key a has no meaning" },
        { "no error", "neither a setup nor a range error" },
        { "far", "robustness.setup is 40 mm; allowed are 0 to 20 mm" },
        { "scenarios", "robustness.scenarios is 10; allowed are 9 and 21" },
        { "method", "there is no worst-cas; did you mean worst-case?" },
        { "cvar", "robustness.cvar is 1; allowed are 0 to below 1" },
        { "cvar elsewhere", "robustness.cvar has no meaning for the method expected" },
        { "uniform constraint", "no plan has one dose everywhere; write min-dose and max-dose" },
        { "weighted constraint", "the key weight has no meaning for a constraint" },
        { "let", "let is -5 keV/µm; allowed are 0 to 1000 keV/µm" },
        { "steering objective", "objective is 2; the recipe has 1, counted from 1" },
        { "steering order", "iteration 3 stands after iteration 37" },
        { "steering half", "needs either objective and weight, or stop: true" },
        { "layers", "spots.fewerLayers is -1 %" },
        { "model", "its dose is in physical but the plan's is in mmkm-qst" },
        { "fractions", "fractions is 0; allowed are 1 to 100" },
        { "spacing", "spots.spacing is NaN mm" },
        { "one-beam", "at least as many fractions as beams" },
        { "override", "either material or rsp" },
    };

    [Fact]
    public void Validate_GoodRecipe_Passes()
    {
        RecipeValidator.Validate(Good);
        RecipeValidator.Validate(Good with
        {
            Robustness = Robust,
            Constraints = [new GoalTerm { Structure = "PTV", Type = "max-dose", DoseGyRbe = 60 }],
            Steering = [new SteeringEvent(37, 1, 80, false), new SteeringEvent(60, null, null, true)],
        });
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Validate_BrokenRecipe_SaysWhatIsWrongInOneSentence(string flaw, string expected)
    {
        var error = Assert.Throws<InputException>(() => RecipeValidator.Validate(Break(flaw)));
        Assert.StartsWith("r.yaml: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static Recipe Break(string flaw)
    {
        var goal = Good.Objectives[0];
        return flaw switch
        {
            "angle" => Good with { Beams = [new RecipeBeam { GantryDeg = 400 }] },
            "dose" => Good with { Prescription = Good.Prescription with { Targets = [new TargetDose("PTV", -5)] } },
            "twice" => Good with { Prescription = Good.Prescription with { Targets = [new TargetDose("PTV", 50), new TargetDose("PTV", 60)] } },
            "beams" => Good with { Beams = [] },
            "type" => Good with { Objectives = [goal with { Type = "uniform-dos" }] },
            "missing" => Good with { Objectives = [goal with { Type = "max-dvh" }] },
            "extra" => Good with { Objectives = [goal with { A = 3 }] },
            "no error" => Good with { Robustness = Robust with { SetupMm = 0, RangePercent = 0 } },
            "far" => Good with { Robustness = Robust with { SetupMm = 40 } },
            "scenarios" => Good with { Robustness = Robust with { Scenarios = 10 } },
            "method" => Good with { Robustness = Robust with { Method = "worst-cas" } },
            "cvar" => Good with { Robustness = Robust with { Method = "cvar", Cvar = 1 } },
            "cvar elsewhere" => Good with { Robustness = Robust with { Method = "expected", Cvar = 0.9 } },
            "uniform constraint" => Good with { Constraints = [goal with { Weight = 1 }] },
            "weighted constraint" => Good with { Constraints = [goal with { Type = "max-dose" }] },
            "let" => Good with { Objectives = [new GoalTerm { Structure = "PTV", Type = "max-let", LetKeVPerUm = -5 }] },
            "steering objective" => Good with { Steering = [new SteeringEvent(37, 2, 80, false)] },
            "steering order" => Good with { Steering = [new SteeringEvent(37, 1, 80, false), new SteeringEvent(3, null, null, true)] },
            "steering half" => Good with { Steering = [new SteeringEvent(37, 1, null, false)] },
            "layers" => Good with { Spots = new SpotSettings { FewerLayersPercent = -1 } },
            "model" => Good with { Objectives = [goal with { RbeModel = "physical" }] },
            "fractions" => Good with { Prescription = Good.Prescription with { Fractions = 0 } },
            "spacing" => Good with { Spots = new SpotSettings { SpacingMm = double.NaN } },
            "one-beam" => Good with { Delivery = DeliveryScheme.OneBeamPerFraction, Prescription = Good.Prescription with { Fractions = 1 } },
            "override" => Good with { Overrides = [new RecipeOverride("PTV", null, null)] },
            _ => throw new ArgumentException(flaw, nameof(flaw)),
        };
    }
}
