using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Physics.Stopping;

public sealed class ElectronicStoppingTests
{
    [Fact]
    public void Stopping_AtTheSameSpeed_GrowsWithChargeSquared()
    {
        var proton = ElectronicStopping.LetInWaterKeVPerUm(Ion.Proton, 300);
        var helium = ElectronicStopping.LetInWaterKeVPerUm(new Ion(2, 4), 300);
        Assert.Equal(4, helium / proton, 0.03); // masses per nucleon differ by 0.7 %, Bloch term below 0.1 %
    }

    [Fact]
    public void Stopping_OfPmma_IsThatOfARangeShifter()
    {
        var ratio = ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, Material.Pmma) * Material.Pmma.DensityGPerCm3
            / ElectronicStopping.MassStoppingPower(Ion.Carbon12, 200, Material.Water);
        Assert.Equal(1.16, ratio, 0.01); // the machine's figure, two digits
    }

    [Fact]
    public void Stopping_WhereBetheGivesWay_IsContinuous_AndSoIsItsSlope()
    {
        foreach (var ion in new[] { Ion.Proton, new Ion(2, 4), new Ion(4, 9), Ion.Carbon12 })
        {
            double At(double factor) => Math.Log(ElectronicStopping.LetInWaterKeVPerUm(ion, ElectronicStopping.BetheFromMeVPerU * factor));
            Assert.Equal(0, At(1) - At(1 - 1e-9), 1e-8);
            // One-sided differences over 1e-3: their error is half the second derivative of ln S by ln E, below 1, times the step.
            Assert.Equal((At(1.001) - At(1)) / 1e-3, (At(1) - At(0.999)) / 1e-3, 2e-3);
        }

        Assert.Equal(0, ElectronicStopping.LetInWaterKeVPerUm(Ion.Carbon12, 0));
    }

    [Theory]
    [InlineData(1, 1, 0.05, 0.1)]
    [InlineData(2, 4, 0.1, 0.3)]
    [InlineData(6, 12, 0.15, 0.4)]
    public void Stopping_OfSlowIons_HasItsMaximum_AndThenFollowsVelocity(int z, int a, double low, double high)
    {
        // Maxima of published tables lie at 0.08 (H), 0.19 (He) and near 0.25 MeV/u (C).
        var energies = Enumerable.Range(0, 200).Select(i => 0.01 * Math.Exp(i * 0.025)).ToArray();
        Assert.InRange(energies.MaxBy(e => ElectronicStopping.LetInWaterKeVPerUm(new Ion(z, a), e)), low, high);
        var ratio = ElectronicStopping.LetInWaterKeVPerUm(new Ion(z, a), 0.001) / ElectronicStopping.LetInWaterKeVPerUm(new Ion(z, a), 0.00025);
        Assert.Equal(2, ratio, 0.06); // what is left of 1/S_fast at 1 keV/u: 3 %
    }

    [Fact]
    public void Stopping_OfSlowIons_KeepsTheRatioOfMaterials()
    {
        double Ratio(double energy) => ElectronicStopping.MassStoppingPower(Ion.Carbon12, energy, Material.Pmma) / ElectronicStopping.MassStoppingPower(Ion.Carbon12, energy, Material.Water);
        Assert.Equal(Ratio(1.5), Ratio(0.2), 1e-9); // rounding
    }

    [Fact]
    public void LargestTransfer_OfAHeavyIon_IsTwoMcBetaGammaSquared()
    {
        var gamma = Kinematics.Gamma(Ion.Carbon12, 400);
        var simple = 2 * 0.511 * (gamma * gamma - 1);
        Assert.Equal(1, ElectronicStopping.LargestTransferMeV(Ion.Carbon12, 400) / simple, 2e-4); // 2γ m_e/M = 1.3e-4
    }
}
