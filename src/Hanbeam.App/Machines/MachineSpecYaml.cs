using Hanbeam.App.Centre;
using Hanbeam.App.Recipes;
using Hanbeam.Dose.BeamModels.Specs;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.App.Machines;

/// <summary>Reads the description of a machine (docs/formats/machine-spec.md) from YAML.</summary>
internal static class MachineSpecYaml
{
    /// <summary>The schema that the file must name.</summary>
    public const string Schema = "hanbeam-machine-spec/1";

    // A machine of a few hundred energies; a step of 0.1 mm over all ranges makes three thousand.
    private const int MostEnergies = 1000;

    private const double MilliradianPerRadian = 1000;

    /// <summary>The file of a description: a path as it is, a bare word from data/machines.</summary>
    /// <exception cref="InputException">Neither exists.</exception>
    public static string Resolve(string nameOrPath)
    {
        if (File.Exists(nameOrPath)) return nameOrPath;
        var folder = Path.Combine(DataFolder.Find(), "machines");
        var known = Path.Combine(folder, nameOrPath + ".yaml");
        if (nameOrPath.AsSpan().IndexOfAny('/', '\\') < 0 && File.Exists(known)) return known;
        string[] names = Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file))] : [];
        throw new InputException($"There is no description of a machine {nameOrPath}: {NearestName.Suggestion(nameOrPath, names)}.");
    }

    /// <summary>Reads a file.</summary>
    public static MachineSpec Read(string path) => Parse(path, DayFile.Decode(path, DayFile.ReadBytes(path, "description of a machine")));

    /// <summary>Reads text.</summary>
    /// <param name="path">Where it came from, for messages.</param>
    /// <param name="text">YAML.</param>
    public static MachineSpec Parse(string path, string text)
    {
        var map = YamlMap.ParseDocument(path, text).Allow("schema", "name", "clinical", "ion", "energies", "energySpread", "nozzle", "optics", "rippleFilter", "rangeShifters",
            "sourceAxisDistance", "scanField", "ionsPerSpot", "timing", "ports", "provenance");
        if (map.Text("schema") is var schema and not Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var ion = ReadIon(map);
        var (distance, field, ions) = (Pair(map, "sourceAxisDistance", 500, 1e6), Pair(map, "scanField", 1, 2000), Section(map, "ionsPerSpot").Allow("minimum", "maximum"));
        var ripple = ReadRipple(map);
        var (nozzle, exitMm) = ReadNozzle(map, ion);
        return new MachineSpec
        {
            EnergiesMeVPerU = ReadEnergies(map, ion),
            Optics = ReadOptics(map, nozzle),
            Machine = new Machine
            {
                Name = map.Text("name"), Clinical = map.OptionalBoolean("clinical") ?? false,
                Ion = new IonSpecies(ion.Name, ion.Z, ion.A), Energies = [],
                SourceAxisDistanceXMm = distance[0], SourceAxisDistanceYMm = distance[1], NozzleExitToIsocenterMm = exitMm,
                ScanFieldXMm = field[0], ScanFieldYMm = field[1],
                MinimumIonsPerSpot = ions.NumberIn("minimum", 0, 1e12, "ions"), MaximumIonsPerSpot = ions.NumberIn("maximum", 1, 1e15, "ions"),
                Nozzle = nozzle, RippleFilter = ripple, RangeShifters = [.. map.Maps("rangeShifters").Select(ReadShifter)],
                Timing = ReadTiming(Section(map, "timing")), Ports = [.. map.Maps("ports").Select(ReadPort)], Provenance = [.. map.Maps("provenance").Select(ReadFigure)],
            },
        };
    }

    private static Ion ReadIon(YamlMap map)
    {
        var name = map.Text("ion");
        foreach (var ion in new[] { Ion.Carbon12, Ion.Proton, new Ion(2, 4), new Ion(8, 16) })
            if (ion.Name == name) return ion;
        throw map.ErrorAt("ion", $"ion is '{name}', and an isotope such as 12C is expected");
    }

    private static IReadOnlyList<double> ReadEnergies(YamlMap map, Ion ion)
    {
        if (map.IsList("energies") || !map.IsMap("energies")) return Ascending(map, map.NumberOrNumbers("energies"));
        var steps = map.OptionalMap("energies")!.Allow("highest", "lowest", "rangeStep");
        var (high, low) = (steps.NumberIn("highest", 10, 500, "MeV/u"), steps.NumberIn("lowest", 10, 500, "MeV/u"));
        if (low > high) throw steps.ErrorAt("lowest", "energies.lowest lies above energies.highest");
        return Ascending(map, MachineSpec.InRangeSteps(ion, high, low, steps.NumberIn("rangeStep", 0.1, 50, "mm")));
    }

    private static IReadOnlyList<double> Ascending(YamlMap map, IReadOnlyList<double> energies)
    {
        if (energies.Count is 0 or > MostEnergies) throw map.ErrorAt("energies", $"there are {energies.Count} energies, and 1 to {MostEnergies} are allowed");
        foreach (var (low, high) in energies.Zip(energies.Skip(1)))
            if (high <= low) throw map.ErrorAt("energies", FormattableString.Invariant($"energies must ascend, and {high} follows {low} MeV/u"));
        foreach (var energy in energies) map.CheckIn("energies", energy, 10, 500, "MeV/u");
        return energies;
    }

    // At 200 MeV/u: the ratio of stopping powers changes by 0.3 % over all energies, 0.003 mm of a metre of air.
    private static (MachineNozzle Nozzle, double ExitMm) ReadNozzle(YamlMap map, Ion ion)
    {
        var nozzle = Section(map, "nozzle").Allow("exitToIsocenter", "materials");
        var slabs = nozzle.Maps("materials").Select(ReadSlab).ToArray();
        var water = Math.Round(slabs.Sum(slab => NozzleMaterials.WaterEquivalentMm(slab, ion, 200)), 2);
        var spread = map.NumberIn("energySpread", 0, 0.05, "");
        return (new MachineNozzle { WaterEquivalentMm = water, RelativeEnergySpread = spread, Slabs = slabs }, nozzle.NumberIn("exitToIsocenter", 0, 10_000, "mm"));
    }

    private static NozzleSlab ReadSlab(YamlMap map)
    {
        map.Allow("material", "thickness", "upstreamFace");
        var slab = new NozzleSlab(map.Text("material"), map.NumberIn("thickness", 0, 20_000, "mm"), map.NumberIn("upstreamFace", -1000, 20_000, "mm"));
        try
        {
            MaterialLibrary.Find(slab.Material);
        }
        catch (InputException exception)
        {
            throw map.ErrorAt("material", exception.Message.TrimEnd('.'));
        }

        return slab;
    }

    private static BeamOptics ReadOptics(YamlMap map, MachineNozzle nozzle)
    {
        var optics = Section(map, "optics").Allow("x", "y", "scatterers");
        var x = ReadAxis(Section(optics, "x"));
        return new BeamOptics(x, optics.Has("y") ? ReadAxis(Section(optics, "y")) : x, optics.Has("scatterers") ? [.. optics.Maps("scatterers").Select(ReadSlab)] : nozzle.Slabs);
    }

    private static OpticsAxis ReadAxis(YamlMap map)
    {
        map.Allow("waistSigma", "divergence", "emittance", "waistAt");
        var sigma = map.NumberIn("waistSigma", 0.1, 50, "mm");
        if (map.Has("divergence") && map.Has("emittance")) throw map.ErrorAt("emittance", "divergence and emittance are given, and one follows from the other");
        var divergence = map.Has("emittance") ? map.NumberIn("emittance", 0, 1000, "mm·mrad") / sigma : map.NumberIn("divergence", 0, 100, "mrad", otherwise: 0);
        return new OpticsAxis(sigma, divergence / MilliradianPerRadian, map.NumberIn("waistAt", -20_000, 20_000, "mm", otherwise: 0));
    }

    private static RippleFilter? ReadRipple(YamlMap map)
    {
        if (map.OptionalMap("rippleFilter") is not { } ripple) return null;
        ripple.Allow("name", "material", "waterEquivalentMean", "waterEquivalentMaximum");
        var maximum = ripple.NumberIn("waterEquivalentMaximum", 0, 100, "mm");
        return new RippleFilter(ripple.Text("name"), ripple.Text("material"), ripple.NumberIn("waterEquivalentMean", 0, maximum, "mm"), maximum);
    }

    private static RangeShifter ReadShifter(YamlMap map)
    {
        map.Allow("name", "material", "waterEquivalent", "thickness", "downstreamFace");
        return new RangeShifter(map.Text("name"), map.Text("material"), map.NumberIn("waterEquivalent", 0, 500, "mm"), map.NumberIn("thickness", 0, 500, "mm"), map.NumberIn("downstreamFace", 0, 10_000, "mm"));
    }

    private static DeliveryTiming ReadTiming(YamlMap map)
    {
        map.Allow("defaultMode", "extractionIonsPerSecond", "storedIons", "scanSpeed", "settling", "energyStep", "flatTop", "refill", "spill", "spillGap", "energyStepKeeps", "layersPerFlatTop");
        var speed = Pair(map, "scanSpeed", 1, 1e9);
        double Seconds(string key) => map.NumberIn(key, 0, 1e4, "s");
        return new DeliveryTiming
        {
            DefaultMode = map.OptionalChoice("defaultMode", "multi-energy", "single-energy") ?? "multi-energy",
            ExtractionIonsPerSecond = map.NumberIn("extractionIonsPerSecond", 1, 1e15, "ions/s"), StoredIons = map.NumberIn("storedIons", 1, 1e18, "ions"),
            ScanSpeedXMmPerSecond = speed[0], ScanSpeedYMmPerSecond = speed[1], SettlingSeconds = Seconds("settling"), EnergyStepSeconds = Seconds("energyStep"),
            FlatTopSeconds = Seconds("flatTop"), RefillSeconds = Seconds("refill"), SpillSeconds = Seconds("spill"), SpillGapSeconds = Seconds("spillGap"),
            EnergyStepKeeps = map.Has("energyStepKeeps") ? map.NumberIn("energyStepKeeps", 1e-6, 1, "") : null,
            LayersPerFlatTop = map.Has("layersPerFlatTop") ? map.WholeIn("layersPerFlatTop", 1, 1_000_000, "layers") : null,
        };
    }

    private static MachinePort ReadPort(YamlMap map)
    {
        map.Allow("name", "gantryAngles");
        return new MachinePort(map.Text("name"), map.Has("gantryAngles") ? [.. map.NumberOrNumbers("gantryAngles").Select(angle => map.CheckIn("gantryAngles", angle, -360, 360, "degrees"))] : []);
    }

    private static SourcedFigure ReadFigure(YamlMap map)
    {
        map.Allow("quantity", "source");
        return new SourcedFigure(map.Text("quantity"), map.Text("source"));
    }

    private static double[] Pair(YamlMap map, string key, double least, double most)
    {
        var pair = map.OptionalNumbers(key, 2) ?? throw map.ErrorAt(key, $"the key {key} is missing");
        foreach (var value in pair) map.CheckIn(key, value, least, most, "");
        return pair;
    }

    private static YamlMap Section(YamlMap map, string key) => map.OptionalMap(key) ?? throw map.ErrorAt(key, $"the key {map.PathOf(key)} is missing");
}
