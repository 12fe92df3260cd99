using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class CarbonRangeInWater_MatchesPublishedTable_WithinThreeTenthsOfAMillimetre
{
    [Fact]
    public void CsdaRange_AtTherapyEnergies_IsThatOfTheReport()
    {
        var claim = Claim.Of(this, "The csda range of carbon ions in water is the published one within 0.3 mm.", "ICRU Report 90, table A.15 [ICRU90]");
        foreach (var (energy, range) in new[] { (290, 163.1), (350, 222.1), (400, 275.5), (430, 309.1) })
            claim.Within($"range at {energy} MeV/u", RangeTable.Of(Ion.Carbon12).RangeMm(energy), range, 0.3, "mm", "0.1 % of range, what a 0.1 % error of the stopping power would do; I = 78 ± 2 eV moves it by 0.8 mm at 290 MeV/u [ICRU90]");
        claim.Conclude();
    }

    [Fact]
    public void CsdaRange_FromTenMeVPerU_FollowsTheIntegratedTable()
    {
        var claim = Claim.Of(this, "From 10 MeV/u the csda ranges of H, He and C in water are those integrated from the published stopping powers.", "Integral of the tables of ICRU Report 90 [ICRU90]");
        foreach (var (name, ion) in new[] { ("H", Ion.Proton), ("He", new Ion(2, 4)), ("C", Ion.Carbon12) })
        {
            var rows = SharedTable.Read("csda_range_water.csv").Where(row => row.Text("ion") == name && row.Has("ICRU90_I78") && row.Number("E_MeV_u") is >= 10 and <= 450)
                .Select(row => (E: row.Number("E_MeV_u"), Mm: 10 * row.Number("ICRU90_I78"))).ToArray();
            Assert.True(rows.Length > 10);
            claim.AtMost($"{name}: largest deviation", rows.Max(r => Math.Abs(RangeTable.Of(ion).RangeMm(r.E) - r.Mm) / (0.03 + 0.003 * r.Mm)), 1,
                "of 0.03 mm + 0.3 %", "the fit below 30 MeV/u leaves up to 0.03 mm; above, 0.3 % of the stopping power");
        }

        claim.Conclude();
    }
}
