using System.Text.Json;
using System.Text.Json.Serialization;
using Hanbeam.Biology.Lem;
using Hanbeam.Biology.Mkm;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Biology.LinearQuadratic;

/// <summary>A parameter set of data/biology (schema hanbeam-rbe/1): a model, a cell line, the paper's numbers, and where it holds.</summary>
public sealed record RbeSet
{
    private const string CurrentSchema = "hanbeam-rbe/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Version of the format.</summary>
    public required string Schema { get; init; }

    /// <summary>One line about the model.</summary>
    public required string Description { get; init; }

    /// <summary>The cell line or tissue.</summary>
    public required string CellLine { get; init; }

    /// <summary>In words, where it holds and why.</summary>
    public required string Validity { get; init; }

    /// <summary>Highest dose of one fraction, Gy(RBE).</summary>
    public required double HighestFractionGyRbe { get; init; }

    /// <summary>Form of the microdosimetric kinetic model.</summary>
    public MkmForm Form { get; init; } = MkmForm.Saturated;

    /// <summary>α0, 1/Gy.</summary>
    public double Alpha0PerGy { get; init; }

    /// <summary>β, 1/Gy².</summary>
    public double BetaPerGy2 { get; init; }

    /// <summary>r_d, µm.</summary>
    public double DomainRadiusUm { get; init; }

    /// <summary>R_n or r_n, µm.</summary>
    public double NucleusRadiusUm { get; init; }

    /// <summary>z0, Gy, where the paper gives it; null for the formula.</summary>
    public double? SaturationGy { get; init; }

    /// <summary>α_r of a reference beam, 1/Gy.</summary>
    public double ReferenceAlphaPerGy { get; init; }

    /// <summary>Factor from biological to clinical dose.</summary>
    public double ClinicalFactor { get; init; }

    /// <summary>α_x of photons, 1/Gy.</summary>
    public double PhotonAlphaPerGy { get; init; }

    /// <summary>β_x of photons, 1/Gy².</summary>
    public double PhotonBetaPerGy2 { get; init; }

    /// <summary>D_t, Gy; null for a linear–quadratic curve.</summary>
    public double? PhotonThresholdGy { get; init; }

    /// <summary>Which hits make the slope of a local effect model.</summary>
    public LemAveraging Averaging { get; init; } = LemAveraging.ImpactParameter;

    /// <summary>Reads the set of a model.</summary>
    /// <param name="name">The model's name, for example <c>lem1:chordoma</c>, whose file is lem1-chordoma.json.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static RbeSet Read(string name)
    {
        var path = Path.Combine(Folder, name.Replace(':', '-') + ".json");
        try
        {
            var set = JsonSerializer.Deserialize<RbeSet>(File.ReadAllText(path), Options);
            return set?.Schema == CurrentSchema ? set : throw new InputException($"{path} is not of the schema {CurrentSchema}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Names of the sets that ship for a family of models, in alphabetical order.</summary>
    /// <param name="family">For example <c>lem1</c>.</param>
    public static IReadOnlyList<string> NamesOf(string family) =>
        [.. Directory.EnumerateFiles(Folder, family + "-*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Where(file => !file.Contains('.', StringComparison.Ordinal))
            .Select(file => family + ":" + file[(family.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>Makes the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="settings">Parameters to replace, as <c>rbe table --set</c> names them; null for none.</param>
    /// <exception cref="InputException">A number that the model needs is missing or not above 0, or a setting is not the model's or out of range.</exception>
    public IRbeModel Make(string name, IReadOnlyDictionary<string, double>? settings)
    {
        Require(name);
        var validity = new RbeValidity(IonGrid.LargestZ, IonGrid.LowestMeVPerU, IonGrid.HighestMeVPerU, HighestFractionGyRbe, Validity);
        var family = name.Split(':')[0];
        if (family == "lem1")
        {
            var lem = new LemParameters(Photons with { ThresholdGy = PhotonThresholdGy!.Value }, NucleusRadiusUm, Averaging);
            if (settings is not null) lem = lem.With(settings);
            return new PhotonEquivalentDose(name, new LocalEffectModel(lem), lem.Photons, validity);
        }

        var mkm = new MkmParameters(Alpha0PerGy, BetaPerGy2, DomainRadiusUm, NucleusRadiusUm, SaturationGy);
        if (settings is not null) mkm = mkm.With(settings);
        return family switch
        {
            "mmkm-qst" => new QstClinicalDose(name, new ModifiedMkm(mkm), ReferenceAlphaPerGy, ClinicalFactor, validity),
            "kanai" => new KanaiClinicalDose(name, new MkmCell(mkm), Photons, ClinicalFactor, validity),
            "smk" => new PhotonEquivalentDose(name, new StochasticMkm(mkm), Photons, validity),
            _ => new PhotonEquivalentDose(name, new MkmCell(mkm, Form), Photons, validity),
        };
    }

    // What a family of models needs, by the names in the file.
    private void Require(string name)
    {
        (string Key, double Value)[] photons = [("photonAlphaPerGy", PhotonAlphaPerGy), ("photonBetaPerGy2", PhotonBetaPerGy2)];
        (string Key, double Value)[] cells = [("betaPerGy2", BetaPerGy2), ("domainRadiusUm", DomainRadiusUm), ("alpha0PerGy", Alpha0PerGy)];
        (string Key, double Value)[] needed = name.Split(':')[0] switch
        {
            "lem1" => [.. photons, ("photonThresholdGy", PhotonThresholdGy ?? 0)],
            "mmkm-qst" => [.. cells, ("referenceAlphaPerGy", ReferenceAlphaPerGy), ("clinicalFactor", ClinicalFactor)],
            "kanai" => [.. cells, .. photons, ("clinicalFactor", ClinicalFactor)],
            _ => [.. cells, .. photons],
        };
        foreach (var (key, value) in needed.Append(("nucleusRadiusUm", NucleusRadiusUm)).Append(("highestFractionGyRbe", HighestFractionGyRbe)))
            if (!(value > 0)) throw new InputException(FormattableString.Invariant($"the set {name}: {key} is {value}, but must be above 0"));
    }

    private PhotonCurve Photons => new(PhotonAlphaPerGy, PhotonBetaPerGy2);

    private static string Folder => Path.Combine(DataFolder.Find(), "biology");
}
