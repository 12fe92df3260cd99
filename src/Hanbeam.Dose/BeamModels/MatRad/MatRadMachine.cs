using Hanbeam.Numerics.Work;
using Hanbeam.Physics;
using Hanbeam.Treatment.Machines;

namespace Hanbeam.Dose.BeamModels.MatRad;

/// <summary>
/// Reads a machine of matRad (<c>carbon_Generic.mat</c> and the like) [Wieser2017]: integral depth dose, LET, one or two Gaussians, spot size in air, and alpha and beta by tissue class.
/// matRad's own conventions, air offset and cutoff compensation, become options of the machine.
/// </summary>
public static class MatRadMachine
{
    // MeV·cm²/g per primary to Gy·mm² per 10⁶ primaries: 1e6 · 1.602176634e-13 J/MeV · 1e3 g/kg · 1e2 mm²/cm².
    private const double GyMm2PerMeVCm2PerG = 1e5 * PhysicalConstants.GyMm2PerMeVPerMm;

    // fitAirOffset is taken off the air between nozzle and skin, which counts this much water [Wieser2017].
    private const double AirStoppingRatio = 0.0011;

    private const string NotStated = "not in the matRad file: assumed, no limit";

    /// <summary>The machine of a file.</summary>
    /// <param name="path">The MAT-file (level 5, little endian) with the variable <c>machine</c>.</param>
    /// <param name="focus">Which focus of the spot size, from 1.</param>
    /// <exception cref="InputException">The file is absent, no machine, or its tables are incomplete; the message says where.</exception>
    public static BeamModel Read(string path, int focus = 1)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {error.Message}", error);
        }

        try
        {
            var variables = MatFile.Read(bytes);
            var machine = variables.GetValueOrDefault("machine") ?? throw new FormatException($"holds no variable 'machine' (it holds {(variables.Count == 0 ? "nothing" : string.Join(", ", variables.Keys))})");
            var model = Convert(machine, focus);
            BeamModelChecks.Check(model);
            return model;
        }
        catch (FormatException error)
        {
            throw new InputException($"{path} {error.Message}", error);
        }
    }

    private static BeamModel Convert(MatArray machine, int focus)
    {
        var meta = machine.Field("meta") ?? throw new FormatException("has a machine without meta");
        var data = machine.Field("data") ?? throw new FormatException("has a machine without data");
        var sad = Number(meta, "SAD", "meta");
        var nozzle = Number(meta, "BAMStoIsoDist", "meta");
        var airOffset = meta.Field("fitAirOffset") is { HasNumbers: true } fit ? fit.Numbers[0] : 0;
        var mode = meta.Field("radiationMode")?.Text ?? throw new FormatException("has no meta.radiationMode");
        var order = Enumerable.Range(0, data.Count).OrderBy(n => Number(data, "energy", "data", n)).ToArray();
        var beams = order.Select(n => Beam(data, n, airOffset)).ToArray();
        var energies = order.Zip(beams, (n, beam) => Energy(data, n, sad, focus) with { RangeMm = RangeMm(beam) }).ToArray();
        return new BeamModel(new Machine
        {
            Name = $"matrad-{mode}-{meta.Field("name")?.Text ?? meta.Field("machine")?.Text ?? "unnamed"}",
            Clinical = false,
            Ion = Ion(mode),
            Energies = energies,
            SourceAxisDistanceXMm = sad,
            SourceAxisDistanceYMm = sad,
            NozzleExitToIsocenterMm = nozzle,
            ScanFieldXMm = 2000,
            ScanFieldYMm = 2000,
            MinimumIonsPerSpot = 0,
            MaximumIonsPerSpot = 1e12,
            Timing = Timing,
            Options = new Dictionary<string, bool> { [MachineOptions.AirOffset] = true, [MachineOptions.CutoffCompensation] = true },
            Provenance =
            [
                new("energies, depth doses, LET, lateral Gaussians, spot sizes, alpha and beta, source-axis and nozzle distance", $"matRad machine file: {meta.Field("description")?.Text ?? "no description"}"),
                new("ranges", "computed: depth of the distal 80 % of the file's depth doses"),
                new("scan field 2000 x 2000 mm, ions per spot 0 to 1e12", NotStated),
                new("timing", "not in the matRad file: that of generic-synchrotron"),
            ],
        }, beams);
    }

    // The file says nothing of it: as in data/machines/generic-synchrotron.yaml.
    private static DeliveryTiming Timing { get; } = new()
    {
        DefaultMode = "multi-energy", ExtractionIonsPerSecond = 2e8, StoredIons = 2e10, ScanSpeedXMmPerSecond = 100_000, ScanSpeedYMmPerSecond = 50_000,
        SettlingSeconds = 1e-4, EnergyStepSeconds = 0.25, FlatTopSeconds = 30, RefillSeconds = 2, SpillSeconds = 4, SpillGapSeconds = 2,
    };

    private static IonSpecies Ion(string mode) => mode switch
    {
        "carbon" => new("12C", 6, 12),
        "protons" => new("1H", 1, 1),
        "helium" => new("4He", 2, 4),
        "oxygen" => new("16O", 8, 16),
        _ => throw new FormatException($"has meta.radiationMode '{mode}', allowed are carbon, protons, helium and oxygen"),
    };

    private static EnergyBeamData Beam(MatArray data, int n, double fitAirOffset)
    {
        var energy = Number(data, "energy", "data", n);
        var at = FormattableString.Invariant($"data of {energy} MeV/u");
        var offset = (data.Field("offset", n) is { HasNumbers: true } stored ? stored.Numbers[0] : 0) + AirStoppingRatio * fitAirOffset;
        var given = Table(data, "depths", n, at, null);
        var depths = given.Select(depth => depth + offset).ToArray();
        if (depths[0] > 0) depths[0] = 0; // the first value holds from the surface on
        if (depths[0] < 0) throw new FormatException(FormattableString.Invariant($"begins its depths at {depths[0]} mm in the {at}, allowed 0 or more"));
        double[] Of(string field) => Table(data, field, n, at, given.Length);
        var hasLet = data.Field("LET", n) is { HasNumbers: true };
        return new EnergyBeamData
        {
            EnergyMeVPerU = energy,
            DepthMm = depths,
            IntegralDose = [.. Of("Z").Select(z => z * GyMm2PerMeVCm2PerG)],
            DoseAveragedLet = hasLet ? Of("LET") : new double[given.Length],
            Components = data.Field("sigma1", n) is { HasNumbers: true }
                ? [new(LateralGroup.Core, [.. Of("weight").Select(w => 1 - w)], Of("sigma1")), new(LateralGroup.Halo, Of("weight"), Of("sigma2"))]
                : [new(LateralGroup.Core, [.. given.Select(_ => 1.0)], Of("sigma"))],
            Kernels = Kernels(data, n, given.Length, at),
        };
    }

    private static EffectKernel[] Kernels(MatArray data, int n, int depths, string at)
    {
        if (data.Field("alpha", n) is not { HasNumbers: true } alpha) return [];
        var alphaX = Table(data, "alphaX", n, at, null);
        var betaX = Table(data, "betaX", n, at, alphaX.Length);
        var beta = Table(data, "beta", n, at, depths * alphaX.Length);
        if (alpha.Numbers.Length != beta.Length) throw new FormatException($"has {alpha.Numbers.Length} values of alpha and {beta.Length} of beta in the {at}");
        return [.. alphaX.Select((x, k) => new EffectKernel(x, betaX[k], alpha.Numbers[(k * depths)..((k + 1) * depths)], beta[(k * depths)..((k + 1) * depths)]))];
    }

    private static double RangeMm(EnergyBeamData beam)
    {
        if (!(beam.IntegralDose[^1] < 0.8 * beam.IntegralDose.Max())) throw new FormatException(FormattableString.Invariant($"has a depth dose without a fall-off at {beam.EnergyMeVPerU} MeV/u"));
        return Math.Round(BeamModelGenerator.DistalDepthMm(beam, 0.8), 3);
    }

    // initFocus.sigma is one row per focus, one column per distance from the source; column-major in the file.
    private static MachineEnergy Energy(MatArray data, int n, double sad, int focus)
    {
        var energy = Number(data, "energy", "data", n);
        var at = FormattableString.Invariant($"initFocus of {energy} MeV/u");
        var spot = data.Field("initFocus", n) ?? throw new FormatException(FormattableString.Invariant($"has no initFocus at {energy} MeV/u"));
        var sigma = spot.Field("sigma") ?? throw new FormatException($"has no sigma in the {at}");
        var foci = sigma.Dimensions[0];
        if (focus < 1 || focus > foci) throw new FormatException($"has {foci} foci in the {at}; --focus {focus} is not one of them");
        var columns = sigma.Numbers.Length / foci;
        var distance = Table(spot, "dist", 0, at, null);
        var rows = distance.Length == columns ? 1 : foci;
        if (distance.Length != rows * columns) throw new FormatException($"has {distance.Length} distances for {columns} spot sizes in the {at}");
        var sizes = Enumerable.Range(0, columns).Select(c => sigma.Numbers[c * foci + focus - 1]).ToArray();
        return new MachineEnergy
        {
            EnergyMeVPerU = energy,
            RangeMm = 0,
            SpotZgMm = [.. Enumerable.Range(0, columns).Select(c => sad - distance[rows == 1 ? c : c * foci + focus - 1])],
            SpotSigmaXMm = sizes,
            SpotSigmaYMm = sizes,
        };
    }

    private static double Number(MatArray array, string field, string where, int element = 0)
    {
        if (array.Field(field, element) is not { HasNumbers: true } values || !double.IsFinite(values.Numbers[0])) throw new FormatException($"has no number {where}.{field}");
        return values.Numbers[0];
    }

    private static double[] Table(MatArray array, string field, int element, string at, int? length)
    {
        if (array.Field(field, element) is not { HasNumbers: true } values) throw new FormatException($"has no {field} in the {at}");
        if (length is { } expected && values.Numbers.Length != expected) throw new FormatException($"has {values.Numbers.Length} values of {field} in the {at} where {expected} belong");
        if (!values.Numbers.All(double.IsFinite)) throw new FormatException($"has a value of {field} in the {at} that is no finite number");
        return values.Numbers;
    }
}
