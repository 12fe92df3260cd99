using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Scattering;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class CarbonLateralSigma_MatchesHighland_WithinTwoPercent
{
    [Fact]
    public void SigmaOfAPencil_AtTheEndOfRange_IsTheIndependentIntegral()
    {
        var claim = Claim.Of(this, "The lateral sigma of a carbon pencil at the end of its range in water is that of the generalised Highland form, integrated independently.", "[Gottschalk1993, Eyges1948] computed by another program with the stopping powers of [ICRU90]");
        var rows = SharedTable.Read("carbon_water_straggling_scattering_attenuation.csv").Select(row => (E: row.Number("E_MeV_u"), Mm: row.Number("sigma_lat_highland_mm"))).ToArray();
        Assert.True(rows.Length > 20);
        var own = rows.Select(row => Sigma(row.E)).ToArray();
        claim.AtMost("largest deviation", 100 * rows.Select((row, i) => Math.Abs(own[i] / row.Mm - 1)).Max(), 2, "%", "two integrations that leave out different ends of the range");
        claim.Figure("Lateral sigma at the end of range", "energy (MeV/u)", "sigma (mm)", ("Hanbeam", [.. rows.Select(r => r.E)], own, false), ("table", [.. rows.Select(r => r.E)], [.. rows.Select(r => r.Mm)], true));
        claim.Conclude();
    }

    private static double Sigma(double energy) => Math.Sqrt(FermiEyges.MomentsBehindWater(6, 12, energy, RangeTable.Of(Ion.Carbon12).RangeMm(energy)).A2);
}
