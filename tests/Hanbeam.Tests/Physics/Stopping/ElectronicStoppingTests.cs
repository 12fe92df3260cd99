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
    public void Stopping_WhereVelocityProportionalTakesOver_IsContinuous()
    {
        var below = ElectronicStopping.LetInWaterKeVPerUm(Ion.Carbon12, 0.1 * (1 - 1e-9));
        var above = ElectronicStopping.LetInWaterKeVPerUm(Ion.Carbon12, 0.1);
        Assert.Equal(1, below / above, 1e-8);
        Assert.Equal(0, ElectronicStopping.LetInWaterKeVPerUm(Ion.Carbon12, 0));
    }

    [Fact]
    public void LargestTransfer_OfAHeavyIon_IsTwoMcBetaGammaSquared()
    {
        var gamma = Kinematics.Gamma(Ion.Carbon12, 400);
        var simple = 2 * 0.511 * (gamma * gamma - 1);
        Assert.Equal(1, ElectronicStopping.LargestTransferMeV(Ion.Carbon12, 400) / simple, 2e-4); // 2γ m_e/M = 1.3e-4
    }
}
