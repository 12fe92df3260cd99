using Hanbeam.Treatment.Evaluation.Gamma;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

public sealed class GammaSearchTests
{
    [Theory]
    [InlineData(2, 2, 2.0)]
    [InlineData(3, 2, 2.0)]
    [InlineData(2, 2, 1.7)]
    [InlineData(2, 4, 0.6)]
    [InlineData(1, 2, 2.0)]
    [InlineData(6, 2, 0.7)]
    public void Minimum_OfEveryVoxel_IsThatOfTheScalarTwin(double distance, double cap, double spacing)
    {
        var reference = GammaPairs.Noisy(GammaPairs.Cube(-9, 2, 9, 8, 7), 31, 2);
        var evaluated = GammaPairs.Noisy(GammaPairs.Cube(-8.7, spacing, 10, 9, 8), 32, 2);
        var search = new GammaSearch(reference.Values.Geometry, evaluated.Values, new GammaCriteria { DistanceMm = distance, MaxGamma = cap });
        var g = reference.Values.Geometry;
        var found = 0;
        for (var n = 0; n < g.Count; n++)
        {
            var (i, j, k) = g.Voxel(n);
            var (dose, limit) = (reference.Values.Values[n], (float)(cap * cap));
            var scalar = search.MinimumScalar(i, j, k, dose, 1 / 1.8f, limit);
            var vector = search.Minimum(i, j, k, dose, 1 / 1.8f, limit);
            // Fused multiply-adds round once where the scalar rounds twice: a few units of the last place of differences of some criteria.
            Assert.Equal(MathF.Sqrt(scalar), MathF.Sqrt(vector), 2e-6);
            if (scalar < limit) found++;
        }

        Assert.True(found > g.Count / 10);
    }
}
