using System.Globalization;
using Hanbeam.Biology.Mkm;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Biology;

public sealed class SurvivalOfHsgAndV79Cells_FollowsThePublishedCurves
{
    private static readonly MkmParameters Hsg = new(0.150, 0.0593, 0.29, 3.9, 55.0);
    private static readonly MkmParameters StochasticHsg = new(0.174, 0.0568, 0.28, 8.1, 66.0);
    private static readonly MkmParameters StochasticV79 = new(0.103, 0.0210, 0.23, 8.1, 122.0);

    // Points that the validation files of pymkm (CC BY 4.0) read off the figures: ion, LET in keV/µm, dose in Gy, survival.
    private static readonly Point[] Points =
    [
        new("MKM, HSG", new Ion(6, 12), 22.5, 1.5531, 0.33810), new("MKM, HSG", new Ion(6, 12), 22.5, 4.9381, 0.012155),
        new("MKM, HSG", new Ion(6, 12), 333, 1.2307, 0.24592), new("MKM, HSG", new Ion(6, 12), 333, 6.1515, 1.4717e-4),
        new("SMK, HSG", new Ion(2, 4), 70.3, 1.0291, 0.12027), new("SMK, HSG", new Ion(2, 4), 70.3, 3.9942, 1.5590e-4),
        new("SMK, HSG", new Ion(6, 12), 137, 0.93996, 0.15106), new("SMK, HSG", new Ion(6, 12), 137, 3.9205, 2.6046e-4),
        new("SMK, HSG", new Ion(6, 12), 333, 1.7503, 0.13205), new("SMK, HSG", new Ion(6, 12), 333, 7.1873, 1.2940e-4),
        new("SMK, V79", new Ion(2, 4), 73.9, 1.4266, 0.14803), new("SMK, V79", new Ion(2, 4), 73.9, 6.5629, 1.2220e-4),
        new("SMK, V79", new Ion(6, 12), 432, 2.1451, 0.19411), new("SMK, V79", new Ion(6, 12), 432, 9.1399, 6.2038e-4),
    ];

    [Fact]
    public void LethalEvents_AtThePublishedPoints_AreThoseOfTheCurves()
    {
        var claim = Claim.Of(this, "−ln of survival of HSG and V79 cells after helium and carbon ions, by the MKM and the stochastic MKM with the parameters of 2018, is that of the published curves.",
            "Curves of [InaniwaKanematsu2018] as read off its figures by the authors of pymkm");
        foreach (var point in Points)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"{point.Model}, {point.Ion.Name} of {point.LetKeVPerUm} keV/µm, {point.DoseGy:G3} Gy");
            claim.Relative(label, LethalEvents(point), -Math.Log(point.Survival), 0.05, "lethal events", "reading of a figure, and the energy that belongs to the LET: 3 % in the LET of slow carbon is 3 % in its effect");
        }

        claim.Conclude();
    }

    private static double LethalEvents(Point point)
    {
        var energy = EnergyOf(point.Ion, point.LetKeVPerUm);
        if (point.Model == "MKM, HSG")
        {
            var effect = new MkmCell(Hsg).Effect(point.Ion, energy, point.LetKeVPerUm);
            return (effect.AlphaPerGy + effect.BetaPerGy2 * point.DoseGy) * point.DoseGy;
        }

        var model = new StochasticMkm(point.Model == "SMK, HSG" ? StochasticHsg : StochasticV79);
        return model.LethalEvents(model.Means(point.Ion, energy, point.LetKeVPerUm), point.DoseGy);
    }

    // The energy above the Bragg maximum at which the ion has the LET.
    private static double EnergyOf(Ion ion, double letKeVPerUm)
    {
        var (low, high) = (1.0, 500.0);
        for (var n = 0; n < 60; n++)
        {
            var middle = Math.Sqrt(low * high);
            if (ElectronicStopping.LetInWaterKeVPerUm(ion, middle) > letKeVPerUm) low = middle;
            else high = middle;
        }

        return low;
    }

    private sealed record Point(string Model, Ion Ion, double LetKeVPerUm, double DoseGy, double Survival);
}
