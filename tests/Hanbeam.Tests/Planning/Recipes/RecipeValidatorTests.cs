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

    public static TheoryData<string, string> Broken => new()
    {
        { "angle", "gantry is 400 degrees; allowed are 0 to below 360" },
        { "dose", "prescription.dose of PTV is -5 Gy(RBE)" },
        { "twice", "prescription.target names PTV 2 times" },
        { "beams", "beams is empty" },
        { "type", "did you mean uniform-dose?" },
        { "missing", "the key volume is missing" },
        { "extra", "the key a has no meaning" },
        { "robustness", "robustness is not in this version" },
        { "constraints", "constraints are not in this version" },
        { "let", "max-let on PTV is not in this version" },
        { "steering", "steering is not in this version" },
        { "model", "its dose is in physical but the plan's is in mmkm-qst" },
        { "fractions", "fractions is 0; allowed are 1 to 100" },
        { "spacing", "spots.spacing is NaN mm" },
        { "one-beam", "at least as many fractions as beams" },
        { "override", "either material or rsp" },
    };

    [Fact]
    public void Validate_GoodRecipe_Passes() => RecipeValidator.Validate(Good);

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
            "robustness" => Good with { Robustness = new RobustnessSettings { SetupMm = 3, RangePercent = 3.5, Method = "worst-case", Scenarios = 9 } },
            "constraints" => Good with { Constraints = [goal] },
            "let" => Good with { Objectives = [new GoalTerm { Structure = "PTV", Type = "max-let", LetKeVPerUm = 50 }] },
            "steering" => Good with { Steering = [new SteeringEvent(37, 2, 80, false)] },
            "model" => Good with { Objectives = [goal with { RbeModel = "physical" }] },
            "fractions" => Good with { Prescription = Good.Prescription with { Fractions = 0 } },
            "spacing" => Good with { Spots = new SpotSettings { SpacingMm = double.NaN } },
            "one-beam" => Good with { Delivery = DeliveryScheme.OneBeamPerFraction, Prescription = Good.Prescription with { Fractions = 1 } },
            "override" => Good with { Overrides = [new RecipeOverride("PTV", null, null)] },
            _ => throw new ArgumentException(flaw, nameof(flaw)),
        };
    }
}
