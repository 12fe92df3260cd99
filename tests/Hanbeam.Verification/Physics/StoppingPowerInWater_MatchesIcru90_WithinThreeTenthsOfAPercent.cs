using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Physics;

public sealed class StoppingPowerInWater_MatchesIcru90_WithinThreeTenthsOfAPercent
{
    private static readonly (string Name, Ion Ion)[] Ions = [("H", Ion.Proton), ("He", new Ion(2, 4)), ("C", Ion.Carbon12)];

    [Fact]
    public void HydrogenHeliumAndCarbon_FromOneMeVPerU_AgreeWithTheReport()
    {
        var claim = Claim.Of(this, "The electronic stopping power of H, He and C in water is that of ICRU 90 within 0.3 % from 30 MeV/u, 1 % from 10 and 3 % from 1 MeV/u.", "Tables of ICRU Report 90 [ICRU90]");
        foreach (var (name, ion) in Ions)
        {
            var rows = SharedTable.Read("stopping_power_water.csv").Where(row => row.Text("ion") == name && row.Has("ICRU90_I78"))
                .Select(row => (E: row.Number("E_MeV_u"), S: row.Number("ICRU90_I78"))).ToArray();
            Assert.True(rows.Length > 20);
            double Largest(double from, double to) => 100 * rows.Where(r => r.E >= from && r.E < to)
                .Max(r => Math.Abs(ElectronicStopping.MassStoppingPower(ion, r.E, Material.Water) / r.S - 1));
            claim.AtMost($"{name}: largest deviation from 30 MeV/u", Largest(30, 1e9), 0.3, "%", "no parameter is fitted there; I = 78 ± 2 eV alone is 0.5 % [ICRU90]");
            claim.AtMost($"{name}: largest deviation from 10 to 30 MeV/u", Largest(10, 30), 1, "%", "the reports' own uncertainty grows to a few per cent; the fit has three parameters");
            claim.AtMost($"{name}: largest deviation from 1 to 10 MeV/u", Largest(1, 10), 3, "%", "as above; the range left is below 0.5 mm for carbon");
        }

        claim.Conclude();
    }
}
