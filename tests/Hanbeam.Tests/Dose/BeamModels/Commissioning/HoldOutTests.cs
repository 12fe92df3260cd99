using Hanbeam.Dose.BeamModels.Commissioning;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.Commissioning;

public sealed class HoldOutTests
{
    private static readonly double[] Energies = [100, 150, 200, 250, 300, 350];

    [Fact]
    public void EverySecondEnergy_BetweenTheEnds_IsKeptOut_WithAllThatWasMeasuredAtIt()
    {
        var parts = HoldOut.Of(Data(Energies))!;
        Assert.Equal([150, 250], parts.Held.DepthDoses.Select(curve => curve.EnergyMeVPerU));
        Assert.Equal([100, 200, 300, 350], parts.Fitted.DepthDoses.Select(curve => curve.EnergyMeVPerU));
        Assert.Equal([150, 250], parts.Held.Profiles.Select(profile => profile.EnergyMeVPerU));
        Assert.Equal([150, 250], parts.Held.Doses.Select(dose => dose.EnergyMeVPerU));
        Assert.StartsWith("everything at 150, 250 MeV/u (every second energy) and every second field-size factor", parts.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void EverySecondFieldSize_OfTheOtherEnergies_IsKeptOut()
    {
        var parts = HoldOut.Of(Data(Energies))!;
        Assert.Equal([20, 40], parts.Held.FieldSizeFactors.Where(factor => factor.EnergyMeVPerU == 100).Select(factor => factor.SideMm));
        Assert.Equal([10, 30], parts.Fitted.FieldSizeFactors.Where(factor => factor.EnergyMeVPerU == 100).Select(factor => factor.SideMm));
        Assert.Equal(4, parts.Held.FieldSizeFactors.Count(factor => factor.EnergyMeVPerU == 150));
    }

    [Fact]
    public void NothingIsInBothParts_NorInNone()
    {
        var data = Data(Energies);
        var parts = HoldOut.Of(data)!;
        Assert.Equal(data.FieldSizeFactors.ToHashSet(), [.. parts.Fitted.FieldSizeFactors, .. parts.Held.FieldSizeFactors]);
        Assert.Equal(data.DepthDoses.Count, parts.Fitted.DepthDoses.Count + parts.Held.DepthDoses.Count);
        Assert.Equal(data.Profiles.Count, parts.Fitted.Profiles.Count + parts.Held.Profiles.Count);
    }

    [Fact]
    public void KindThatWouldBeLeftWithNothing_StaysWhole()
    {
        var data = Data(Energies);
        var parts = HoldOut.Of(data with { Doses = [.. data.Doses.Where(dose => dose.EnergyMeVPerU == 150)] })!;
        Assert.Empty(parts.Held.Doses);
        Assert.Single(parts.Fitted.Doses);
    }

    [Fact]
    public void TwoEnergies_OrNoWish_KeepNothingOut()
    {
        Assert.Null(HoldOut.Of(Data([100, 200])));
        Assert.Null(HoldOut.Of(Data(Energies) with { HoldOut = false }));
    }

    private static CommissioningData Data(double[] energies) => new()
    {
        Name = "ours", Spec = GenericSynchrotron.Spec,
        DepthDoses = [.. energies.Select(energy => new DepthDoseCurve { Source = "d.csv", EnergyMeVPerU = energy, DepthMm = [1], Dose = [1] })],
        Profiles = [.. energies.Select(energy => new SpotProfile { Source = "p.csv", EnergyMeVPerU = energy, AlongX = true, ZgMm = 0, PositionMm = [0], Dose = [1] })],
        FieldSizeFactors = [.. energies.SelectMany(energy => new[] { 10.0, 20, 30, 40 }.Select(side => new FieldSizeFactor("f.csv", energy, 20, 0, side, 100, 0.9, 0.01)))],
        Doses = [.. energies.Select(energy => new FieldDose(energy, 20, 0, 60, 2, 1, 1, 0.01))],
    };
}
