using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
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
    private static readonly Lazy<IReadOnlyList<(double FromHu, Material Material)>> LazyMaterials = new(ReadMaterials);

    /// <summary>
    /// The tissues, each from its CT number up to the next one's. Their density here is that of the middle of that interval: inside it it follows the CT number
    /// (<see cref="DensityGPerCm3"/>).
    /// </summary>
    public static IReadOnlyList<(double FromHu, Material Material)> Materials => LazyMaterials.Value;

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

        return new HounsfieldCalibration("stoichiometric", hu, [.. hu.Select(RelativeStoppingPowerAt)]);
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
    public static Material MaterialOf(double hu)
    {
        var clamped = Clamp(hu);
        return Materials.Last(candidate => candidate.FromHu <= clamped).Material;
    }

    private static CalibrationData.TissueFile Tissues => LazyTissues.Value;

    private static double RelativeStoppingPowerAt(double hu) => RelativeStoppingPower.Of(MaterialOf(hu), DensityGPerCm3(hu));

    private static (double FromHu, Material Material)[] ReadMaterials()
    {
        var tissues = Tissues.Materials;
        return [.. tissues.Select((tissue, n) =>
        {
            var upTo = n + 1 < tissues.Count ? tissues[n + 1].FromHu : Tissues.LastHu;
            var name = FormattableString.Invariant($"tissue {n + 1}, {tissue.FromHu} to {upTo} HU");
            return (tissue.FromHu, Material.OfPercent(name, DensityGPerCm3(0.5 * (tissue.FromHu + upTo)), tissue.MassPercent.Select(pair => (pair.Key, pair.Value))));
        })];
    }

    private static double Clamp(double hu) => Math.Clamp(hu, Tissues.Materials[0].FromHu, Tissues.LastHu);
}
