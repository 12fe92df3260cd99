using System.Globalization;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.Planning.Recipes;

/// <summary>
/// Says in one sentence what is wrong with a recipe, before any work is done.
/// </summary>
public static class RecipeValidator
{
    // A dose grid finer than this on a whole head needs more memory than any machine of a planner has; one coarser hides the target.
    private const double FinestMm = 0.5;
    private const double CoarsestMm = 20;

    // A course of radiotherapy is below 50 fractions; 100 leaves room for experiments and still catches a dose typed as fractions.
    private const int MostFractions = 100;

    /// <summary>Checks every value of a recipe that can be judged without its case and machine.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="InputException">The first thing that is wrong.</exception>
    public static void Validate(Recipe recipe)
    {
        if (string.IsNullOrWhiteSpace(recipe.Case)) throw Wrong(recipe, "case is empty: name a folder or water:X,Y,Z@S");
        if (string.IsNullOrWhiteSpace(recipe.Machine)) throw Wrong(recipe, "machine is empty: name a machine or a machine file");
        ValidatePrescription(recipe);
        ValidateBeams(recipe);
        Range(recipe, "spots.spacing", recipe.Spots.SpacingMm, FinestMm, CoarsestMm, "mm");
        Range(recipe, "spots.layerSpacing", recipe.Spots.LayerSpacingMm, FinestMm, CoarsestMm, "mm");
        Range(recipe, "spots.margin", recipe.Spots.MarginMm, 0, 50, "mm"); // wider than any penumbra of an ion beam
        Range(recipe, "spots.fewerLayers", recipe.Spots.FewerLayersPercent, 0, 1000, "%");
        Range(recipe, "doseGrid", recipe.DoseGridMm, FinestMm, CoarsestMm, "mm");
        ValidateOverrides(recipe);
        ValidateObjectives(recipe);
        ValidateRobustness(recipe);
        ValidateSteering(recipe);
    }

    /// <summary>Checks the names of a recipe against what its case and its machine have.</summary>
    /// <param name="recipe">The recipe, already checked by itself.</param>
    /// <param name="structures">Names of the structures of the case.</param>
    /// <param name="machine">The machine.</param>
    /// <exception cref="InputException">The first name that is not there.</exception>
    public static void ValidateNames(Recipe recipe, IReadOnlyCollection<string> structures, Machine machine)
    {
        foreach (var made in recipe.Structures)
            if (structures.Contains(made.Name, StringComparer.OrdinalIgnoreCase))
                throw Wrong(recipe, $"structures.{made.Name} has the name of a structure of the case: choose another");
        foreach (var entry in recipe.Overrides) Known(recipe, "overrides", entry.Structure, structures);
        string[] all = [.. structures, .. recipe.Structures.Select(made => made.Name)];
        foreach (var target in recipe.Prescription.Targets) Known(recipe, "prescription.target", target.Structure, all);
        foreach (var term in recipe.Objectives)
            if (!ExternalName.Matches(term.Structure)) Known(recipe, "objectives", term.Structure, all);
        foreach (var term in recipe.Constraints)
            if (!ExternalName.Matches(term.Structure)) Known(recipe, "constraints", term.Structure, all);
        var shifters = machine.RangeShifters.Select(shifter => shifter.Name).ToArray();
        foreach (var beam in recipe.Beams)
            if (beam.RangeShifter is not (RecipeBeam.AutoRangeShifter or RecipeBeam.NoRangeShifter))
                Known(recipe, "beams.rangeShifter", beam.RangeShifter, [RecipeBeam.AutoRangeShifter, RecipeBeam.NoRangeShifter, .. shifters]);
    }

