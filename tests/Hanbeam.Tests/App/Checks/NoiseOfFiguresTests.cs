using Hanbeam.App.Checks;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App.Checks;

public sealed class NoiseOfFiguresTests
{
    // A cube of 20 × 20 × 20 voxels in a grid a little larger; doses of 50 Gy that slowly change by some per cent across it.
    private static readonly GridGeometry Grid = new(default, new Vector3d(3, 3, 3), 24, 24, 24);
    private static readonly StructureBody Body = StructureBody.Of(new VoxelMembership("T", Grid, [.. Inside()], [.. Inside().Select(_ => 1f)]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Shift_IsThatOfTheNoiseThatIsThere(double noiseGy)
    {
        var truth = Volume(voxel => 50 + 2 * Math.Sin(0.4 * Grid.Voxel(voxel).I));
        var random = new CounterRandom(11, 5);
        var noisy = Volume(voxel => truth.Values.Values[voxel] + noiseGy * random.NextNormal());
        var noise = NoiseOfFigures.Of(Body, noisy, Filled((float)noiseGy), 2, 3, WorkContext.Default);
        var (without, with) = (DoseVolumeHistogram.Create(Body, truth, WorkContext.Default), DoseVolumeHistogram.Create(Body, noisy, WorkContext.Default));

        // Doses between sharp bounds are the hardest case: without spread the parabola finds half of the shift (3 − 3√2 + √3 = 0.49 is left), with more spread than noise all.
        // It must not find more than there is, which would make limits lenient; 8000 voxels know D95 and D98 to about 3 % of σ.
        Assert.InRange(noise.D95.Shift / (with.D95 - without.D95), 0.5, 1);
        Assert.InRange(noise.D98.Shift / (with.D98 - without.D98), 0.5, 1);
        Assert.Equal(0, noise.Mean.Shift);

        // The mean of 8000 independent voxels, three times as uncertain by the factor; eight repetitions know a spread to a fourth.
        Assert.Equal(3 * noiseGy / Math.Sqrt(8000), noise.Mean.Uncertainty, 0.75 * 3 * noiseGy / Math.Sqrt(8000));
        foreach (var figure in new[] { noise.D95, noise.D98 })
        {
            Assert.True(figure.Uncertainty > noise.Mean.Uncertainty);
            Assert.InRange(figure.Uncertainty, 0.5 * Math.Abs(figure.Shift), 0.5 * Math.Abs(figure.Shift) + 10 * noise.Mean.Uncertainty);
        }
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 1.5)]
    [InlineData(0, 1.5, 1.5)]
    [InlineData(0, 3, 1.5)]
    [InlineData(2, 1.5, 1.5)]
    [InlineData(2, 3, -1.5)]
    public void DifferenceThatIsThere_IsNotHiddenByNoise(double variationGy, double overstated, double differenceGy)
    {
        // Monte Carlo is differenceGy above the plan everywhere, with noise of 1 Gy that pulls its D95 and D98 down, and that is given as `overstated` times what it is.
        var plan = Volume(voxel => 50 + variationGy * Math.Sin(0.4 * Grid.Voxel(voxel).I));
        var random = new CounterRandom(12, 7);
        var found = Volume(voxel => plan.Values.Values[voxel] + differenceGy + random.NextNormal());
        var noise = NoiseOfFigures.Of(Body, found, Filled((float)overstated), 1, 1, WorkContext.Default);
        var (planned, calculated) = (DoseVolumeHistogram.Create(Body, plan, WorkContext.Default), DoseVolumeHistogram.Create(Body, found, WorkContext.Default));
        foreach (var (difference, figure) in new[] { (calculated.D95 - planned.D95, noise.D95), (calculated.D98 - planned.D98, noise.D98) })
        {
            // What the verdict adds covers the truth: the figure without its shift lies within two uncertainties of it.
            Assert.Equal(differenceGy, difference - figure.Shift, 2 * figure.Uncertainty);
        }
    }

    [Fact]
    public void TargetThatMovesAsOne_MovesItsCoverageAsMuchAsItsMean()
    {
        var noise = NoiseOfFigures.Of(Body, Volume(voxel => 50 + 2 * Math.Sin(0.4 * Grid.Voxel(voxel).I)), Filled(0.5f), 1, 40, WorkContext.Default);
        Assert.True(noise.D95.Uncertainty >= noise.Mean.Uncertainty && noise.D98.Uncertainty >= noise.Mean.Uncertainty);
    }

    [Fact]
    public void WithoutNoise_NothingIsShifted()
    {
        var noise = NoiseOfFigures.Of(Body, Volume(voxel => 50 + 0.01 * voxel % 7), Filled(0), 1, 1, WorkContext.Default);
        foreach (var figure in new[] { noise.D95, noise.D98, noise.Mean }) Assert.Equal(0, figure.Uncertainty, 1e-9); // rounding of doubles
        Assert.Equal(0, noise.D95.Shift, 1e-9);
    }

    private static IEnumerable<int> Inside() => Enumerable.Range(0, Grid.Count).Where(n => Grid.Voxel(n) is { I: >= 2 and < 22, J: >= 2 and < 22, K: >= 2 and < 22 });

    private static DoseVolume Volume(Func<int, double> gy)
    {
        var values = new Grid<float>(Grid);
        for (var n = 0; n < values.Values.Length; n++) values.Values[n] = (float)gy(n);
        return new DoseVolume { Values = values, Quantity = DoseQuantity.PhysicalDose, Source = "test" };
    }

    private static Grid<float> Filled(float value)
    {
        var grid = new Grid<float>(Grid);
        Array.Fill(grid.Values, value);
        return grid;
    }
}
