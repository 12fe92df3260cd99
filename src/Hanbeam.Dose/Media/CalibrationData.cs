using System.Text.Json;
using Hanbeam.Numerics.Work;

namespace Hanbeam.Dose.Media;

/// <summary>The files of data/calibration.</summary>
internal static class CalibrationData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Density and composition of tissue by CT number.</summary>
    public static TissueFile ReadTissues() => Read<TissueFile>("schneider-2000.json");

    /// <summary>Materials that a structure may be set to by name.</summary>
    public static IReadOnlyList<NamedMaterial> ReadNamedMaterials() => Read<NamedMaterialFile>("override-materials.json").Materials;

    /// <summary>The path of a file.</summary>
    public static string PathOf(string fileName) => Path.Combine(DataFolder.Find(), "calibration", fileName);

    private static T Read<T>(string fileName)
    {
        var path = PathOf(fileName);
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options)!;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"{path} cannot be read: {error.Message}", error);
        }
    }

    internal sealed record TissueFile(double LastHu, IReadOnlyList<DensityLine> Density, IReadOnlyList<Tissue> Materials);

    /// <summary>From <paramref name="FromHu"/> on: density = offset + slope·(HU − zero), g/cm³.</summary>
    internal sealed record DensityLine(double FromHu, double OffsetGPerCm3, double SlopeGPerCm3PerHu, double ZeroHu);

    internal sealed record Tissue(double FromHu, Dictionary<string, double> MassPercent);

    internal sealed record NamedMaterial(string Name, double DensityGPerCm3, Dictionary<string, double> MassPercent, double? MeanExcitationEnergyEV);

    private sealed record NamedMaterialFile(IReadOnlyList<NamedMaterial> Materials);
}
