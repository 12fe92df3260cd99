using Hanbeam.App.Centre;
using Hanbeam.App.Recipes;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Numerics.Work;

namespace Hanbeam.App.Machines;

/// <summary>Reads a commissioning (docs/formats/commissioning.md): which curves were measured at which energy, and the machine's description.</summary>
internal sealed class CommissioningYaml
{
    /// <summary>The schema that the file must name.</summary>
    public const string Schema = "hanbeam-commissioning/1";

    // Points of a depth dose between 70 % of the peak before it and 20 % behind it: with fewer neither width nor fall-off is there.
    private const int LeastPeakPoints = 6;

    private readonly string folder;
    private readonly List<string> files = [];

    private CommissioningYaml(string folder) => this.folder = folder;

    /// <summary>Reads a file and all that it names.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The data, and the files they were read from.</returns>
    public static (CommissioningData Data, IReadOnlyList<string> Files) Read(string path)
    {
        var map = YamlMap.ParseDocument(path, DayFile.Decode(path, DayFile.ReadBytes(path, "commissioning")));
        var reader = new CommissioningYaml(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var data = reader.Data(map);
        return (data, [path, .. reader.files]);
    }

    private CommissioningData Data(YamlMap map)
    {
        map.Allow("schema", "name", "machine", "depthDoses", "spots", "fieldSizeFactors", "doses", "depthOffsetUncertainty", "fitRippleFilter", "holdOut", "tolerances");
        if (map.Text("schema") is var schema and not Schema) throw map.ErrorAt("schema", $"the schema is '{schema}', and {Schema} is read");
        var spec = MachineSpecYaml.Resolve(Beside(map.Text("machine")));
        files.Add(spec);
        return new CommissioningData
        {
            Name = map.Text("name"),
            Spec = MachineSpecYaml.Read(spec),
            DepthDoses = [.. map.Maps("depthDoses").Select(DepthDose).OrderBy(curve => curve.EnergyMeVPerU)],
            Profiles = [.. map.Maps("spots").Select(Profile)],
            FieldSizeFactors = [.. map.Maps("fieldSizeFactors").SelectMany(FieldSizes)],
            Doses = [.. map.Maps("doses").Select(Dose)],
            DepthOffsetUncertaintyMm = map.NumberIn("depthOffsetUncertainty", 0, 5, "mm", otherwise: 0.1),
            FitRippleFilter = map.OptionalBoolean("fitRippleFilter") ?? true,
            HoldOut = map.OptionalBoolean("holdOut") ?? true,
            Tolerances = map.OptionalMap("tolerances") is { } tolerances ? Tolerances(tolerances) : new CommissioningTolerances(),
        };
    }

    private DepthDoseCurve DepthDose(YamlMap map)
    {
        map.Allow("energy", "file", "chamberRadius", "uncertainty", "depthUncertainty");
        var path = File(map);
        var csv = MeasurementCsv.Read(path, "depth_mm", "dose").Ascending(0, "depth").Within(0, "depth", 0, 1000, "mm").Within(1, "dose", 0, 1e12, "");
        CheckPeak(path, csv[0], csv[1]);
        var curve = new DepthDoseCurve { Source = path, EnergyMeVPerU = Energy(map), DepthMm = csv[0], Dose = csv[1] };
        return curve with
        {
            ChamberRadiusMm = map.Has("chamberRadius") ? map.NumberIn("chamberRadius", 5, 500, "mm") : null,
            RelativeUncertainty = map.NumberIn("uncertainty", 0.01, 20, "%", otherwise: 100 * curve.RelativeUncertainty) / 100,
            DepthUncertaintyMm = map.NumberIn("depthUncertainty", 0, 2, "mm", otherwise: curve.DepthUncertaintyMm),
        };
    }

    private static void CheckPeak(string path, double[] depth, double[] dose)
    {
        var highest = Array.IndexOf(dose, dose.Max());
        if (dose[highest] <= 0) throw new InputException($"{path}: all doses are 0.");
        var (first, last) = (highest, highest);
        while (first > 0 && dose[first - 1] > 0.7 * dose[highest]) first--;
        while (last + 1 < dose.Length && dose[last] > 0.2 * dose[highest]) last++;
        if (dose[last] > 0.2 * dose[highest]) throw new InputException(FormattableString.Invariant($"{path}: the curve ends at {depth[^1]:0.##} mm, before its dose has fallen to 20 % of the peak."));
        if (first == 0) throw new InputException(FormattableString.Invariant($"{path}: the curve begins at {depth[0]:0.##} mm, where the dose is already {100 * dose[0] / dose[highest]:0} % of the peak."));
        var points = last - first + 1;
        if (points < LeastPeakPoints)
            throw new InputException(FormattableString.Invariant($"{path}: there is a gap at the peak, {points} points between {depth[first]:0.##} and {depth[last]:0.##} mm, and at least {LeastPeakPoints} are needed."));
        for (var n = 1; n < depth.Length; n++)
        {
            // In front of the peak a step of a quarter of its depth leaves the plateau unseen.
            if (n <= first && depth[n] - depth[n - 1] > Math.Max(10, 0.25 * depth[highest]))
                throw new InputException(FormattableString.Invariant($"{path}: there is a gap between {depth[n - 1]:0.##} and {depth[n]:0.##} mm in front of the peak at {depth[highest]:0.##} mm."));
        }
    }

    private SpotProfile Profile(YamlMap map)
    {
        map.Allow("energy", "file", "axis", "position", "waterDepth", "uncertainty", "background");
        var path = File(map);
        var csv = MeasurementCsv.Read(path, "position_mm", "dose").Ascending(0, "position").Within(0, "position", -1000, 1000, "mm").Within(1, "dose", -1e12, 1e12, "");
        var profile = new SpotProfile
        {
            Source = path, EnergyMeVPerU = Energy(map), AlongX = (map.OptionalChoice("axis", "x", "y") ?? throw map.ErrorAt("axis", "the key axis is missing; x or y is expected")) == "x",
            ZgMm = map.NumberIn("position", -2000, 2000, "mm", otherwise: 0), WaterDepthMm = map.Has("waterDepth") ? map.NumberIn("waterDepth", 0, 500, "mm") : null,
            PositionMm = csv[0], Dose = csv[1],
        };
        if (!(profile.Dose.Max() > 0)) throw new InputException($"{path}: no dose is above 0.");
        return profile with
        {
            RelativeUncertainty = map.NumberIn("uncertainty", 0.01, 20, "%", otherwise: 100 * profile.RelativeUncertainty) / 100,
            Background = map.NumberIn("background", 0.0001, 10, "%", otherwise: 100 * profile.Background) / 100,
        };
    }

    private IEnumerable<FieldSizeFactor> FieldSizes(YamlMap map)
    {
        map.Allow("energy", "file", "waterDepth", "surface", "reference", "uncertainty");
        var path = File(map);
        var csv = MeasurementCsv.Read(path, "side_mm", "factor").Ascending(0, "side").Within(0, "side", 1, 1000, "mm").Within(1, "factor", 0.05, 2, "");
        var (energy, depth, surface) = (Energy(map), map.NumberIn("waterDepth", 0, 500, "mm"), map.NumberIn("surface", -2000, 2000, "mm", otherwise: 0));
        var (reference, uncertainty) = (map.NumberIn("reference", 1, 1000, "mm"), map.NumberIn("uncertainty", 0.01, 20, "%", otherwise: 0.5) / 100);
        return Enumerable.Range(0, csv[0].Length).Select(n => new FieldSizeFactor(path, energy, depth, surface, csv[0][n], reference, csv[1][n], uncertainty * csv[1][n]));
    }

    private static FieldDose Dose(YamlMap map)
    {
        map.Allow("energy", "waterDepth", "surface", "side", "spotSpacing", "monitorUnitsPerSpot", "dose", "uncertainty", "sharesDepthOffset");
        return new FieldDose(
            Energy(map), map.NumberIn("waterDepth", 0, 500, "mm"), map.NumberIn("surface", -2000, 2000, "mm", otherwise: 0), map.NumberIn("side", 1, 1000, "mm"), map.NumberIn("spotSpacing", 0.1, 20, "mm"),
            map.NumberIn("monitorUnitsPerSpot", 1e-9, 1e9, "MU"), map.NumberIn("dose", 1e-6, 1000, "Gy"), map.NumberIn("uncertainty", 0.01, 20, "%", otherwise: 1) / 100)
        { SharesDepthOffset = map.OptionalBoolean("sharesDepthOffset") ?? false };
    }

    private static CommissioningTolerances Tolerances(YamlMap map)
    {
        map.Allow("range", "distalFalloff", "peakWidth", "plateauToPeak", "gammaDose", "gammaDistance", "gammaPass", "spotSize", "fieldSize", "dose");
        var own = new CommissioningTolerances();
        double Millimetres(string key, double otherwise) => map.NumberIn(key, 0.01, 20, "mm", otherwise);
        double Percent(string key, double otherwise) => map.NumberIn(key, 0.01, 100, "%", otherwise);
        return new CommissioningTolerances
        {
            RangeMm = Millimetres("range", own.RangeMm), DistalFalloffMm = Millimetres("distalFalloff", own.DistalFalloffMm), PeakWidthMm = Millimetres("peakWidth", own.PeakWidthMm),
            PlateauToPeakPercent = Percent("plateauToPeak", own.PlateauToPeakPercent), GammaDosePercent = Percent("gammaDose", own.GammaDosePercent), GammaDistanceMm = Millimetres("gammaDistance", own.GammaDistanceMm),
            GammaPassPercent = Percent("gammaPass", own.GammaPassPercent), SpotSizePercent = Percent("spotSize", own.SpotSizePercent), FieldSizePercent = Percent("fieldSize", own.FieldSizePercent), DosePercent = Percent("dose", own.DosePercent),
        };
    }

    private static double Energy(YamlMap map) => map.NumberIn("energy", 10, 500, "MeV/u");

    private string File(YamlMap map)
    {
        var path = Beside(map.Text("file"));
        files.Add(path);
        return path;
    }

    // A name of the library stays a name.
    private string Beside(string path) => System.IO.File.Exists(Path.Combine(folder, path)) ? Path.Combine(folder, path) : path;
}
