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

    // Beside the voxels' grid and smaller than it.
    private static readonly GridGeometry Other = new(new Vector3d(-20, -19, 5), new Vector3d(3, 2.5, 5), 13, 16, 20);

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

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void Run_InLanes_FollowsTheSameIonsAsTheScalarOne(bool quantities, bool byCharge, bool otherGrid)
    {
        Assert.SkipUnless(LaneTransport.IsSupported, "this processor has no AVX-512");
        var request = new ScoringRequest { ByCharge = byCharge, Quantities = quantities ? [(z, _, e) => z * z / e, (_, a, _) => a] : [] };
        MonteCarloResult Follow(bool lanes) => MonteCarloEngine.Run(
            HeadLike(otherGrid ? Other : null), [BeamSource.Field(Ion.Carbon12, 200, 40, 40, 0.001, 2, 0.003)], request, new MonteCarloSettings { Histories = 2000, Lanes = lanes }, new WorkContext(2));
        var (scalar, inLanes) = (Follow(false), Follow(true));

        // Each ion has the same history, to the bit; sums of floats in another order differ by rounding: 10³ terms of 10⁻⁷.
        AssertClose(scalar.DoseToWater, inLanes.DoseToWater, 2e-5f);
        AssertClose(scalar.DoseToMedium, inLanes.DoseToMedium, 2e-5f);
        AssertClose(scalar.Let, inLanes.Let, 2e-4f);
        for (var n = 0; n < scalar.Means.Count; n++) AssertClose(scalar.Means[n], inLanes.Means[n], 2e-4f);
        for (var z = 0; z < scalar.DoseByCharge.Count; z++) AssertClose(scalar.DoseByCharge[z], inLanes.DoseByCharge[z], 2e-5f);
        Assert.Equal(scalar.Energy.NeutronMeV, inLanes.Energy.NeutronMeV, 1e-9 * scalar.Energy.IncomingMeV);
        Assert.Equal(scalar.Energy.EscapedMeV, inLanes.Energy.EscapedMeV, 1e-9 * scalar.Energy.IncomingMeV);
        Assert.Equal(scalar.Energy.Reactions, inLanes.Energy.Reactions);
    }

    [Fact]
    public void Run_ScoredOnAnotherGrid_HasTheEnergyOfTheVoxels()
    {
        // The same ions, as seed and voxels are the same: only where their energy is written down differs. A grid of half the spacing and one that takes two voxels at a time.
        var ofVoxels = Follow(null);
        foreach (var spacing in new[] { 2.0, 8.0 })
        {
            var grid = new GridGeometry(new Vector3d(-40 + spacing / 2, -40 + spacing / 2, spacing / 2), new Vector3d(spacing, spacing, spacing), (int)(80 / spacing), (int)(80 / spacing), (int)(120 / spacing));
            var other = Follow(grid);
            Assert.Equal(ofVoxels.Energy.Reactions, other.Energy.Reactions);
            double Energy(MonteCarloResult run, GridGeometry cells, int layer, double thickness) => Enumerable.Range(0, cells.Count)
                .Where(n => cells.Voxel(n).K * cells.Spacing.Z / thickness >= layer && cells.Voxel(n).K * cells.Spacing.Z / thickness < layer + 1).Sum(n => run.DoseToMedium[n] * cells.VoxelVolumeMm3);

            // In layers of 8 mm: steps are cut at 4 mm planes, so that none crosses one but for its deflection. One of θ shortens the way by θ²/2 of the step:
            // 10⁻⁵ for carbon and 10⁻² for few slow protons, so that 10⁻³ of the energy may lie on the other side.
            for (var layer = 0; layer < 15; layer++) Assert.Equal(1, Energy(other, grid, layer, 8) / Energy(ofVoxels, Grid, layer, 8), 1e-3);
        }

        // Half of a step's voxel is a cell: on average it gets half, within the statistics of 2000 ions that lose energy in ten cells each beside the axis.
        var fine = Follow(new GridGeometry(new Vector3d(-39, -39, 1), new Vector3d(2, 2, 2), 40, 40, 60));
        double Layer(int k) => Enumerable.Range(0, 1600).Sum(n => (double)fine.DoseToMedium[1600 * k + n]);
        for (var k = 0; k < 20; k += 2) Assert.Equal(1, Layer(k + 1) / Layer(k), 0.1);

        MonteCarloResult Follow(GridGeometry? grid)
        {
            var words = new uint[Grid.Count];
            Array.Fill(words, TransportGrid.Word(1, 0));
            return MonteCarloEngine.Run(TransportGeometry.OfVoxels(Grid, [Material.Water], words, grid), [BeamSource.Field(Ion.Carbon12, 200, 40, 40, 0.001)], new ScoringRequest(),
                new MonteCarloSettings { Histories = 2000 }, new WorkContext(2));
        }
    }

    [Fact]
    public void BoneBesideAir_InVoxelsSmallerThanTheDoseGrid_GivesTwoRanges_WhereAveragedTissueGivesOne()
    {
        // 32 mm of rods of 4 × 4 mm, by turns water of 1.6 g/cm³ and air, before water; or their mean. Dose on 8 mm in layers of 4 mm.
        var dose = new GridGeometry(new Vector3d(-36, -36, 2), new Vector3d(8, 8, 4), 10, 10, 30);
        float[] Middle(bool averaged)
        {
            var words = new uint[Grid.Count];
            for (var n = 0; n < words.Length; n++)
            {
                var (i, _, k) = Grid.Voxel(n);
                words[n] = k >= 8 ? TransportGrid.Word(1, 0) : averaged ? TransportGrid.Word(0.8006, 0) : i % 2 == 0 ? TransportGrid.Word(1.6, 0) : TransportGrid.Word(0.0012, 1);
            }

            var run = MonteCarloEngine.Run(TransportGeometry.OfVoxels(Grid, [Material.Water, Material.Air], words, dose), [BeamSource.Field(Ion.Carbon12, 200, 60, 60)], new ScoringRequest(),
                new MonteCarloSettings { Histories = 4000 }, new WorkContext(2));
            return [.. Enumerable.Range(0, dose.Nz).Select(k => Enumerable.Range(3, 4).Sum(i => Enumerable.Range(3, 4).Sum(j => run.DoseToWater[dose.Index(i, j, k)])))];
        }

        // 86 mm of range: it ends at 92 mm behind the mean; behind rods at 67 mm (51 mm of water in front) and 118 mm (none).
        var (rods, mean) = (Middle(averaged: false), Middle(averaged: true));
        Assert.InRange(Array.IndexOf(mean, mean.Max()), 22, 23);
        Assert.True(rods[22..24].Max() < 0.4 * mean.Max(), "no ion ends where the mean of the two would have it");
        Assert.True(rods[16] > 1.5 * mean[16], "those behind bone end before");
        Assert.True(rods[27..].Max() > 5 * mean[27..].Max(), "those behind air go on where the mean has its tail alone");
    }

    [Fact]
    public void Run_WithoutALimit_IsRefused() =>
        Assert.Throws<InputException>(() => MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 200)], new ScoringRequest(), new MonteCarloSettings(), WorkContext.Default));

    [Fact]
    public void RingsOrSpectra_OnAGridOfVoxels_AreRefused()
    {
        foreach (var request in new[] { new ScoringRequest { RingEdgesMm = [0, 5, 10] }, new ScoringRequest { Spectra = new SpectrumScoring([1], [0, 1], 1, 400, 10) } })
        {
            var refusal = Assert.Throws<ArgumentException>(() => MonteCarloEngine.Run(
                TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 200)], request, new MonteCarloSettings { Histories = 100 }, WorkContext.Default));
            Assert.Contains("slabs", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Uncertainty_FromBatchesOfDifferentSizes_IsThatOfBatchesOfOneSize()
    {
        // 20 batches of 200 and one of 10, against 20 of 200: the small one changes next to nothing. Counted like the others it would bring its own noise, √20 times theirs:
        // an excess of 20/21 of the variance.
        MonteCarloResult Follow(long histories) => MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Field(Ion.Carbon12, 200, 40, 40)], new ScoringRequest(),
            new MonteCarloSettings { Histories = histories, RelativeUncertainty = 1e-9, BatchHistories = 200 }, new WorkContext(2));
        var (even, odd) = (Follow(4000), Follow(4010));
        Assert.Equal(even.MeanRelativeUncertainty, odd.MeanRelativeUncertainty, 0.05 * even.MeanRelativeUncertainty);
    }

    [Fact]
    public void Time_AsTheLimit_EndsARoundBeforeItsEnd_WithEnoughBatches()
    {
        // A thousand million histories would take hours.
        var settings = new MonteCarloSettings { Histories = 1_000_000_000, Time = TimeSpan.FromMilliseconds(1), BatchHistories = 50 };
        var run = MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Field(Ion.Carbon12, 200, 40, 40)], new ScoringRequest(), settings, new WorkContext(2));
        Assert.InRange(run.Batches, MonteCarloSettings.FewestBatches, MonteCarloSettings.FewestBatches + 2);
        Assert.Equal(50L * run.Batches, run.Histories);
    }

    [Fact]
    public void SumOfCellsThatShareIons_IsKnownWorseThanIfTheyDidNot()
    {
        var cells = Enumerable.Range(0, Grid.Count).Where(n => Grid.Voxel(n) is { I: 10, J: 10, K: < 15 }).ToArray();
        var run = MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Field(Ion.Carbon12, 200, 40, 40)], new ScoringRequest { UncertaintyCells = cells, Quantities = [(_, _, _) => 2] },
            new MonteCarloSettings { Histories = 4000 }, new WorkContext(2));
        var ifIndependent = cells.Sum(n => Math.Pow(run.RelativeUncertainty[n] * run.DoseToWater[n], 2));

        // The same forty ions pass eight and seven cells of a block in a row: up to √8 times as uncertain, less where they scatter, are cut or react; 20 batches know it to a sixth.
        Assert.InRange(Math.Sqrt(run.BlockVarianceGy2 / ifIndependent), 1.5, 3.3);

        // A constant quantity is as uncertain as the dose that it is weighed with; recoils are in the dose alone.
        foreach (var n in cells) Assert.Equal(run.RelativeUncertainty[n], run.QuantityUncertainty[n], 0.1 * run.RelativeUncertainty[n]);
    }

    [Fact]
    public void SumOfARegion_HasTheVarianceOfItsSumInOtherRuns()
    {
        // A column of 21 cells up to the end of range goes through three blocks: its sum is known worse than blocks say, as the same ions pass them all. The oracle is the spread of the sum among 40 runs, known to a ninth;
        // the mean variance of 40 · 20 batches is known far better.
        var column = Enumerable.Range(0, Grid.Count).Where(n => Grid.Voxel(n) is { I: 10, J: 10 }).ToArray();
        var request = new ScoringRequest { UncertaintyCells = column, Regions = [column, [column[3]]] };
        var (source, geometry) = (BeamSource.Field(Ion.Carbon12, 200, 40, 40), TransportGeometry.Water(Grid));
        var tables = new TransportTables(geometry, [source], request.Quantities, new MonteCarloSettings().Reactions, new WorkContext(2));
        var runs = Enumerable.Range(1, 40).Select(seed => MonteCarloEngine.Run(geometry, [source], request, new MonteCarloSettings { Histories = 2000, Seed = (ulong)seed }, new WorkContext(2), tables)).ToArray();
        var sums = runs.Select(run => column.Sum(n => (double)run.DoseToWater[n])).ToArray();
        var spread = Math.Sqrt(sums.Sum(sum => Math.Pow(sum - sums.Average(), 2)) / (sums.Length - 1));
        var stated = Math.Sqrt(runs.Average(run => run.RegionVarianceGy2[0]));
        Assert.Equal(spread, stated, 0.3 * spread); // 2.6 standard deviations of the spread
        Assert.True(stated > 1.3 * Math.Sqrt(runs.Average(run => run.BlockVarianceGy2)));

        // A region of one cell is that cell.
        Assert.Equal(Math.Pow(runs[0].RelativeUncertainty[column[3]] * runs[0].DoseToWater[column[3]], 2), runs[0].RegionVarianceGy2[1], 1e-4 * runs[0].RegionVarianceGy2[1]);
    }

    [Fact]
    public void MemoryThatIsGiven_IsWhatTheRunGoesBy()
    {
        var settings = new MonteCarloSettings { Histories = 100, MemoryBytes = 1000 };
        var refusal = Assert.Throws<InputException>(() => MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 200)], new ScoringRequest(), settings, new WorkContext(2)));
        Assert.Contains("of memory, and 0.0 GB are free", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(100, MonteCarloEngine.Run(TransportGeometry.Water(Grid), [BeamSource.Pencil(Ion.Carbon12, 200)], new ScoringRequest(), settings with { MemoryBytes = FreeMemory.Bytes() }, new WorkContext(2)).Histories);
    }

    [Fact]
    public void Tables_OfOtherSources_AreRefused()
    {
        var (geometry, source, request) = (TransportGeometry.Water(Grid), BeamSource.Pencil(Ion.Carbon12, 200), new ScoringRequest());
        var settings = new MonteCarloSettings { Histories = 100 };
        var tables = new TransportTables(geometry, [source], request.Quantities, settings.Reactions, new WorkContext(2));
        Assert.Equal(
            MonteCarloEngine.Run(geometry, [source], request, settings, new WorkContext(2)).DoseToWater, MonteCarloEngine.Run(geometry, [source], request, settings, new WorkContext(2), tables).DoseToWater);
        Assert.Throws<ArgumentException>(() => MonteCarloEngine.Run(geometry, [BeamSource.Pencil(Ion.Carbon12, 200)], request, settings, new WorkContext(2), tables));
    }

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

    // Water with a layer of air, one of aluminium and an empty rim.
    private static TransportGeometry HeadLike(GridGeometry? scoring)
    {
        var words = new uint[Grid.Count];
        for (var n = 0; n < words.Length; n++)
        {
            var (i, _, k) = Grid.Voxel(n);
            words[n] = i == 0 ? 0 : k switch { 5 => TransportGrid.Word(Material.Air.DensityGPerCm3, 1), 8 => TransportGrid.Word(2.699, 2), _ => TransportGrid.Word(1.02 + 0.001 * i, 0) };
        }

        return TransportGeometry.OfVoxels(Grid, [Material.Water, Material.Air, MaterialLibrary.Find("aluminium")], words, scoring);
    }

    private static void AssertClose(float[] expected, float[] measured, float tolerance)
    {
        for (var n = 0; n < expected.Length; n++) Assert.InRange(measured[n], expected[n] - tolerance * MathF.Abs(expected[n]), expected[n] + tolerance * MathF.Abs(expected[n]));
    }

    private static MonteCarloResult Run(Ion ion, double energy, int threads) => MonteCarloEngine.Run(
        TransportGeometry.Homogeneous(Grid, Material.Water), [BeamSource.Field(ion, energy, 40, 40, 0.001, 2)], new ScoringRequest(),
        new MonteCarloSettings { Histories = 1000 }, new WorkContext(threads));
}
