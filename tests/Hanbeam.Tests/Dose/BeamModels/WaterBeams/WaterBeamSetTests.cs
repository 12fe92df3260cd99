using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.WaterBeams;

public sealed class WaterBeamSetTests
{
    private const double MeanWaterMm = 4.27;

    private static readonly Lazy<WaterBeamSet> Set = new(() => DeterministicWaterBeams.Make(MeanWaterMm, 5, 306, new WorkContext(2)));

    [Theory]
    [InlineData(70)]
    [InlineData(153.7)]
    [InlineData(288)]
    [InlineData(405)]
    public void InterpolatedBeam_FoldedWithTheFilter_IsTheDirectOne(double energy)
    {
        var machine = GenericSynchrotron.Create([energy]);
        var direct = BeamModelGenerator.Generate(machine, new WorkContext(1)).Energies[0];
        var table = RangeTable.Of(Ion.Carbon12);
        var sigma = 0.001 * energy * 12 / table.StoppingKeVPerUm(energy);
        var folded = new FoldedBeam(Set.Value.At(table.RangeMm(energy) - MeanWaterMm), new SpreadKernel(3.4, sigma));
        var dose = folded.Dose(direct.DepthMm);
        var variance = folded.DoseTimesVariance(direct.DepthMm);
        var peak = direct.IntegralDose.Max();
        for (var d = 0; d < direct.DepthMm.Length; d++)
        {
            var total = dose.Sum(component => component[d]);
            // 0.2 % of the local dose; in the fall-off 1 % of the peak, 0.02 mm of depth: both fold in cells of 0.05 mm and more.
            Assert.Equal(direct.IntegralDose[d], total, 0.002 * direct.IntegralDose[d] + 0.01 * peak);
            if (direct.DepthMm[d] > 0.8 * Range(direct)) continue;
            Assert.Equal(direct.IntegralDose[d], total, 0.003 * direct.IntegralDose[d]);
            for (var c = 0; c < 4; c++)
                Assert.Equal(direct.Components[c].Weight[d] * Math.Pow(direct.Components[c].SigmaMm[d], 2), variance[c][d] / total, 0.02 * Math.Pow(direct.Components[c].SigmaMm[d], 2) + 0.002);
        }
    }

    [Fact]
    public void Kernel_HasItsMeanAndItsVariance()
    {
        foreach (var (width, sigma) in new[] { (3.4, 0.0), (3.4, 0.3), (0, 0.3), (0.5, 2.0), (0, 0) })
        {
            var kernel = new SpreadKernel(width, sigma);
            Assert.Equal(0, kernel.OffsetMm.Zip(kernel.Weight, (t, w) => t * w).Sum(), 1e-9);
            // Cells add a twelfth of their square: below 1.5 % of the variance.
            Assert.Equal(1, (kernel.OffsetMm.Zip(kernel.Weight, (t, w) => t * t * w).Sum() + 1e-12) / (width * width / 12 + sigma * sigma + 1e-12), 0.015);
        }
    }

    [Fact]
    public void RangeOutsideTheSet_IsRefused() => Assert.Throws<InputException>(() => Set.Value.At(340));

    private static double Range(EnergyBeamData beam) => BeamModelGenerator.DistalDepthMm(beam, 0.8);
}
