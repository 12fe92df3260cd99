using System.Text.Json;
using Hanbeam.App.Output;
using Hanbeam.App.Recipes;
using Hanbeam.Dose.Media;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.App.Commands;

/// <summary>How the patient of a plan is modelled: as its recipe says where it has one.</summary>
/// <param name="Calibration">Name or path of the calibration, or null for the default of the kind of case.</param>
/// <param name="Overrides">Structures with a given material.</param>
/// <param name="Recipe">The recipe that was followed, or null.</param>
internal sealed record PlanSettings(string? Calibration, IReadOnlyList<MaterialOverride> Overrides, HashedFile? Recipe)
{
    /// <summary>Finds the settings.</summary>
    /// <param name="planPath">The plan as the user named it; a plan folder has a recipe.</param>
    /// <param name="patient">The case, which need not be the recipe's.</param>
    /// <param name="calibration">The calibration asked for, or null.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static PlanSettings Of(string planPath, PatientCase patient, string? calibration, ICollection<string> warnings)
    {
        var file = Path.Combine(planPath, "recipe.yaml");
        if (!File.Exists(file))
        {
            if (patient.Kind != CaseKind.Water)
                warnings.Add($"{planPath} has no recipe beside it: no overrides of materials are applied{(calibration is null ? ", and the calibration is the default of the case" : "")}.");
            return new PlanSettings(calibration, [], null);
        }

        var (recipe, bytes) = RecipeYaml.Read(file, OriginOf(planPath));
        var overrides = new List<MaterialOverride>();
        foreach (var entry in recipe.Overrides)
        {
            if (patient.Structures.Any(structure => structure.Name == entry.Structure && !structure.IsEmpty))
                overrides.Add(new MaterialOverride(entry.Structure, entry.Material, entry.RelativeStoppingPower));
            else
                warnings.Add($"The override of {entry.Structure} in {file} is left out: the case {patient.Source} has no such structure.");
        }

        // A water box takes no calibration.
        return new PlanSettings(calibration ?? (patient.Kind == CaseKind.Water ? null : recipe.Calibration), overrides, HashedFile.Of(file, bytes));
    }

    // Relative names in the recipe start where it was when the plan was made.
    private static string? OriginOf(string planFolder)
    {
        var manifest = Path.Combine(planFolder, "manifest.json");
        if (!File.Exists(manifest)) return null;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
            return document.RootElement.GetProperty("recipe").GetProperty("path").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
