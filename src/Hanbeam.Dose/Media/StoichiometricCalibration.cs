using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.Media;

/// <summary>
/// CT number to tissue and to relative stopping power by the stoichiometric way: density and elements by HU [Schneider2000], stopping power of
/// those elements relative to water [Schneider1996]. −1000 to 2995 HU, clamped outside. HU 0 is tissue (RSP 1.023), not water.
/// A textbook scale that belongs to no scanner: for research; a centre measures its own.
/// Accuracy: the class StoichiometricCalibration_MatchesIndependentTable_WithinATenthOfAPercent.
/// </summary>
public static class StoichiometricCalibration
{
    private static readonly Lazy<CalibrationData.TissueFile> LazyTissues = new(CalibrationData.ReadTissues);
    private static readonly Lazy<(double FromHu, ElementalMaterial Material)[]> LazyMaterials =
        new(() => [.. Tissues.Materials.Select(tissue => (tissue.FromHu, FromPercent(tissue.MassPercent)))]);

    /// <summary>The curve. Its jumps (bin borders) lie between two knots that are neighbouring floating-point numbers; the upper value holds at the border.</summary>
    public static HounsfieldCalibration Create()
    {
        var borders = Tissues.Density.Select(line => line.FromHu).Concat(Tissues.Materials.Select(tissue => tissue.FromHu))
            .Distinct().Order().Append(Tissues.LastHu).ToArray();
        var hu = new List<double>();
        for (var n = 0; n + 1 < borders.Length; n++)
        {
            hu.Add(borders[n]);
            hu.Add(Math.BitDecrement(borders[n + 1]));
        }

        return new HounsfieldCalibration("stoichiometric", hu, [.. hu.Select(RelativeStoppingPower)]);
    }

    /// <summary>Mass density, g/cm³.</summary>
    /// <param name="hu">CT number, HU; clamped to the table.</param>
    public static double DensityGPerCm3(double hu)
    {
        var clamped = Clamp(hu);
        var line = Tissues.Density.Last(candidate => candidate.FromHu <= clamped);
        return line.OffsetGPerCm3 + line.SlopeGPerCm3PerHu * (clamped - line.ZeroHu);
    }

    /// <summary>What the tissue is made of.</summary>
    /// <param name="hu">CT number, HU; clamped to the table.</param>
    public static ElementalMaterial MaterialOf(double hu)
    {
        var clamped = Clamp(hu);
        return LazyMaterials.Value.Last(candidate => candidate.FromHu <= clamped).Material;
    }

    private static CalibrationData.TissueFile Tissues => LazyTissues.Value;

    internal static ElementalMaterial FromPercent(IReadOnlyDictionary<string, double> massPercent, double? meanExcitationEnergyEV = null) =>
        new(massPercent.ToDictionary(pair => pair.Key, pair => pair.Value / 100), meanExcitationEnergyEV);

    private static double RelativeStoppingPower(double hu) => MaterialOf(hu).RelativeStoppingPower(DensityGPerCm3(hu));

    private static double Clamp(double hu) => Math.Clamp(hu, Tissues.Materials[0].FromHu, Tissues.LastHu);
}
