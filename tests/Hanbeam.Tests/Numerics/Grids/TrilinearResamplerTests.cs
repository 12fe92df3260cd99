using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Xunit;

namespace Hanbeam.Tests.Numerics.Grids;

public sealed class TrilinearResamplerTests
{
    private static readonly GridGeometry Source = new(new Vector3d(-3, 1, 10), new Vector3d(2, 2.5, 3), 6, 5, 4);

    private static Grid<float> Linear()
    {
        var grid = new Grid<float>(Source);
        for (var n = 0; n < grid.Values.Length; n++) grid.Values[n] = (float)Value(Source, n);
        return grid;
    }

    private static double Value(GridGeometry geometry, int n)
    {
        var (i, j, k) = geometry.Voxel(n);
        return geometry.Center(i, j, k).Dot(new Vector3d(0.5, -2, 3)) + 7;
    }

    [Fact]
    public void Resample_OfALinearFunction_IsExactBetweenCentres()
    {
        var target = new GridGeometry(new Vector3d(-2.9, 1.3, 10.1), new Vector3d(0.7, 1.1, 0.9), 14, 9, 10);
        var values = TrilinearResampler.Resample(Linear(), target).Values;

        // Values of some 40 stored as float: 4e-6.
        for (var n = 0; n < values.Length; n++) Assert.Equal(Value(target, n), values[n], 1e-5);
    }

    [Fact]
    public void Sample_AtAPoint_IsWhatResampleGivesThere()
    {
        var target = new GridGeometry(new Vector3d(-5.1, -1, 8), new Vector3d(0.7, 1.1, 0.9), 22, 14, 16);
        var values = TrilinearResampler.Resample(Linear(), target, outside: -1000).Values;
        for (var n = 0; n < values.Length; n++) Assert.Equal(values[n], (float)(TrilinearResampler.Sample(Linear(), target.Center(n)) ?? -1000));
    }

    [Fact]
    public void Resample_BeyondTheCentres_IsConstantToTheBorderAndThenOutside()
    {
        var target = new GridGeometry(new Vector3d(-5, 1, 10), new Vector3d(1, 2.5, 3), 5, 1, 1);
        var values = TrilinearResampler.Resample(Linear(), target, outside: -1).Values;
        var first = Linear().Values[0];
        Assert.Equal([-1, first, first, first + 0.5f, first + 1], values);
    }

    [Fact]
    public void Resample_ToItsOwnGrid_OrFromASingleSlice_KeepsTheValues()
    {
        Assert.Equal(Linear().Values, TrilinearResampler.Resample(Linear(), Source).Values);
        var single = new Grid<float>(new GridGeometry(default, new Vector3d(1, 1, 1), 1, 1, 1), [5f]);
        Assert.Equal([0, 5, 0], TrilinearResampler.Resample(single, new GridGeometry(new Vector3d(-1, 0, 0), new Vector3d(1, 1, 1), 3, 1, 1)).Values);
    }
}
