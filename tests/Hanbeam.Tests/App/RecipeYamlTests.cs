using System.Globalization;
using Hanbeam.App.Recipes;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.App;

public sealed class RecipeYamlTests
{
    private const string Good = """
        case: ../cases/head
        machine: generic-synchrotron
        prescription: { target: PTV_7000, dose: 57.6, fractions: 16, rbe: mmkm-qst }
        beams:
          - { gantry: 270, couch: 10 }
          - { gantry: 315.5, rangeShifter: none, isocentre: [1, -2.5, 3] }
        objectives:
          - { structure: PTV_7000, type: uniform-dose, dose: 57.6, weight: 100 }
          - { structure: BODY, type: dose-falloff, from: 57.6, to: 25, within: 20, weight: 10 }
        """;

    private static string Folder => OperatingSystem.IsWindows() ? "C:\\work\\recipes" : "/work/recipes";

    private static Recipe Parse(string text) => RecipeYaml.Parse(Path.Combine(Folder, "plan.yaml"), text);

    private static string Refusal(string text) => Assert.Throws<InputException>(() => Parse(text)).Message;

    [Fact]
    public void Parse_RecipeOfTheContract_ReadsEveryValueAndKeepsDefaults()
    {
        var recipe = Parse(Good);
        Assert.Equal(Path.GetFullPath(Path.Combine(Folder, "..", "cases", "head")), recipe.Case);
        Assert.Equal("generic-synchrotron", recipe.Machine);
        Assert.Equal([new TargetDose("PTV_7000", 57.6)], recipe.Prescription.Targets);
        Assert.Equal((16, "mmkm-qst"), (recipe.Prescription.Fractions, recipe.Prescription.RbeModel));
        Assert.Equal((270.0, 10.0, "auto"), (recipe.Beams[0].GantryDeg, recipe.Beams[0].CouchDeg, recipe.Beams[0].RangeShifter));
        Assert.Equal((315.5, 0.0, "none"), (recipe.Beams[1].GantryDeg, recipe.Beams[1].CouchDeg, recipe.Beams[1].RangeShifter));
        Assert.Equal(new PatientPoint(1, -2.5, 3), recipe.Beams[1].Isocenter);
        Assert.Equal((4.0, 3.0, 5.0, 3.0), (recipe.Spots.SpacingMm, recipe.Spots.LayerSpacingMm, recipe.Spots.MarginMm, recipe.DoseGridMm));
        Assert.Equal((57.6, 25.0, 20.0), (recipe.Objectives[1].FromGyRbe, recipe.Objectives[1].ToGyRbe, recipe.Objectives[1].WithinMm));
        Assert.Equal(DeliveryScheme.AllBeams, recipe.Delivery);
        RecipeValidator.Validate(recipe);
    }

    [Fact]
    public void Parse_Protocol_GivesDoseFractionsAndModel()
    {
        var recipe = Parse(Good.Replace("dose: 57.6, fractions: 16, rbe: mmkm-qst", "protocol: qst/pancreas-55.2-12"));
        Assert.Equal([new TargetDose("PTV_7000", 55.2)], recipe.Prescription.Targets);
        Assert.Equal((12, "kanai"), (recipe.Prescription.Fractions, recipe.Prescription.RbeModel));
        Assert.Equal("mmkm-qst", Parse(Good.Replace("dose: 57.6, fractions: 16, rbe: mmkm-qst", "protocol: qst/pancreas-55.2-12, rbe: mmkm-qst")).Prescription.RbeModel);
        Assert.Contains("line 3: prescription.dose stands beside prescription.protocol", Refusal(Good.Replace("fractions: 16, rbe: mmkm-qst", "protocol: qst/pancreas-55.2-12")), StringComparison.Ordinal);
        Assert.Contains("did you mean qst/pancreas-55.2-12?", Refusal(Good.Replace("dose: 57.6, fractions: 16, rbe: mmkm-qst", "protocol: qst/pancreas-55-12")), StringComparison.Ordinal);
    }

    // A hundred thousand brackets overflow the stack of a recursive reader, which no handler catches.
    [Theory]
    [InlineData(33)]
    [InlineData(100_000)]
    public void Parse_DeepNesting_IsRefused(int depth) =>
        Assert.Contains("nested more than 32 deep", Refusal("case: " + new string('[', depth) + new string(']', depth)));

    [Fact]
    public void Parse_Alias_IsRefused() => Assert.Contains("line 2: YAML aliases", Refusal("case: &a x\nmachine: *a"));

