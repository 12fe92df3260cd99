using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Straggling;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class CarbonRangeStraggling_MatchesIndependentTable_WithinTwoPercent
{
    [Fact]
    public void SigmaOfRange_From100To430_IsTheTables()
    {
        var claim = Claim.Of(this, "Range straggling of carbon in water is 0.28 to 0.32 % of range, as integrated independently from published stopping powers; that of protons is the textbook's 1.1 %.",
            "Relativistic Bohr straggling [Bohr1915] over the stopping powers of [ICRU90], computed by another program");
        var rows = SharedTable.Read("carbon_water_straggling_scattering_attenuation.csv");
        Assert.True(rows.Count > 20);
        var deviation = rows.Max(row => Math.Abs(RangeStraggling.SigmaInWaterMm(Ion.Carbon12, row.Number("E_MeV_u")) / row.Number("sigma_range_mm") - 1));
        claim.AtMost("largest deviation of sigma for carbon", 100 * deviation, 2, "%", "the tables' effective charge differs at low energies, where stopping power differs by 3 %");
        foreach (var (energy, rangeMm) in new[] { (100, 77.0), (200, 259.0) })
            claim.Within($"proton sigma over range at {energy} MeV", 100 * RangeStraggling.SigmaInWaterMm(Ion.Proton, energy) / rangeMm, 1.1, 0.1, "%", "the textbook's figure has two digits; ranges of 7.7 and 25.9 cm rounded [ICRU90]");
        claim.Conclude();
    }
}
