using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Evaluation.Gamma;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

public sealed class DistanceToAgreementTests
{
    private static readonly GridGeometry Grid = GammaPairs.Cube(-14, 2, 15, 15, 15);
    private static readonly GammaCriteria Criteria = new() { ThresholdPercent = 0 };

    // Unit normals of ramps, and shifts along them.
    public static TheoryData<double, double, double, double> Ramps() => new()
    {
        { 1, 0, 0, 1.37 },
        { 0, 1, 0, -0.5 },
        { 0, 0, 1, 2.9 },
        { 0.6, 0.8, 0, 1.1 },
        { 1 / Math.Sqrt(3), 1 / Math.Sqrt(3), 1 / Math.Sqrt(3), 2.2 },
        { 0.36, -0.48, 0.8, -0.15 },
    };

    [Theory]
    [MemberData(nameof(Ramps))]
    public void Distance_ToAShiftedRamp_IsTheShift(double nx, double ny, double nz, double shiftMm)
    {
        var normal = new Vector3d(nx, ny, nz);
        var reference = GammaPairs.Of(Grid, at => 50 + 2 * at.Dot(normal));
        var evaluated = GammaPairs.Of(Grid, at => 50 + 2 * (at.Dot(normal) - shiftMm));

        var map = DistanceToAgreement.Map(reference, evaluated, Criteria, WorkContext.Default);

        // Never too short (but for single precision of 50 Gy over 2 Gy/mm), too long by what the lattice misses.
        const double stepMm = 0.2;
        for (var k = 4; k < 11; k++)
            for (var j = 4; j < 11; j++)
                for (var i = 4; i < 11; i++)
                    Assert.InRange(map[i, j, k], Math.Abs(shiftMm) - 1e-5, Math.Sqrt(shiftMm * shiftMm + 1.5 * stepMm * stepMm) + 1e-5);
    }

    [Fact]
    public void Distance_OfADoseToItself_IsZero() =>
        Assert.All(DistanceToAgreement.Map(GammaPairs.Noisy(Grid, 1, 2), GammaPairs.Noisy(Grid, 1, 2), Criteria, WorkContext.Default).Values, value => Assert.True(value is 0 or -1));

    [Fact]
    public void Distance_WhereTheDoseIsNowhere_IsTheSearchRadius() =>
        Assert.All(DistanceToAgreement.Map(GammaPairs.Of(Grid, _ => 50), GammaPairs.Of(Grid, _ => 51), Criteria, WorkContext.Default).Values, value => Assert.Equal(4f, value));

    [Fact]
    public void Distance_ToAPlateauOfTheSameDose_IsToItsEdge()
    {
        var reference = GammaPairs.Of(Grid, _ => 50);
        var evaluated = GammaPairs.Of(Grid, at => at.X > 0.9 ? 50 : 40);

        var map = DistanceToAgreement.Map(reference, evaluated, Criteria, WorkContext.Default);

        // Voxels at x = 0 find 50 Gy at the next voxel, 2 mm away; those at x = −2 at 4 mm, the radius.
        Assert.Equal(2, map[7, 7, 7], 1e-6);
        Assert.Equal(4, map[6, 7, 7], 1e-6);
        Assert.Equal(0, map[8, 7, 7]);
    }

    [Fact]
    public void Distance_OnAnotherGrid_IsThatOfFinelySampledLines()
    {
        var criteria = new GammaCriteria { DistanceMm = 1.2, MaxGamma = 1.25, StepsPerDistance = 4, ThresholdPercent = 0 };
        var (reference, evaluated) = (GammaPairs.Noisy(Grid, 2, 4), GammaPairs.Noisy(GammaPairs.Cube(-14.6, 2.2, 13, 13, 13), 3, 4));

        var map = DistanceToAgreement.Map(reference, evaluated, criteria, new WorkContext(1));

        Assert.Equal(map.Values, DistanceToAgreement.Map(reference, evaluated, criteria, new WorkContext(3)).Values);
        var found = 0;
        for (var n = 0; n < Grid.Count; n += 41)
        {
            if (map.Values[n] < 0) continue;
            // Between samples 0.01 mm apart the dose is linear but at a border of voxels, where the crossing is then out by some micrometres.
            Assert.Equal(Sampled(Grid.Center(n), reference.Values.Values[n], evaluated.Values), map.Values[n], 5e-3);
            if (map.Values[n] < 1.5f) found++;
        }

        Assert.True(found > 20);
    }

    [Fact]
    public void Difference_OnAnotherGrid_IsThatOfTheInterpolatedDose_AndNoNumberBeyondIt()
    {
        var reference = GammaPairs.Noisy(Grid, 4, 2);
        var evaluated = GammaPairs.Noisy(GammaPairs.Cube(-9.3, 1.7, 8, 9, 10), 5, 2);

        var map = DoseDifference.Map(reference, evaluated, new WorkContext(2));

        for (var n = 0; n < Grid.Count; n++)
        {
            var at = Grid.Center(n);
            var expected = BruteForceGamma.Interpolate(evaluated.Values, at.X, at.Y, at.Z) - reference.Values.Values[n] ?? double.NaN;
            // Single precision of differences of up to 60 Gy.
            Assert.Equal(expected, map.Values[n], 1e-5);
        }
    }

    // Signs along all lines of the lattice of 0.3 mm within 1.5 mm, by samples 0.01 mm apart.
    private static double Sampled(Vector3d center, double dose, Grid<float> evaluated)
    {
        const double sampleMm = 0.01;
        var least = 1.5;
        for (var axis = 0; axis < 3; axis++)
            for (var a = -5; a <= 5; a++)
                for (var b = -5; b <= 5; b++)
                {
                    double? before = null;
                    for (var n = -150; n <= 150; n++)
                    {
                        double[] offset = [0, 0, 0];
                        (offset[axis], offset[(axis + 1) % 3], offset[(axis + 2) % 3]) = (n * sampleMm, a * 0.3, b * 0.3);
                        var difference = BruteForceGamma.Interpolate(evaluated, center.X + offset[0], center.Y + offset[1], center.Z + offset[2]) - dose;
                        if (before is { } p && difference is { } q && p * q <= 0 && p != q)
                        {
                            var c = (n - 1 + p / (p - q)) * sampleMm;
                            least = Math.Min(least, Math.Sqrt(0.09 * (a * a + b * b) + c * c));
                        }

                        before = difference;
                    }
                }

        return least;
    }
}
