using System.Text.Json;
using Hanbeam.App.Commands;
using Hanbeam.App.Output;
using Hanbeam.App.Recipes;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Dose.BeamModels;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Machines;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Evaluation;

/// <summary>A plan folder opened again: its spots, and the case and machine that its manifest names, each checked against its hash.</summary>
internal sealed class PlanFolder
{
    private const string ManifestName = "manifest.json";
    private const string SpotsName = "spots.csv";

    private readonly List<string> warnings;

    private PlanFolder(string folder, Manifest manifest, List<string> warnings)
    {
        (Folder, Manifest, this.warnings) = (folder, manifest, warnings);
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>What it was made from.</summary>
    public Manifest Manifest { get; }

    /// <summary>Whether a folder is one: a manifest with spots.</summary>
    public static bool IsPlanFolder(string folder) => File.Exists(Path.Combine(folder, ManifestName)) && File.Exists(Path.Combine(folder, SpotsName));

    /// <summary>Opens a plan folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="warnings">Receives what the user should know.</param>
    public static PlanFolder Open(string folder, List<string> warnings)
    {
        var path = Path.Combine(folder, ManifestName);
        try
        {
            return new PlanFolder(folder, JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), JsonText.Options) ?? throw new JsonException("it is empty"), warnings);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new InputException($"{path} is no manifest of Hanbeam: {exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}.", exception);
        }
    }

    /// <summary>Reads the case; one that has changed since is refused unless it is named.</summary>
    /// <param name="named">The case that the user names, or null for the manifest's.</param>
    public PatientCase ReadCase(string? named)
    {
        var source = named ?? Manifest.Case.Source;
        if (named is null && !WaterCase.IsWater(source) && !Directory.Exists(source))
            throw new InputException($"{Folder} was made from the case {source}, which is not there any more; name it with --case.");
        var patient = CaseLocator.Read(source, Manifest.Case.Ct);
        var now = CaseFiles.Of(patient).Files;
        if (Manifest.Case.Files.Concat(now).Select(file => file.Key).FirstOrDefault(file => now.GetValueOrDefault(file) != Manifest.Case.Files.GetValueOrDefault(file)) is { } changed)
            Differs($"the case file {Path.Combine(source, changed)}", named, "--case");
        return patient;
    }

    /// <summary>Reads the machine; a file that has changed since is refused unless it is named.</summary>
    /// <param name="named">The machine that the user names, or null for the manifest's.</param>
    public BeamModel ReadMachine(string? named)
    {
        var file = named is null ? Manifest.Machine.Path : MachineLibrary.Resolve(named);
        if (!File.Exists(file)) throw new InputException($"{Folder} was made with the machine {file}, which is not there any more; name it with --machine.");
        var model = MachineFile.Read(file);
        if (model.ContentHash != Manifest.Machine.Sha256) Differs($"the machine file {file}", named, "--machine");
        return model;
    }

    /// <summary>Reads the recipe, or null where the folder has none.</summary>
    public Recipe? ReadRecipe()
    {
        var file = Path.Combine(Folder, "recipe.yaml");
        return File.Exists(file) ? RecipeYaml.Read(file, Manifest.Recipe?.Path).Recipe : null;
    }

    /// <summary>How the patient is modelled: as the recipe says that the folder was made with.</summary>
    public PlanSettings SettingsFor(PatientCase patient)
    {
        var beside = File.Exists(Path.Combine(Folder, "recipe.yaml")) || Manifest.Recipe is null ? Folder : Path.GetDirectoryName(Manifest.Recipe.Path)!;
        return PlanSettings.Of(beside, patient, Manifest.Calibration, warnings);
    }

    /// <summary>Reads the plan for a case: the spots from spots.csv, in which energies are not rounded to layers; fractions, their groups and how the patient lies from plan.dcm.</summary>
    public Plan ReadPlan(Machine machine, Prescription? prescription, PatientCase patient)
    {
        var spots = SpotListFile.Read(Path.Combine(Folder, SpotsName), machine.Name, 1, machine.RangeShifters);
        var path = Path.Combine(Folder, "plan.dcm");
        if (!File.Exists(path)) throw new InputException($"The plan folder {Folder} holds no plan.dcm, which says in how many fractions its beams are given.");
        var scheme = RtIonPlanReader.Read(path);
        var beams = scheme.Beams.ToDictionary(beam => beam.Number);
        if (spots.Beams.FirstOrDefault(beam => !beams.ContainsKey(beam.Number)) is { } unknown)
            throw new InputException($"{Folder}: {SpotsName} has a beam {unknown.Number}, which plan.dcm does not know.");
        var plan = spots with
        {
            Name = scheme.Name,
            Fractions = scheme.Fractions,
            Delivery = scheme.Delivery,
            Prescription = prescription,
            Beams = [.. spots.Beams.Select(beam => beam with { Name = beams[beam.Number].Name, Position = beams[beam.Number].Position, Fractions = beams[beam.Number].Fractions, FractionGroup = beams[beam.Number].FractionGroup })],
        };
        return PlanLoader.OnCase(plan, path, patient, warnings);
    }

    /// <summary>Reads the physical dose as the folder holds it; its grid is that of the plan.</summary>
    public Grid<float> ReadStoredDose()
    {
        var path = Path.Combine(Folder, "dose-physical.mha");
        return File.Exists(path) ? MetaImage.Read(path) : throw new InputException($"The plan folder {Folder} holds no dose-physical.mha, whose grid the dose is calculated on.");
    }

    private void Differs(string what, string? named, string option)
    {
        if (named is null) throw new InputException($"{what} is not the one that {Folder} was made with (its SHA-256 differs); name it with {option} to evaluate with it as it is now.");
        warnings.Add($"{char.ToUpperInvariant(what[0])}{what[1..]} is not the one that {Folder} was made with.");
    }
}