    private static void ValidateRobustness(Recipe recipe)
    {
        if (recipe.Robustness is not { } robustness) return;
        Range(recipe, "robustness.setup", robustness.SetupMm, 0, 20, "mm"); // beyond any displacement that image guidance lets pass
        Range(recipe, "robustness.range", robustness.RangePercent, 0, 20, "%"); // beyond any calibration of stopping power
        if (robustness.SetupMm == 0 && robustness.RangePercent == 0) throw Wrong(recipe, "robustness has neither a setup nor a range error: leave the key out to plan on the nominal case");
        if (!RobustnessSettings.Methods.ContainsKey(robustness.Method))
            throw Wrong(recipe, $"robustness.method: there is no {robustness.Method}; {NearestName.Suggestion(robustness.Method, [.. RobustnessSettings.Methods.Keys])}");
        if (robustness.Scenarios is not (ErrorScenarios.OneAtATime or ErrorScenarios.Product))
            throw Wrong(recipe, Text($"robustness.scenarios is {robustness.Scenarios}; allowed are {ErrorScenarios.OneAtATime} and {ErrorScenarios.Product}"));
        if (robustness.Cvar is not { } level) return;
        if (robustness.Method != "cvar") throw Wrong(recipe, $"robustness.cvar has no meaning for the method {robustness.Method}");
        if (!(level >= 0 && level < 1)) throw Wrong(recipe, Text($"robustness.cvar is {level}; allowed are 0 to below 1"));
    }

    private static void ValidateSteering(Recipe recipe)
    {
        var last = 0;
        foreach (var change in recipe.Steering)
        {
            if (change.Iteration < Math.Max(1, last)) throw Wrong(recipe, Text($"steering: iteration {change.Iteration} stands after iteration {last}; iterations count from 1 and ascend"));
            last = change.Iteration;
            if (change.Stop == (change.Objective is not null || change.Weight is not null) || change.Objective is null != change.Weight is null)
                throw Wrong(recipe, Text($"steering at iteration {change.Iteration} needs either objective and weight, or stop: true"));
            if (change.Objective is { } number && (number < 1 || number > recipe.Objectives.Count))
                throw Wrong(recipe, Text($"steering at iteration {change.Iteration}: objective is {number}; the recipe has {recipe.Objectives.Count}, counted from 1"));
            Range(recipe, Text($"steering at iteration {change.Iteration}: weight"), change.Weight, 0, double.MaxValue, "");
        }
    }

