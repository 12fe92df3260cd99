using Hanbeam.Dose.BeamModels;
using Hanbeam.Dose.BeamModels.Commissioning;
using Hanbeam.Dose.BeamModels.WaterBeams;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Stopping;
using Hanbeam.Treatment.Machines;
using Xunit;

namespace Hanbeam.Tests.Dose.BeamModels.Commissioning;

/// <summary>Measurements without noise, of the very beams that are fitted: what is left is the fit's own doing.</summary>
public sealed class BeamFitTests
{
    private static readonly double[] Energies = [150, 250, 350];
    private static readonly Lazy<(Machine Machine, WaterBeamSet Beams)> Shared = new(() =>
    {
        var machine = GenericSynchrotron.Spec.Create(Energies);
        var mean = BeamLine.Of(machine).NozzleWaterEquivalentMm + machine.RippleFilter!.MeanWaterEquivalentMm;
        var table = RangeTable.Of(GenericSynchrotron.Spec.Ion);
        return (machine, DeterministicWaterBeams.Make(mean, table.RangeMm(Energies[0]) - mean, table.RangeMm(Energies[^1]) - mean + 1, new WorkContext(1)));
    });

    [Theory]
    [InlineData(1.2, 1.1)]
    [InlineData(1.5, 1.2)] // beyond what is believed beforehand
    public void SmallChamber_AndAStrongerHalo_AreFoundTogether(double dose, double sigma)
    {
        var (machine, beams) = Shared.Value;
        var data = Data(chamberMm: 20, new HaloScale(dose, sigma));
        var fit = new BeamFit(data, machine, beams).Run();
        Assert.InRange(fit.Turns, 2, 7);
        // Twelve field sizes tell a halo's dose from its sigma no better than is believed beforehand, so less dose is made up for by more sigma; what was measured is met as it was measured.
        Assert.InRange(fit.Halo.Dose, 1.02, dose);
        Assert.True(fit.Halo.Sigma > 1.02);
        var (pencils, spot) = (new BeamFit(data, machine, beams).Pencils(fit.Machine, Energies), SpotTable.Of(fit.Machine));
        foreach (var factor in data.FieldSizeFactors) Assert.Equal(factor.Factor, HaloFit.FieldSize(new PencilModel(fit.Halo.Apply(pencils[factor.EnergyMeVPerU])), factor, spot), factor.Uncertainty);
        foreach (var energy in fit.Energies) Assert.Equal(0, energy.RangeShiftMm.Value, 0.02); // a fifth of what a depth is known to: a chamber of 20 mm misses a few per cent, by the depth
    }

    [Fact]
    public void WholePlane_NeedsOneTurn()
    {
        var (machine, beams) = Shared.Value;
        Assert.Equal(1, new BeamFit(Data(chamberMm: null), machine, beams).Run().Turns);
    }

    [Fact]
    public void OffsetOfDepths_GoesIntoEveryEnergyInFull_AndIntoNothingElse()
    {
        var (machine, beams) = Shared.Value;
        var (none, some) = (new BeamFit(Data(null) with { DepthOffsetUncertaintyMm = 0 }, machine, beams).Run(), new BeamFit(Data(null) with { DepthOffsetUncertaintyMm = 0.3 }, machine, beams).Run());
        foreach (var (a, b) in none.Energies.Zip(some.Energies))
        {
            Assert.Equal(a.RangeShiftMm.Value, b.RangeShiftMm.Value, 1e-12);
            Assert.True(a.RangeShiftMm.Uncertainty < 0.05); // sixty points of 0.05 mm
            Assert.Equal(Math.Sqrt(0.09 + Math.Pow(a.RangeShiftMm.Uncertainty, 2)), b.RangeShiftMm.Uncertainty, 1e-12);
            Assert.Equal(a.FitUncertaintyMm, b.FitUncertaintyMm, 1e-12);
            Assert.Equal(a.RelativeEnergySpread, b.RelativeEnergySpread);
            // 0.3 mm of range over the millimetres that a MeV/u is worth.
            var table = RangeTable.Of(GenericSynchrotron.Spec.Ion);
            Assert.Equal(b.RangeShiftMm.Uncertainty * table.StoppingKeVPerUm(a.NominalMeVPerU) / 12, b.BeamEnergyMeVPerU.Uncertainty, 0.001);
        }
    }

    [Fact]
    public void OffsetOfDepths_GoesIntoIonsPerMonitorUnit_ByTheSlopeOfTheDose()
    {
        var (machine, beams) = Shared.Value;
        var fitter = new BeamFit(Data(null), machine, beams);
        var pencils = fitter.Pencils(fitter.Run().Machine, Energies);
        FittedFigure Ions(double depthMm, double offsetMm, bool shared = false) =>
            MonitorFit.Of(Data(null) with { DepthOffsetUncertaintyMm = offsetMm, Doses = [new FieldDose(150, depthMm, 0, 60, 2, 1, 1, 0.01) { SharesDepthOffset = shared }] }, pencils, SpotTable.Of(machine))[150];
        Assert.Equal(0.01, Ions(20, 0).Uncertainty / Ions(20, 0).Value, 1e-9); // the reading's alone
        Assert.Equal(0.01, Ions(20, 0.3).Uncertainty / Ions(20, 0.3).Value, 0.001); // the plateau rises by 0.4 % a mm
        Assert.True(Ions(45, 0.3).Uncertainty / Ions(45, 0.3).Value > 0.013); // 6 mm in front of the peak by 3 % a mm and more
        Assert.Equal(0.01, Ions(45, 0.3, shared: true).Uncertainty / Ions(45, 0.3).Value, 1e-9); // dose and curve are shifted alike
    }

    private static CommissioningData Data(double? chamberMm, HaloScale? halo = null)
    {
        var (machine, beams) = Shared.Value;
        var plain = new CommissioningData { Name = "ours", Spec = GenericSynchrotron.Spec, DepthDoses = [] };
        var pencils = new BeamFit(plain, machine, beams).Pencils(machine, Energies).ToDictionary(pair => pair.Key, pair => (halo ?? HaloScale.None).Apply(pair.Value));
        var spot = SpotTable.Of(machine);
        return plain with
        {
            DepthDoses = [.. Energies.Select(energy =>
            {
                var (model, beam, (x, y)) = (new PencilModel(pencils[energy]), pencils[energy], spot(energy, 0));
                double[] depths = [.. beam.DepthMm.Where(depth => depth > 2 && depth < BeamModelGenerator.DistalDepthMm(beam, 0.2) + 20)];
                return new DepthDoseCurve
                {
                    Source = "d.csv", EnergyMeVPerU = energy, DepthMm = depths, ChamberRadiusMm = chamberMm,
                    Dose = [.. depths.Select(depth => model.IntegralDose(depth) * (chamberMm is { } radius ? model.RoundChamber(depth, radius, 0.5 * (x * x + y * y)) : 1))],
                };
            })],
            FieldSizeFactors = [.. Energies.SelectMany(energy => new[] { 15.0, 30, 60, 90 }.Select(side =>
            {
                var factor = new FieldSizeFactor("f.csv", energy, 30, 0, side, 150, 1, 0.003);
                return factor with { Factor = HaloFit.FieldSize(new PencilModel(pencils[energy]), factor, spot) };
            }))],
        };
    }
}
