using System.Globalization;
using Hanbeam.Biology.Lem;
using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Xunit;

namespace Hanbeam.Tests.Biology.Lem;

public sealed class LocalEffectModelTests
{
    private static readonly LemParameters Chordoma = new(new PhotonCurve(0.1, 0.05, 30), 5, LemAveraging.Central);

    [Fact]
    public void Effect_GivenSurvivalsLet_AgreesWithItsColumns()
    {
        var rows = File.ReadLines(SharedData.Path("physics", "tables", "lem1_chordoma_ax0.1_bx0.05_Dt30_rn5.csv")).Where(line => line[0] != '#').Skip(1).ToList();
        Assert.Equal(156, rows.Count);
        var averaged = new LocalEffectModel(Chordoma with { Averaging = LemAveraging.ImpactParameter });
        var central = new LocalEffectModel(Chordoma);
        foreach (var row in rows.Select(line => line.Split(',').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray()))
        {
            var ion = new Ion((int)row[0], (int)row[1]);

            // Two integrations of one model; the tracks of the slowest light ions are as thin as the steps of Survival's sum. Of boron an independent
            // implementation (the table's last columns) with the same LET differs from Survival by up to 2.7 %, as does this one.
            var tolerance = (ion.Z, row[2]) switch { (6, _) => 0.01, (_, < 1) => 0.05, (5, _) => 0.03, _ => 0.02 };
            Assert.Equal(row[8], central.Effect(ion, row[2], row[3]).AlphaPerGy, 2e-3 * row[8]);
            Assert.Equal(row[4], central.Effect(ion, row[2], row[3]).AlphaPerGy, tolerance * row[4]);
            Assert.Equal(row[6], averaged.Effect(ion, row[2], row[3]).AlphaPerGy, tolerance * row[6]);
            Assert.Equal(row[5], central.Effect(ion, row[2], row[3]).BetaPerGy2, tolerance * 3.1 / 60); // β_z = (s_max − α_z)/(2 D_t)
            Assert.Equal(row[7], averaged.Effect(ion, row[2], row[3]).BetaPerGy2, tolerance * 3.1 / 60); // β_z = (s_max − α_z)/(2 D_t)
        }
    }

    [Fact]
    public void Effect_VanishingLet_IsThatOfPhotons()
    {
        // Every local dose tends to 0, so every local effect to α_x D, and no nucleus is hit twice.
        var effect = new LocalEffectModel(Chordoma with { Averaging = LemAveraging.ImpactParameter }).Effect(Ion.Proton, 300, 1e-7);
        Assert.Equal(0.1, effect.AlphaPerGy, 1e-5);
        Assert.Equal(0.05, effect.BetaPerGy2, 1e-5);
    }

    [Fact]
    public void Effect_EnormousLet_KillsEveryNucleusOnce()
    {
        // Overkill: the slope is one lethal event per traversal, 1/d₁.
        var traversal = 0.1602176634 * 5000 / (Math.PI * 25);
        Assert.Equal(1 / traversal, new LocalEffectModel(Chordoma).Effect(Ion.Carbon12, 5, 5000).AlphaPerGy, 1e-3 / traversal);
    }

    [Fact]
    public void Parameters_Set_ReplacesThemAndRefusesNonsense()
    {
        var set = Chordoma.With(new Dictionary<string, double> { ["alphax"] = 0.5, ["betax"] = 0.04, ["dt"] = 20, ["rn"] = 4 });
        Assert.Equal(new LemParameters(new PhotonCurve(0.5, 0.04, 20), 4, LemAveraging.Central), set);
        Assert.Equal("parameter alphax is -0.1 1/Gy, but must be above 0", Assert.Throws<InputException>(() => Chordoma.With(new Dictionary<string, double> { ["alphax"] = -0.1 })).Message);
        Assert.Contains("unknown parameter rd", Assert.Throws<InputException>(() => Chordoma.With(new Dictionary<string, double> { ["rd"] = 1 })).Message, StringComparison.Ordinal);
    }
}
