using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Planning.Checks;
using Xunit;

namespace Hanbeam.Tests.Planning.Checks;

public sealed class FailureAnalysisTests
{
    private static readonly GridGeometry Geometry = new(default, new Vector3d(2, 2, 2), 12, 5, 5);

    [Fact]
    public void Of_TwoFailuresAndOneOfNoise_CountsThemWhereTheyAre()
    {
        var (gamma, difference, uncertainty) = (Filled(0.2f), Filled(0), Filled(0.1f));
        gamma.Values[0] = -1; // not evaluated

        // A block of 3 × 3 × 3 that is 5 Gy too hot, in bone.
        for (var k = 1; k < 4; k++)
            for (var j = 1; j < 4; j++)
                for (var i = 1; i < 4; i++) (gamma[i, j, k], difference[i, j, k]) = (1.6f, 5);

        // One voxel that noise explains: 0.1 Gy above the criterion of 3 Gy, and nothing around it.
        (gamma[8, 2, 2], difference[8, 2, 2]) = (1.03f, -3.1f);

        // One that noise does not explain: 4 Gy above the criterion with an uncertainty of 0.1 Gy.
        (gamma[11, 4, 4], difference[11, 4, 4]) = (2, 7);
        var analysis = FailureAnalysis.Of(gamma, difference, uncertainty, criterionGy: 3, referenceGy: 100, Places);

        Assert.Equal(27, Count(analysis, FailureClass.Bone).FailingVoxels);
        Assert.Equal(5, Count(analysis, FailureClass.Bone).MeanDifferencePercent, 1e-5); // single precision
        Assert.Equal((1, 1), (Count(analysis, FailureClass.Statistics).EvaluatedVoxels, Count(analysis, FailureClass.Statistics).FailingVoxels));
        Assert.Equal(1, Count(analysis, FailureClass.InField).FailingVoxels);
        Assert.Equal(Geometry.Count - 1, Count(analysis, FailureClass.Bone).EvaluatedVoxels + Count(analysis, FailureClass.InField).EvaluatedVoxels);
        Assert.Equal([27, 1], analysis.Regions.Select(region => region.Voxels.Count));
        Assert.Equal((new Vector3d(4, 4, 4), FailureClass.Bone), (analysis.Regions[0].CenterMm, analysis.Regions[0].Class));
        Assert.Equal(27 * 8 / 1000.0, analysis.Regions[0].VolumeCc, 1e-9);

        // The middle of the block: all of its neighbours differ as well.
        Assert.Equal(new Vector3d(4, 4, 4), analysis.WorstMm);
        Assert.Equal(5, analysis.WorstDifferencePercent, 1e-5);
        Assert.Equal((FailureAnalysis.NotEvaluated, FailureAnalysis.Passed), (analysis.Map.Values[0], analysis.Map[6, 2, 2]));
        Assert.Equal(1 + (int)FailureClass.Bone, analysis.Map[2, 2, 2]);
    }

    [Fact]
    public void Of_DosesThatAgree_StillSaysWhereTheyDifferMost()
    {
        var (gamma, difference) = (Filled(0.1f), Filled(0));
        difference[5, 2, 2] = 0.2f;
        var analysis = FailureAnalysis.Of(gamma, difference, Filled(0.1f), 3, 100, Places);
        Assert.Empty(analysis.Regions);
        Assert.All(analysis.Classes, one => Assert.Equal(0, one.FailingVoxels));
        Assert.True((analysis.WorstMm - Geometry.Center(5, 2, 2)).Length < 3.5); // the voxel or one that touches it
    }

    [Fact]
    public void Of_NothingEvaluated_SaysWhereTheDosesDifferMost_WithoutClasses()
    {
        var difference = Filled(0);
        difference[5, 2, 2] = 0.2f;
        var analysis = FailureAnalysis.Of(Filled(-1), difference, Filled(0.1f), 3, 100, Places);
        Assert.Empty(analysis.Regions);
        Assert.All(analysis.Classes, one => Assert.Equal((0, 0, double.NaN), (one.EvaluatedVoxels, one.FailingVoxels, one.FailPercent)));
        Assert.True((analysis.WorstMm - Geometry.Center(5, 2, 2)).Length < 3.5); // the voxel or one that touches it
        Assert.All(analysis.Map.Values, value => Assert.Equal(FailureAnalysis.NotEvaluated, value));
    }

    [Fact]
    public void Of_NoDoseAtAll_HasNoPercentages()
    {
        var analysis = FailureAnalysis.Of(Filled(-1), Filled(0), Filled(0), 0, 0, Places);
        Assert.Equal(double.NaN, analysis.WorstDifferencePercent);
    }

    [Fact]
    public void Of_GridsThatDiffer_IsRefused() =>
        Assert.Throws<ArgumentException>(() => FailureAnalysis.Of(Filled(0), new Grid<float>(new GridGeometry(default, new Vector3d(2, 2, 2), 2, 2, 2)), Filled(0), 3, 100, Places));

    [Fact]
    public void LocalMean_AtACorner_IsOfTheVoxelsThatAreThere()
    {
        var values = Filled(0);
        values[0, 0, 0] = 8;
        Assert.Equal(1, FailureStatistics.LocalMean(values, 0), 1e-12);
    }

    [Fact]
    public void Regions_TouchingByAnEdgeOnly_AreTwo()
    {
        var marked = new bool[Geometry.Count];
        marked[Geometry.Index(1, 1, 1)] = marked[Geometry.Index(2, 2, 1)] = marked[Geometry.Index(2, 2, 2)] = true;
        var regions = FailingRegions.Of(Geometry, marked);
        Assert.Equal([2, 1], regions.Select(region => region.Length));
    }

    private static FailureClass[] Places(int[] voxels) => Array.ConvertAll(voxels, voxel => Geometry.Voxel(voxel).I < 6 ? FailureClass.Bone : FailureClass.InField);

    private static ClassCount Count(FailureAnalysis analysis, FailureClass one) => analysis.Classes.Single(count => count.Class == one);

    private static Grid<float> Filled(float value)
    {
        var grid = new Grid<float>(Geometry);
        Array.Fill(grid.Values, value);
        return grid;
    }
}