    [Fact]
    public void Read_FileOfMoreThanAMegabyte_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["large.yaml"], "# " + new string('x', 1_000_000));
        Assert.Contains("at most 1000000", Assert.Throws<InputException>(() => RecipeYaml.Read(folder["large.yaml"])).Message);
    }

    [Fact]
    public void Parse_LanguageWithDecimalComma_ReadsTheSameNumbers()
    {
        // Made by hand: the invariant mode of the tests knows no German.
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal(315.5, Parse(Good).Beams[1].GantryDeg);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Parse_ListOfTargets_GivesEachItsDose()
    {
        var recipe = Parse(Good.Replace("target: PTV_7000, dose: 57.6", "target: [ { target: A, dose: 57.6 }, { target: B, dose: 46.1 } ]"));
        Assert.Equal([new TargetDose("A", 57.6), new TargetDose("B", 46.1)], recipe.Prescription.Targets);
    }

    [Fact]
    public void Parse_OptionalSections_AreRead()
    {
        var recipe = Parse(Good + "\n" + """
            spots: { spacing: 5, layerSpacing: 2, margin: 6 }
            doseGrid: 2.5
            robustness: { setup: 3, range: 3.5, method: cvar, scenarios: 21, cvar: 0.9 }
            constraints: [ { structure: Brainstem, type: max-dose, dose: 30 } ]
            delivery: one-beam-per-fraction
            optimise: sfud
            seed: 7
            calibration: water-zero
            overrides: { Metal: { material: water }, Couch: { rsp: 0.5 } }
            structures: { RING: "(PTV_7000 + 20) - (PTV_7000 + 5)" }
            steering: [ { iteration: 37, objective: 2, weight: 80 }, { iteration: 60, stop: true } ]
            """);
        Assert.Equal((5.0, 2.0, 6.0, 2.5), (recipe.Spots.SpacingMm, recipe.Spots.LayerSpacingMm, recipe.Spots.MarginMm, recipe.DoseGridMm));
        Assert.Equal(("cvar", 21, 0.9), (recipe.Robustness!.Method, recipe.Robustness.Scenarios, recipe.Robustness.Cvar));
        Assert.Equal("Brainstem", Assert.Single(recipe.Constraints).Structure);
        Assert.Equal((DeliveryScheme.OneBeamPerFraction, OptimisationMode.Sfud, 7L), (recipe.Delivery, recipe.Optimise, recipe.Seed));
        Assert.Equal("water-zero", recipe.Calibration);
        Assert.Equal([new RecipeOverride("Metal", "water", null), new RecipeOverride("Couch", null, 0.5)], recipe.Overrides);
        Assert.Equal([new MadeStructure("RING", "(PTV_7000 + 20) - (PTV_7000 + 5)")], recipe.Structures);
        Assert.Equal([new SteeringEvent(37, 2, 80, false), new SteeringEvent(60, null, null, true)], recipe.Steering);
    }

    [Fact]
    public void Parse_WaterCase_IsNoPath() => Assert.Equal("water:200,200,300@2", Parse(Good.Replace("../cases/head", "water:200,200,300@2")).Case);

    [Theory]
    [InlineData("gantry: 270", "gantri: 270", "line 5: unknown key 'gantri' in beams[1]; did you mean gantry?")]
    [InlineData("machine:", "maschine:", "line 2: unknown key 'maschine'; did you mean machine?")]
    [InlineData("weight: 100", "wieght: 100", "line 8: unknown key 'wieght' in objectives[1]; did you mean weight?")]
    [InlineData("fractions: 16", "fractions: 16.5", "line 3: prescription.fractions is '16.5', and a whole number is expected")]
    [InlineData("dose: 57.6, fractions", "dose: 57;6, fractions", "line 3: prescription.dose is '57;6', and a number is expected")]
    [InlineData("dose: 57.6, fractions", "dose: 57,6, fractions", "line 3: unknown key '6' in prescription; decimals take a point")]
    [InlineData("gantry: 315.5", "gantry: '315,5'", "line 6: beams[2].gantry is '315,5', and a number is expected; decimals take a point")]
    [InlineData("gantry: 315.5", "gantry: .nan", "line 6: beams[2].gantry is '.nan', and a number is expected")]
    [InlineData("[1, -2.5, 3]", "[1, -2.5]", "line 6: beams[2].isocentre must be a list of 3 numbers")]
    [InlineData("case: ../cases/head", "", "the key case is missing")]
    [InlineData("case: ../cases/head", "case:", "line 1: case has no value")]
    [InlineData("case: ../cases/head", "case: [a, b]", "line 1: case must be a text")]
    [InlineData("machine: generic-synchrotron", "case: again", "line 2: this is not valid YAML (Duplicate key case)")]
    [InlineData("machine: generic-synchrotron", "machine: [", "line 2: this is not valid YAML")]
    [InlineData("machine: generic-synchrotron", "machine: a\ndelivery: every-beam", "line 3: delivery is 'every-beam'; allowed are all-beams, one-beam-per-fraction")]
    public void Parse_SomethingWrong_NamesLineAndCause(string from, string to, string expected) =>
        Assert.Contains(expected, Refusal(Good.Replace(from, to)));

    [Fact]
    public void Parse_NothingInTheFile_IsRefused() => Assert.Contains("holds 0 YAML documents", Refusal("# only a comment\n"));

    [Fact]
    public void Parse_ListOfTargetsWithACommonDose_IsRefused() =>
        Assert.Contains("line 3", Refusal(Good.Replace("target: PTV_7000", "target: [ { target: A, dose: 1 } ]")));
}
