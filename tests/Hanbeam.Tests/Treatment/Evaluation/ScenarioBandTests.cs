using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Structures;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation;

public sealed class ScenarioBandTests
{
    private static readonly StructureBody Body = StructureBody.Of(
        Polygons.Structure([.. Enumerable.Range(-5, 10).Select(n => Polygons.Rectangle(2 * n + 1, -10, 10, -10, 10))]), 2);

    // 60 Gy falling off to the left at x = 8 mm by 2 Gy/mm; a scenario moves the edge.
    private static DoseVolume Shifted(double mm) => Doses.Of(Doses.Around(24, 2), place => Math.Min(60, 60 - 2 * (place.X - 8 - mm))) with { Fractions = 16 };

    [Fact]
    public void Band_SpansTheScenarios_AndTheNominal()
    {
        var band = ScenarioBand.Create(Body, Shifted(0), [Shifted(-4), Shifted(4)]);
        var (least, nominal, greatest) = band.Of(dvh => dvh.Min);
        Assert.Equal((48.0, 56.0, 60.0), (Math.Round(least, 3), Math.Round(nominal, 3), Math.Round(greatest, 3)));
        var curve = band.Curve(0.5);
        for (var n = 0; n < curve.Dose.Length; n++)
        {
            Assert.InRange(curve.NominalPercent[n], curve.LeastPercent[n], curve.GreatestPercent[n]);
            Assert.Equal(band.Nominal.VolumePercentAtDose(curve.Dose[n]), curve.NominalPercent[n]);
        }

        Assert.Equal(0, curve.GreatestPercent[^1]);
        Assert.Equal(100, curve.LeastPercent[0]);
        Assert.Equal(band.Scenarios[0].VolumePercentAtDose(55), curve.LeastPercent[110]);
    }

    [Fact]
    public void VoxelwiseWorst_IsWorseThanEveryScenario()
    {
        DoseVolume[] scenarios = [Shifted(-4), Shifted(4), Shifted(0) with { Values = Doses.Of(Doses.Around(24, 2), place => Math.Min(60, 60 + 2 * (place.X + 6))).Values }];
        var worst = DoseVolumeHistogram.Create(Body, ScenarioDose.VoxelwiseLeast(Shifted(0), scenarios));
        Assert.All(scenarios, scenario => Assert.True(worst.D95 <= DoseVolumeHistogram.Create(Body, scenario).D95));
        Assert.True(DoseVolumeHistogram.Create(Body, ScenarioDose.VoxelwiseGreatest(Shifted(0), scenarios)).D95 >= 60 - 1e-3);
    }

    [Fact]
    public void DosesOfOtherKinds_AreRefused()
    {
        var nominal = Shifted(0);
        Refused(nominal with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "lem1" }, "Gy(RBE) of lem1");
        Refused(nominal with { Extent = DoseExtent.PerFraction }, "per fraction");
        var coarser = Doses.Of(Doses.Around(24, 3), _ => 1) with { Fractions = 16 };
        Assert.Contains("another grid", Assert.Throws<InputException>(() => ScenarioDose.VoxelwiseLeast(nominal, [coarser])).Message, StringComparison.Ordinal);

        void Refused(DoseVolume scenario, string part) =>
            Assert.Contains(part, Assert.Throws<InputException>(() => ScenarioBand.Create(Body, nominal, [scenario])).Message, StringComparison.Ordinal);
    }
}