    private static void ValidatePrescription(Recipe recipe)
    {
        var prescription = recipe.Prescription;
        if (prescription.Targets.Count == 0) throw Wrong(recipe, "prescription has no target");
        foreach (var target in prescription.Targets)
            Range(recipe, $"prescription.dose of {target.Structure}", target.DoseGyRbe, double.Epsilon, 200, "Gy(RBE)"); // twice any prescription in use
        if (prescription.Targets.GroupBy(target => target.Structure).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong(recipe, $"prescription.target names {twice.Key} {twice.Count()} times; once is allowed");
        if (prescription.Fractions is < 1 or > MostFractions)
            throw Wrong(recipe, Text($"prescription.fractions is {prescription.Fractions}; allowed are 1 to {MostFractions}"));
        if (recipe.Delivery == Treatment.Plans.DeliveryScheme.OneBeamPerFraction && prescription.Fractions < recipe.Beams.Count)
            throw Wrong(recipe, Text($"delivery one-beam-per-fraction needs at least as many fractions as beams, but there are {prescription.Fractions} fractions and {recipe.Beams.Count} beams"));
    }

    private static void ValidateBeams(Recipe recipe)
    {
        if (recipe.Beams.Count == 0) throw Wrong(recipe, "beams is empty: give at least one");
        for (var n = 0; n < recipe.Beams.Count; n++)
        {
            Angle(recipe, n, "gantry", recipe.Beams[n].GantryDeg);
            Angle(recipe, n, "couch", recipe.Beams[n].CouchDeg);
            if (recipe.Beams[n].Isocenter is { } point && !(double.IsFinite(point.X) && double.IsFinite(point.Y) && double.IsFinite(point.Z)))
                throw Wrong(recipe, Text($"beam {n + 1}: isocentre is not three finite numbers in mm"));
        }
    }

    private static void Angle(Recipe recipe, int beam, string key, double degrees)
    {
        if (!(degrees >= 0 && degrees < 360))
            throw Wrong(recipe, Text($"beam {beam + 1}: {key} is {degrees} degrees; allowed are 0 to below 360 degrees"));
    }

    private static void ValidateOverrides(Recipe recipe)
    {
        foreach (var entry in recipe.Overrides)
        {
            if (entry.Material is null == entry.RelativeStoppingPower is null)
                throw Wrong(recipe, $"overrides.{entry.Structure} needs either material or rsp, and not both");
            if (entry.RelativeStoppingPower is { } rsp)
                Range(recipe, $"overrides.{entry.Structure}.rsp", rsp, 0, 20, "relative to water"); // above the densest metal in use, gold
        }
    }

    private static void ValidateObjectives(Recipe recipe)
    {
        if (recipe.Objectives.Count == 0) throw Wrong(recipe, "objectives is empty: give at least one");
        foreach (var term in recipe.Objectives) ValidateTerm(recipe, "objective", term);
        foreach (var term in recipe.Constraints)
        {
            ValidateTerm(recipe, "constraint", term);
            if (term.Type == GoalTypes.UniformDose)
                throw Wrong(recipe, $"constraint {term.Type} on {term.Structure}: no plan has one dose everywhere; write min-dose and max-dose");
            if (term.Weight != 1) throw Wrong(recipe, $"constraint {term.Type} on {term.Structure}: the key weight has no meaning for a constraint");
        }
    }

    private static void ValidateTerm(Recipe recipe, string kind, GoalTerm term)
    {
        var label = $"{kind} {term.Type} on {term.Structure}";
        if (!GoalTypes.RequiredKeys.TryGetValue(term.Type, out var required))
            throw Wrong(recipe, $"{label}: unknown type; {NearestName.Suggestion(term.Type, GoalTypes.RequiredKeys.Keys.ToArray())}");
        var set = GoalTypes.SetKeys(term);
        foreach (var key in required.Where(key => !set.ContainsKey(key))) throw Wrong(recipe, $"{label}: the key {key} is missing");
        foreach (var key in set.Keys.Except(required)) throw Wrong(recipe, $"{label}: the key {key} has no meaning for this type");
        Range(recipe, label + ": weight", term.Weight, 0, double.MaxValue, "");
        if (term.RbeModel is { } model && model != recipe.Prescription.RbeModel)
            throw Wrong(recipe, $"{label}: its dose is in {model} but the plan's is in {recipe.Prescription.RbeModel}; translate it first");
        ValidateNumbers(recipe, label, term);
    }

    private static void ValidateNumbers(Recipe recipe, string label, GoalTerm term)
    {
        Range(recipe, label + ": dose", term.DoseGyRbe, 0, 1000, "Gy(RBE)");
        Range(recipe, label + ": volume", term.VolumePercent, 0, 100, "%");
        Range(recipe, label + ": from", term.FromGyRbe, 0, 1000, "Gy(RBE)");
        Range(recipe, label + ": to", term.ToGyRbe, 0, 1000, "Gy(RBE)");
        Range(recipe, label + ": within", term.WithinMm, 0.1, 1000, "mm");
        Range(recipe, label + ": let", term.LetKeVPerUm, 0, 1000, "keV/µm"); // above any carbon ion's
        if (term.A is { } a && !(Math.Abs(a) >= 0.1 && Math.Abs(a) <= 100)) // dose to the power of more than 100 leaves the range of double
            throw Wrong(recipe, Text($"{label}: a is {a}; allowed are -100 to -0.1 and 0.1 to 100"));
    }

    private static void Known(Recipe recipe, string key, string name, IReadOnlyCollection<string> names)
    {
        if (!names.Contains(name, StringComparer.Ordinal))
            throw Wrong(recipe, $"{key}: there is no {name}; {NearestName.Suggestion(name, names)}");
    }

    private static void Range(Recipe recipe, string key, double? value, double from, double to, string unit)
    {
        if (value is not { } number || (number >= from && number <= to)) return;
        var low = from == double.Epsilon ? "above 0" : Text($"{from}");
        var high = to == double.MaxValue ? "up" : Text($"to {to}");
        throw Wrong(recipe, Text($"{key} is {number} {unit}").TrimEnd() + $"; allowed are {low} {high} {unit}".TrimEnd());
    }

    private static InputException Wrong(Recipe recipe, string sentence) => new($"{recipe.Source}: {sentence}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
