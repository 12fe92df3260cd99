using System.Text;
using Hanbeam.Dose.Influence;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Recipes;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Recipes;

/// <summary>Reads a recipe (docs/formats/recipe.md) from YAML. Values are judged by <see cref="RecipeValidator"/>; here it is keys, types and lines.</summary>
internal static class RecipeYaml
{
    // A recipe is a page of text; a megabyte is a thousand pages.
    private const int MostBytes = 1_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="origin">Where it was when relative paths were written into it, or null where it still is there.</param>
    /// <returns>The recipe and the bytes it was read from.</returns>
    public static (Recipe Recipe, byte[] Bytes) Read(string path, string? origin = null)
    {
        if (Directory.Exists(path)) throw new InputException($"The recipe {path} is a folder, and a YAML file is expected.");
        if (!File.Exists(path)) throw new InputException($"There is no recipe {path}.");
        if (new FileInfo(path).Length is > MostBytes and var length)
            throw new InputException($"The recipe {path} has {length} bytes; at most {MostBytes} are read.");
        var bytes = File.ReadAllBytes(path);
        try
        {
            return (Parse(origin ?? path, StrictUtf8.GetString(bytes).TrimStart('\uFEFF')), bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InputException($"The recipe {path} is not UTF-8 text.", exception);
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="path">Where it came from: relative paths start at its folder.</param>
    /// <param name="text">YAML.</param>
    public static Recipe Parse(string path, string text)
    {
        var paths = new RecipePaths(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var map = YamlMap.ParseDocument(path, text).Allow(
            "case", "ct", "machine", "prescription", "beams", "spots", "doseGrid", "robustness", "objectives", "constraints", "delivery", "meterset", "optimise",
            "seed", "influence", "calibration", "overrides", "structures", "start", "steering", "goals");
        var recipe = new Recipe
        {
            Source = path,
            Case = paths.Case(map.Text("case")),
            Ct = ReadCt(map.OptionalMap("ct")),
            Machine = paths.NameOrFile(map.Text("machine")),
            Prescription = ReadPrescription(map, paths),
            Beams = [.. map.Maps("beams").Select(ReadBeam)],
            Spots = ReadSpots(map.OptionalMap("spots")),
            Robustness = ReadRobustness(map.OptionalMap("robustness")),
            Objectives = [.. map.Maps("objectives").Select(ReadGoal)],
            Constraints = [.. map.Maps("constraints").Select(ReadGoal)],
            Delivery = map.OptionalChoice("delivery", "all-beams", "one-beam-per-fraction") == "one-beam-per-fraction"
                ? DeliveryScheme.OneBeamPerFraction : DeliveryScheme.AllBeams,
            InMonitorUnits = map.OptionalChoice("meterset", "ions", "monitor-units") == "monitor-units",
            Optimise = map.OptionalChoice("optimise", "joint", "sfud") == "sfud" ? OptimisationMode.Sfud : OptimisationMode.Joint,
            Influence = ReadInfluence(map.OptionalChoice("influence", "stored", "stored-wide", "recomputed")),
            Seed = map.OptionalInteger("seed") ?? 1,
            Calibration = map.OptionalText("calibration") is { } calibration ? paths.NameOrFile(calibration) : null,
            Goals = map.OptionalText("goals") is { } goals ? paths.NameOrFile(goals) : null,
            Overrides = ReadOverrides(map.OptionalMap("overrides")),
            Structures = ReadStructures(map.OptionalMap("structures")),
            Start = map.OptionalText("start") is { } start ? paths.Absolute(start) : null,
            Steering = [.. map.Maps("steering").Select(ReadSteering)],
        };
        return map.OptionalNumber("doseGrid") is { } grid ? recipe with { DoseGridMm = grid } : recipe;
    }

    private static InfluenceKind ReadInfluence(string? text) => text switch
    {
        "stored" => InfluenceKind.Stored,
        "stored-wide" => InfluenceKind.StoredWide,
        "recomputed" => InfluenceKind.Recomputed,
        _ => InfluenceKind.Automatic,
    };

    private static CtChoice ReadCt(YamlMap? map) => map is null ? new CtChoice() : new CtChoice
    {
        Series = map.Allow("series", "structureSet", "slices").OptionalText("series") ?? "",
        StructureSet = map.OptionalText("structureSet") ?? "",
        Slices = map.OptionalChoice("slices", "refuse", "interpolate") == "interpolate" ? UnevenSlices.Interpolate : UnevenSlices.Refuse,
    };

    private static Prescription ReadPrescription(YamlMap recipe, RecipePaths paths)
    {
        var map = recipe.OptionalMap("prescription") ?? throw recipe.ErrorAt("prescription", "the key prescription is missing");
        map.Allow("target", "dose", "fractions", "rbe", "protocol");
        if (map.OptionalText("protocol") is { } protocol) return ReadProtocol(map, protocol, paths);
        var targets = map.IsList("target")
            ? map.Maps("target").Select(target => target.Allow("target", "dose")).Select(target => new TargetDose(target.Text("target"), target.Number("dose"))).ToArray()
            : [new TargetDose(map.Text("target"), map.Number("dose"))];
        if (map.IsList("target") && map.Has("dose")) throw map.ErrorAt("dose", "prescription.dose stands beside a list of targets, each of which has its own dose");
        return new Prescription(targets, map.Integer("fractions"), paths.NameOrFile(map.Text("rbe")));
    }

    private static Prescription ReadProtocol(YamlMap map, string name, RecipePaths paths)
    {
        foreach (var key in new[] { "dose", "fractions" })
            if (map.Has(key)) throw map.ErrorAt(key, $"prescription.{key} stands beside prescription.protocol, which says it");
        var protocol = TreatmentProtocols.All.FirstOrDefault(known => known.Name == name)
            ?? throw map.ErrorAt("protocol", $"unknown protocol {name}; {NearestName.Suggestion(name, [.. TreatmentProtocols.All.Select(known => known.Name)])}");
        return new Prescription([new TargetDose(map.Text("target"), protocol.DoseGyRbe)], protocol.Fractions, map.OptionalText("rbe") is { } rbe ? paths.NameOrFile(rbe) : protocol.RbeModel);
    }

    private static RecipeBeam ReadBeam(YamlMap map)
    {
        map.Allow("gantry", "couch", "isocentre", "rangeShifter", "name");
        var isocentre = map.OptionalNumbers("isocentre", 3);
        return new RecipeBeam
        {
            GantryDeg = map.Number("gantry"),
            CouchDeg = map.OptionalNumber("couch") ?? 0,
            Isocenter = isocentre is null ? null : new PatientPoint(isocentre[0], isocentre[1], isocentre[2]),
            RangeShifter = map.OptionalText("rangeShifter") ?? RecipeBeam.AutoRangeShifter,
            Name = map.OptionalText("name") ?? "",
        };
    }

    private static SpotSettings ReadSpots(YamlMap? map)
    {
        var defaults = new SpotSettings();
        if (map is null) return defaults;
        map.Allow("spacing", "layerSpacing", "margin", "fewerLayers");
        return new SpotSettings
        {
            SpacingMm = map.OptionalNumber("spacing") ?? defaults.SpacingMm,
            LayerSpacingMm = map.OptionalNumber("layerSpacing") ?? defaults.LayerSpacingMm,
            MarginMm = map.OptionalNumber("margin") ?? defaults.MarginMm,
            FewerLayersPercent = map.OptionalNumber("fewerLayers"),
        };
    }

    private static RobustnessSettings? ReadRobustness(YamlMap? map)
    {
        if (map is null) return null;
        map.Allow("setup", "range", "method", "scenarios", "cvar");
        return new RobustnessSettings
        {
            SetupMm = map.Number("setup"),
            RangePercent = map.Number("range"),
            Method = map.OptionalChoice("method", [.. RobustnessSettings.Methods.Keys]) ?? "worst-case",
            Scenarios = map.OptionalInteger("scenarios") ?? 9,
            Cvar = map.OptionalNumber("cvar"),
        };
    }

    private static GoalTerm ReadGoal(YamlMap map)
    {
        map.Allow("structure", "type", "weight", "dose", "volume", "a", "from", "to", "within", "let", "rbe");
        return new GoalTerm
        {
            Structure = map.Text("structure"),
            Type = map.Text("type"),
            Weight = map.OptionalNumber("weight") ?? 1,
            DoseGyRbe = map.OptionalNumber("dose"),
            VolumePercent = map.OptionalNumber("volume"),
            A = map.OptionalNumber("a"),
            FromGyRbe = map.OptionalNumber("from"),
            ToGyRbe = map.OptionalNumber("to"),
            WithinMm = map.OptionalNumber("within"),
            LetKeVPerUm = map.OptionalNumber("let"),
            RbeModel = map.OptionalText("rbe"),
        };
    }

    private static RecipeOverride[] ReadOverrides(YamlMap? map) => map is null ? [] :
        [.. map.Keys.Select(name =>
        {
            var entry = map.OptionalMap(name)!.Allow("material", "rsp");
            return new RecipeOverride(name, entry.OptionalText("material"), entry.OptionalNumber("rsp"));
        })];

    private static MadeStructure[] ReadStructures(YamlMap? map) => map is null ? [] : [.. map.Keys.Select(name => new MadeStructure(name, map.Text(name)))];

    private static SteeringEvent ReadSteering(YamlMap map)
    {
        map.Allow("iteration", "objective", "weight", "stop");
        return new SteeringEvent(map.Integer("iteration"), map.OptionalInteger("objective"), map.OptionalNumber("weight"), map.OptionalBoolean("stop") ?? false);
    }
}
