using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.Commissioning;

public sealed class CurveTests
{
    [Fact]
    public void Figures_OfATriangleOnAPlateau_AreReadOff()
    {
        // Plateau 0.25 to 80 mm, up to 1 at 100, down to 0 at 110: 80 % at 94.67 and 102, 20 % at 108.
        var figures = CurveFigures.Of([0, 40, 80, 100, 110, 120], [0.25, 0.25, 0.25, 1, 0, 0]);
        Assert.Equal(102, figures.RangeMm, 1e-9);
        Assert.Equal(6, figures.DistalFalloffMm, 1e-9);
        Assert.Equal(102 - (80 + 20 * 0.55 / 0.75), figures.PeakWidthMm, 1e-9);
        Assert.Equal(0.25, figures.PlateauToPeak, 1e-9);
    }

    [Fact]
    public void Curve_WithoutFallOrRise_HasNoFigures()
    {
        Assert.Throws<FormatException>(() => CurveFigures.Of([0, 40, 80], [0.2, 0.5, 1]));
        Assert.Throws<FormatException>(() => CurveFigures.Of([0, 1, 2], [1, 0.5, 0]));
    }

    [Fact]
    public void Gamma_OfAShift_IsItsPartOfTheDistance_AndOfAnOffset_OfTheDose()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        Assert.All(LinearGamma.Of(x, [.. x], at => at + 1, 1e6, 2), gamma => Assert.Equal(0.5, gamma, 1e-3)); // 1 of 2 in dose, distance of no account
        Assert.All(LinearGamma.Of(x, [.. x.Select(_ => 1.0)], _ => 1.03, 1, 0.02), gamma => Assert.Equal(1.5, gamma, 1e-3)); // 3 % of 2 %
    }

    [Fact]
    public void Halo_ScaledUpAndDown_KeepsTheSumOfShares()
    {
        var beam = GenericBeam();
        foreach (var scale in new[] { new HaloScale(1.3, 0.8), new HaloScale(0.5, 2), new HaloScale(20, 1) })
        {
            var scaled = scale.Apply(beam);
            for (var d = 0; d < beam.DepthMm.Length; d++) Assert.Equal(1, scaled.Components.Sum(c => c.Weight[d]), 1e-12);
            Assert.Equal(beam.Components[2].SigmaMm[3] * scale.Sigma, scaled.Components[2].SigmaMm[3], 1e-12);
        }

        Assert.Equal(1.3 * beam.Components[2].Weight[3], new HaloScale(1.3, 1).Apply(beam).Components[2].Weight[3], 1e-12);
    }

    [Fact]
    public void Envelope_ThroughFivePositions_IsFreeFlight()
    {
        double Sigma(double z) => Math.Sqrt(4 + Math.Pow(0.003 * (z - 150), 2));
        var envelope = SpotEnvelope.Of([.. new[] { 300.0, 100, 0, -150, -300 }.Select(z => (z, new FittedFigure(Sigma(z), 0.01)))], _ => 3);
        foreach (var z in new[] { 600.0, 250, -50 }) Assert.Equal(Sigma(z), envelope.SigmaMm(z), 1e-4);
    }

    [Fact]
    public void Envelope_FromOnePosition_KeepsTheDescribedDivergence()
    {
        double Described(double z) => Math.Sqrt(4 + Math.Pow(0.002 * z, 2));
        var envelope = SpotEnvelope.Of([(0, new FittedFigure(3, 0.01))], Described);
        Assert.Equal(3, envelope.SigmaMm(0), 1e-4);
        Assert.Equal(Math.Sqrt(9 + 1), envelope.SigmaMm(500), 1e-3); // 0.002·500 = 1 mm on top
    }

    private static EnergyBeamData GenericBeam()
    {
        double[] depth = [0, 1, 2, 3, 4];
        return new EnergyBeamData
        {
            EnergyMeVPerU = 100, DepthMm = depth, IntegralDose = [1, 1, 1, 2, 0], DoseAveragedLet = [1, 1, 1, 1, 1],
            Components =
            [
                new(LateralGroup.Core, [0.9, 0.8, 0.7, 0.6, 0], [1, 1, 1, 1, 1]),
                new(LateralGroup.Fragments, [0.05, 0.1, 0.1, 0.1, 0], [2, 2, 2, 2, 2]),
                new(LateralGroup.Halo, [0.05, 0.1, 0.2, 0.3, 1], [9, 9, 9, 9, 9]),
            ],
        };
    }
}
