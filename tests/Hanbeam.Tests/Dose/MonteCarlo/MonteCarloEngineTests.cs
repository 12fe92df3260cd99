using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

public sealed class MonteCarloEngineTests
{
    private static readonly GridGeometry Grid = new(new Vector3d(-38, -38, 2), new Vector3d(4, 4, 4), 20, 20, 30);

    [Fact]
    public void Run_WithOneTwoAndFourThreads_GivesTheSameBits()
    {
        var runs = new[] { 1, 2, 4 }.Select(threads => Run(Ion.Carbon12, 200, threads)).ToList();
        foreach (var run in runs.Skip(1))
        {
            Assert.Equal(runs[0].DoseToWater, run.DoseToWater);
            Assert.Equal(runs[0].Let, run.Let);
            Assert.Equal(runs[0].RelativeUncertainty, run.RelativeUncertainty);
            Assert.Equal(runs[0].Energy, run.Energy);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(6, 12)]
    [InlineData(8, 16)]
    [InlineData(10, 20)]
    public void EnergyBook_OfAnyIon_ClosesAndIsWhatTheVoxelsHold(int z, int a)
    {
        var run = Run(new Ion(z, a), 150, 2);

        // Doubles over 10⁶ steps; the voxels are floats, with 10⁻⁷ of rounding each.
        Assert.Equal(0, run.Energy.RelativeImbalance, 1e-9);
        var gramsPerVoxel = 1e-3 * Grid.VoxelVolumeMm3;
        var deposited = run.DoseToMedium.Sum(dose => (double)dose) * gramsPerVoxel / 1.602176634e-10;
        Assert.Equal(1, deposited / run.Energy.DepositedMeV, 1e-5);
    }

    [Fact]
    public void Run_InWater_GivesTheSameDoseToWaterAndToMedium()
    {
        var run = Run(Ion.Carbon12, 200, 2);
        for (var n = 0; n < run.DoseToWater.Length; n++) Assert.Equal(run.DoseToMedium[n], run.DoseToWater[n], 1e-4 * run.DoseToMedium[n] + 1e-30);
    }

    [Fact]
    public void Run_WithoutALimit_IsRefused() =>
        Assert.Throws<InputException>(() => MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 200)], new ScoringRequest(), new MonteCarloSettings(), WorkContext.Default));

    [Fact]
    public void Pencil_OfAnEnergyOutsideTheTables_IsRefused() =>
        Assert.Contains("450", Assert.Throws<InputException>(() => BeamSource.Pencil(Ion.Carbon12, 500)).Message, StringComparison.Ordinal);

    [Fact]
    public void Uncertainty_AsTheLimit_IsReached()
    {
        var settings = new MonteCarloSettings { RelativeUncertainty = 0.1, BatchHistories = 200 };
        var run = MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Field(Ion.Carbon12, 200, 40, 40)], new ScoringRequest(), settings, new WorkContext(2));
        Assert.InRange(run.MeanRelativeUncertainty, 0.05, 0.1);
        Assert.InRange(run.Batches, MonteCarloSettings.FewestBatches, 1000);
    }

    private static MonteCarloResult Run(Ion ion, double energy, int threads) => MonteCarloEngine.Run(
        TransportGeometry.Homogeneous(Grid, Material.Water), [BeamSource.Field(ion, energy, 40, 40, 0.001, 2)], new ScoringRequest(),
        new MonteCarloSettings { Histories = 1000 }, new WorkContext(threads));
}
