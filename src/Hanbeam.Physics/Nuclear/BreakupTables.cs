using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>Break-up tables of every listed nucleus: measured where there are measurements, otherwise by separation energies.</summary>
internal static class BreakupTables
{
    private const int Stride = LightNuclei.GreatestA + 1;

    private static readonly BreakupTable?[] Tables = Make();

    /// <summary>The table of a listed nucleus.</summary>
    public static BreakupTable Of(int z, int a) =>
        Find(z, a) ?? throw new ArgumentOutOfRangeException(nameof(a), $"no reactions of a nucleus with Z = {z} and A = {a}");

    /// <summary>The table of a nucleus, null for one that is not listed.</summary>
    public static BreakupTable? Find(int z, int a) => (uint)z <= LightNuclei.GreatestZ && (uint)a <= LightNuclei.GreatestA ? Tables[z * Stride + a] : null;

    private static BreakupTable?[] Make()
    {
        var tables = new BreakupTable?[(LightNuclei.GreatestZ + 1) * Stride];
        for (var z = 0; z <= LightNuclei.GreatestZ; z++)
        {
            for (var a = 1; a <= LightNuclei.GreatestA; a++)
                if (LightNuclei.Contains(z, a)) tables[z * Stride + a] = new BreakupTable(z, a, MeasuredBreakups.Of(z, a) ?? [.. Estimated(z, a)]);
        }

        return tables;
    }

    private static List<BreakupChannel> Estimated(int z, int a)
    {
        var channels = new List<BreakupChannel>();
        for (var rz = Math.Max(0, z - 6); rz <= z; rz++)
        {
            for (var ra = 6; ra < a; ra++)
                if (LightNuclei.Contains(rz, ra) && ra - rz <= a - z) channels.Add(Remnant(z, a, rz, ra));
        }

        // Light pieces only: as much more than heavy remnants as in 12C (measured), falling with the cube of the mass number (assumed).
        var heavy = channels.Count == 0 ? 1 : channels.Sum(one => one.OnNuclei);
        var ratio = Math.Pow(12.0 / a, 3);
        var most = Math.Min(z, a - z) / 2;
        ReadOnlySpan<double> byMissing = [0.2, 0.3, 0.3, 0.2];
        for (var alphas = most; alphas >= Math.Max(0, most - 3); alphas--)
        {
            if (4 * alphas == a) continue;
            var part = heavy * ratio * byMissing[most - alphas];
            channels.Add(new BreakupChannel(0, 0, alphas, 1.7 * part, 0.8 * part));
        }

        if (a % 4 == 0 && 2 * z == a && a > 4) channels.Add(new BreakupChannel(0, 0, most, 0.34 * heavy * ratio, 0.2 * heavy * ratio));
        return channels;
    }

    // exp(−S/10 MeV), halved for each unit that the neutron excess changes: within a factor of 2 of the measured remnants of 12C on C (nuclear-reactions.md). S, the energy to take the rest away as
    // helium and free nucleons, counts from 16 MeV, as nucleons are knocked out, not evaporated.
    private static BreakupChannel Remnant(int z, int a, int rz, int ra)
    {
        int restZ = z - rz, restN = a - z - (ra - rz), alphas = Math.Min(restZ, restN) / 2;
        var rest = alphas * NuclearMasses.RestEnergyMeV(2, 4) + (restZ - 2 * alphas) * NuclearMasses.RestEnergyMeV(1, 1) + (restN - 2 * alphas) * NuclearMasses.RestEnergyMeV(0, 1);
        var separation = NuclearMasses.RestEnergyMeV(rz, ra) + rest - NuclearMasses.RestEnergyMeV(z, a);
        var weight = 500 * Math.Exp(-Math.Max(separation, 16) / 10) * Math.Pow(0.5, Math.Abs(restN - restZ));
        return new BreakupChannel(rz, ra, 0, weight, weight);
    }
}
