using System.Globalization;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class CarbonReactionsInWater_FollowMeasurement_AsFarAsMeasurementsAgree
{
    [Fact]
    public void ChargeChanging_LiesBetweenTheElementsAndTheDirectMeasurement()
    {
        var claim = Claim.Of(this, "The charge-changing cross section of carbon in water used is that of its elements as measured with counters. That measured directly on water with track detectors, 8 % higher, is not met.",
            "EXFOR O1044 [Golovchenko2002] and E2053 [Toshito2007] on water; C1581 and C3112 on hydrogen and carbon [Zeitlin2007; Webber1990]");
        var all = SharedTable.Read("exfor_12C_total_cc_and_reaction.csv").Where(row => row.Text("process") == "TCC").ToArray();
        var rows = all.Where(row => row.Text("target") == "H2O").ToArray();
        Assert.True(rows.Length >= 10);
        double Used(double energy) => WaterReactions.CarbonPlateauMb * WaterReactions.EnergyShape(energy);
        var ratio = rows.Average(row => Used(row.Number("E_MeV_u")) / row.Number("sigma_mb"));
        var elements = Elements(all);
        var ofElements = new[] { "C.Zeitlin", "W.R.Webber" }.Average(author => elements.Where(one => one.Author == author).Average(one => Used(one.E) / one.Mb));
        claim.Within("mean of used over the elements as measured", ofElements, 1, 0.05, "", "half of the 7 % by which the two sets differ, and 3 % for oxygen, carried over from carbon by size");
        claim.AtMost("mean of used over measured directly, less than 1 by", 100 * (1 - ratio), 12, "%", "1215 mb directly and 1070 by the lowest of the elements differ by so much: used lies between the measurements");
        claim.AtLeast("the same", 100 * (1 - ratio), 0, "%", "as above");
        claim.Table("Elements, 2 H + O by counters; O is C times the square of the ratio of radii sums", ["E (MeV/u)", "set", "measured (mb)", "used (mb)"], elements.Select(one => new[]
            { one.E.ToString("F0", CultureInfo.InvariantCulture), one.Author, one.Mb.ToString("F0", CultureInfo.InvariantCulture), Used(one.E).ToString("F0", CultureInfo.InvariantCulture) }));
        claim.Table("Not met: charge changing of carbon measured directly on water", ["figure", "found", "expected", "cause"],
        [
            ["used over measured directly", ratio.ToString("F3", CultureInfo.InvariantCulture), "1 ± 0.014", "not met by choice: track detectors are higher than counters on every target; with them the depth dose at 400 MeV/u is worse (docs/methods/transport.md)"],
            ["chi-square per row", rows.Average(row => Math.Pow((Used(row.Number("E_MeV_u")) - row.Number("sigma_mb")) / row.Number("err_mb"), 2)).ToString("F1", CultureInfo.InvariantCulture), "1", "not met: as above"],
        ]);
        var shape = rows.Where(row => row.Number("E_MeV_u") < 200).Max(row => Math.Abs(Used(row.Number("E_MeV_u")) / row.Number("sigma_mb") / ratio - 1));
        claim.AtMost("largest deviation of the energy dependence below 200 MeV/u", 100 * shape, 6, "%", "two standard errors of those points");
        claim.Table("On water", ["E (MeV/u)", "measured (mb)", "error", "used (mb)", "EXFOR"], [.. rows.Select(row => new[]
            { row.Text("E_MeV_u"), row.Text("sigma_mb"), row.Text("err_mb"), Used(row.Number("E_MeV_u")).ToString("F0", CultureInfo.InvariantCulture), row.Text("sub") })]);
        claim.Conclude();
    }

    // Hydrogen and carbon by the same set at the same energy. Radii go with the cube root of A: O is C times ((16^⅓ + 12^⅓)/(2·12^⅓))².
    private static List<(double E, string Author, double Mb)> Elements(SharedTable.Row[] all)
    {
        var oxygen = Math.Pow((Math.Cbrt(16) + Math.Cbrt(12)) / (2 * Math.Cbrt(12)), 2);
        var counters = all.Where(row => row.Text("author") is "C.Zeitlin" or "W.R.Webber" && row.Number("E_MeV_u") <= 450).ToArray();
        return [.. from hydrogen in counters where hydrogen.Text("target") == "H"
            join carbon in counters.Where(row => row.Text("target") == "C") on (hydrogen.Text("author"), hydrogen.Number("E_MeV_u")) equals (carbon.Text("author"), carbon.Number("E_MeV_u"))
            select (hydrogen.Number("E_MeV_u"), hydrogen.Text("author"), 2 * hydrogen.Number("sigma_mb") + oxygen * carbon.Number("sigma_mb"))];
    }

    [Fact]
    public void Fragments_OfBoronBerylliumAndLithium_AreThoseMeasuredOnWater()
    {
        var claim = Claim.Of(this, "Production of B, Be and Li by carbon in water follows the measured cross sections.", "EXFOR O1044 [Golovchenko2002] and E2053 [Toshito2007]");
        foreach (var z in new[] { 5, 4, 3 })
        {
            var rows = SharedTable.Read("exfor_12C_elemental.csv").Where(row => row.Text("target") == "H2O" && row.Number("element") == z).ToArray();
            Assert.True(rows.Length >= 3);
            var multiplicity = WaterReactions.Yields(Ion.Carbon12).Where(y => y.Fragment.Z == z).Sum(y => y.Multiplicity);
            var mean = rows.Average(row => multiplicity * WaterReactions.CrossSectionMb(Ion.Carbon12, row.Number("E_MeV_u")) / row.Number("sigma_mb"));
            claim.Within($"Z = {z}: mean of used over measured", mean, 1, 0.15, "", "errors of single points are 5–11 %; Li was chosen at the upper end because yields behind thick water ask for more");
        }

        claim.Conclude();
    }
}
