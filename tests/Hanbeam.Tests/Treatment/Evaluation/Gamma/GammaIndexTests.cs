using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Gamma;

public sealed class GammaIndexTests
{
    // What the issue asks for; single precision of the differences gives a few millionths.
    private const double Agreement = 1e-5;

    private static readonly GridGeometry Small = GammaPairs.Cube(-5, 2, 6, 5, 4);

    // Evaluated grids: the same; shifted by a fraction; finer and coarser, of unequal spacing; smaller; apart but for a corner; a single slice, row, voxel.
    public static IEnumerable<TheoryDataRow<string>> Grids() => Evaluated.Keys.Select(name => new TheoryDataRow<string>(name));

    private static readonly Dictionary<string, GridGeometry> Evaluated = new()
    {
        ["same"] = Small,
        ["shifted"] = GammaPairs.Cube(-5.37, 2, 7, 6, 5),
        ["finer"] = new GridGeometry(new Vector3d(-5, -4.1, -6.2), new Vector3d(0.9, 1.3, 0.7), 12, 8, 13),
        ["coarser"] = new GridGeometry(new Vector3d(-6, -7, -5.5), new Vector3d(3.1, 4.2, 2.9), 5, 4, 4),
        ["smaller"] = GammaPairs.Cube(-1, 2, 2, 2, 2),
        ["corner"] = GammaPairs.Cube(5.1, 1, 4, 4, 4),
        ["slice"] = new GridGeometry(new Vector3d(-5, -5, -1), new Vector3d(2, 2, 2), 6, 5, 1),
        ["row"] = new GridGeometry(new Vector3d(-5, -1, -1), new Vector3d(2, 2, 2), 6, 1, 1),
        ["column"] = new GridGeometry(new Vector3d(-1, -1, -5), new Vector3d(2, 2, 2), 1, 1, 4),
        ["voxel"] = GammaPairs.Cube(-1, 2, 1, 1, 1),
        ["fine"] = new GridGeometry(new Vector3d(-5, -5, -5), new Vector3d(0.2, 2, 2), 40, 4, 4),
    };

    [Theory]
    [MemberData(nameof(Grids))]
    public void Map_OnAnyGrid_IsBruteForce(string grid)
    {
        var reference = GammaPairs.Noisy(Small, 1, 3);
        var evaluated = GammaPairs.Noisy(Evaluated[grid], 2, 3);

        AssertBruteForce(reference, evaluated, new GammaCriteria());
    }

    public static TheoryData<double, double, double, bool, double, int> Criteria() => new()
    {
        { 3, 3, 10, false, 2, 10 },
        { 3, 2, 10, true, 2, 10 },
        { 2, 2, 0, false, 2, 10 },
        { 2, 2, 0, true, 2, 10 },
        { 1, 1, 50, false, 2, 10 },
        { 5, 1, 20, true, 1.2, 10 },
        { 3, 2, 10, false, 3, 7 },
        { 3, 2, 10, false, 1.35, 10 },
        { 0.5, 4, 10, false, 1.5, 8 },
        { 10, 0.3, 90, true, 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Criteria))]
    public void Map_WithAnyCriteria_IsBruteForce(double dose, double distance, double threshold, bool local, double cap, int steps)
    {
        var criteria = new GammaCriteria { DosePercent = dose, DistanceMm = distance, ThresholdPercent = threshold, IsLocal = local, MaxGamma = cap, StepsPerDistance = steps };

        AssertBruteForce(GammaPairs.Noisy(Small, 3, 2), GammaPairs.Noisy(Evaluated["shifted"], 4, 2), criteria);
        AssertBruteForce(GammaPairs.Noisy(Small, 3, 2), GammaPairs.Noisy(Small, 5, 1), criteria);
    }

    [Fact]
    public void Map_OfNegativeAndZeroDoses_IsBruteForce()
    {
        var reference = GammaPairs.Noisy(Small, 6, 40);
        Assert.Contains(reference.Values.Values, value => value < 0);
        foreach (var local in new[] { false, true })
            AssertBruteForce(reference, GammaPairs.Noisy(Small, 7, 40), new GammaCriteria { ThresholdPercent = 0, IsLocal = local });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Map_OfASingleReferenceSliceRowOrVoxel_IsBruteForce(int dimensions)
    {
        var reference = new GridGeometry(new Vector3d(-4.5, -1.2, 0.3), new Vector3d(2, 2, 2), dimensions > 2 ? 1 : 6, dimensions > 1 ? 1 : 4, 1);

        AssertBruteForce(GammaPairs.Noisy(reference, 8, 3), GammaPairs.Noisy(Small, 9, 3), new GammaCriteria());
    }

    [Fact]
    public void Map_InsideAStructure_IsBruteForceThere()
    {
        var reference = GammaPairs.Noisy(Small, 10, 3);
        var evaluated = GammaPairs.Noisy(Small, 11, 3);
        var dense = new float[Small.Count];
        for (var n = 0; n < dense.Length; n++) dense[n] = (n % 5) / 4f;
        var mask = StructureAlgebra.FromDense("PTV", Small, dense);

        var result = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), WorkContext.Default, mask);

        AssertSame(BruteForceGamma.Map(reference.Values, evaluated.Values, new GammaCriteria(), n => dense[n] >= 0.5f), result);
    }

    [Fact]
    public void Figures_AreThoseOfTheMap()
    {
        var result = GammaIndex.Compare(GammaPairs.Noisy(Small, 12, 3), GammaPairs.Noisy(Evaluated["smaller"], 13, 3), new GammaCriteria(), WorkContext.Default);

        var evaluated = result.Map.Values.Where(value => value >= 0).ToArray();
        Assert.Equal(evaluated.Length, result.EvaluatedVoxels);
        Assert.Equal(100.0 * evaluated.Count(value => value <= 1) / evaluated.Length, result.PassPercent, 1e-9);
        // The order of a sum of some tens of numbers.
        Assert.Equal(evaluated.Average(value => (double)value), result.MeanGamma, 1e-12);
        Assert.Equal(evaluated.Max(), result.MaxGamma);
        Assert.Equal(result.EvaluatedVoxels, result.Bands.Sum(band => band.Voxels));
        Assert.Equal(result.MaxGamma, TrilinearResampler.Sample(result.Map, result.WorstMm)!.Value, 1e-6);
        Assert.True(result.VoxelsWithoutEvaluatedDose > 0);
        Assert.Contains($"{result.VoxelsWithoutEvaluatedDose} voxels of the reference above the threshold lie outside the evaluated dose", Assert.Single(result.Warnings));
    }

    [Fact]
    public void Map_OfADoseWithItself_IsZero()
    {
        var dose = GammaPairs.Noisy(Small, 14, 3);

        var result = GammaIndex.Compare(dose, dose, new GammaCriteria(), WorkContext.Default);

        Assert.All(result.Map.Values, value => Assert.True(value is 0 or -1));
        Assert.Equal((100, 0, 0), (result.PassPercent, result.MeanGamma, result.MaxGamma));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UniformOffset_InAFlatDose_IsOffsetOverCriterion(bool local)
    {
        var reference = GammaPairs.Of(Small, _ => 50);
        var evaluated = GammaPairs.Of(Small, _ => 50.9);

        var result = GammaIndex.Compare(reference, evaluated, new GammaCriteria { IsLocal = local }, WorkContext.Default);

        // 0.9 Gy of 3 % of 50 Gy; the rounding of 50.9 to single precision is 2e-6 of it.
        Assert.All(result.Map.Values, value => Assert.Equal(0.9 / 1.5, value, 1e-5));
    }

    [Fact]
    public void Shift_OfALinearRamp_IsTheDistanceToATiltedPlane()
    {
        // δ along x is (x − shift)·g/ΔD, so gamma is the distance of the origin from a line in the plane of x/Δd and dose/ΔD.
        const double gradient = 0.4; // Gy/mm
        const double shiftMm = 1;
        var grid = new GridGeometry(new Vector3d(0, 0, 0), new Vector3d(2, 2, 2), 20, 3, 3);
        var criteria = new GammaCriteria { ThresholdPercent = 50 };
        var reference = GammaPairs.Of(grid, at => 40 + gradient * at.X);
        var evaluated = GammaPairs.Of(grid, at => 40 + gradient * (at.X - shiftMm));

        var result = GammaIndex.Compare(reference, evaluated, criteria, WorkContext.Default);

        var slope = gradient * criteria.DistanceMm / (0.03 * reference.Values.Values.Max());
        var expected = slope * shiftMm / criteria.DistanceMm / Math.Sqrt(1 + slope * slope);
        for (var i = 3; i < 17; i++)
        {
            // The lattice misses the foot of the perpendicular by up to half a tenth of the distance, and is never nearer than the line.
            Assert.InRange(result.Map[i, 1, 1], expected - 1e-5, Math.Sqrt(expected * expected + 0.05 * 0.05 * (1 + slope * slope)));
        }
    }

    [Fact]
    public void Gamma_DoesNotChange_WhenBothDosesAreMirroredOrTurned()
    {
        var (reference, evaluated) = (GammaPairs.Noisy(Small, 15, 3), GammaPairs.Noisy(Small, 16, 3));
        var map = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), WorkContext.Default).Map;

        var turned = GammaIndex.Compare(Turned(reference), Turned(evaluated), new GammaCriteria(), WorkContext.Default).Map;

        for (var k = 0; k < Small.Nz; k++)
            for (var j = 0; j < Small.Ny; j++)
                for (var i = 0; i < Small.Nx; i++) Assert.Equal(map[i, j, k], turned[Small.Ny - 1 - j, k, i], Agreement);
    }

    [Fact]
    public void Gamma_GrowsAsCriteriaTighten_AndDoesNotSeeAScaleOfBothDoses()
    {
        var (reference, evaluated) = (GammaPairs.Noisy(Small, 17, 3), GammaPairs.Noisy(Small, 18, 3));
        var loose = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), WorkContext.Default).Map.Values;

        var tight = GammaIndex.Compare(reference, evaluated, new GammaCriteria { DosePercent = 2 }, WorkContext.Default).Map.Values;
        var scaled = GammaIndex.Compare(Scaled(reference, 0.5f), Scaled(evaluated, 0.5f), new GammaCriteria(), WorkContext.Default).Map.Values;

        for (var n = 0; n < loose.Length; n++)
        {
            Assert.True(tight[n] >= loose[n] - Agreement);
            // Half of every number is exact, 1/ΔD and all that follows is doubled or halved.
            Assert.Equal(loose[n], scaled[n], 1e-6);
        }
    }

    [Fact]
    public void Threshold_OfAHundredPercent_LeavesTheGreatestVoxel() =>
        Assert.Equal(1, GammaIndex.Compare(GammaPairs.Noisy(Small, 19, 3), GammaPairs.Noisy(Small, 20, 3), new GammaCriteria { ThresholdPercent = 100 }, WorkContext.Default).EvaluatedVoxels);

    [Fact]
    public void Map_IsTheSameToTheLastBit_ForAnyNumberOfThreads()
    {
        var (reference, evaluated) = (GammaPairs.Noisy(GammaPairs.Cube(-20, 2, 21, 19, 17), 21, 3), GammaPairs.Noisy(GammaPairs.Cube(-20.3, 2, 21, 19, 17), 22, 3));

        var one = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), new WorkContext(1));
        var four = GammaIndex.Compare(reference, evaluated, new GammaCriteria(), new WorkContext(4));

        Assert.Equal(one.Map.Values, four.Map.Values);
        Assert.Equal(one.MeanGamma, four.MeanGamma);
    }

    [Theory]
    [InlineData("nan", "the dose of voxel (2, 1, 0) is not a finite number")]
    [InlineData("zero reference", "the greatest reference dose is 0 Gy")]
    [InlineData("apart", "does not reach any voxel of the reference")]
    [InlineData("mask", "No voxel of structure 'Lens' has a reference dose of 10 %")]
    [InlineData("distance", "The distance criterion of the gamma comparison is 0; allowed is mm above 0 and up to 50 mm")]
    [InlineData("dose", "The dose criterion of the gamma comparison is -3")]
    [InlineData("threshold", "The threshold of the gamma comparison is 101")]
    [InlineData("cap", "The greatest gamma of the gamma comparison is 1; allowed is from 1.1 to")]
    [InlineData("steps", "The number of steps per distance of the gamma comparison is 0")]
    public void Compare_HostileInput_SaysWhatIsWrong(string fault, string expected)
    {
        var (reference, evaluated, criteria, mask) = (GammaPairs.Noisy(Small, 23, 1), GammaPairs.Noisy(Small, 24, 1), new GammaCriteria(), (VoxelMembership?)null);
        switch (fault)
        {
            case "nan": evaluated.Values[2, 1, 0] = float.NaN; break;
            case "zero reference": Array.Clear(reference.Values.Values); break;
            case "apart": evaluated = GammaPairs.Noisy(GammaPairs.Cube(100, 2, 4, 4, 4), 25, 1); break;
            case "mask": mask = StructureAlgebra.FromDense("Lens", Small, new float[Small.Count]); break;
            case "distance": criteria = criteria with { DistanceMm = 0 }; break;
            case "dose": criteria = criteria with { DosePercent = -3 }; break;
            case "threshold": criteria = criteria with { ThresholdPercent = 101 }; break;
            case "cap": criteria = criteria with { MaxGamma = 1 }; break;
            default: criteria = criteria with { StepsPerDistance = 0 }; break;
        }

        Assert.Contains(expected, Assert.Throws<InputException>(() => GammaIndex.Compare(reference, evaluated, criteria, WorkContext.Default, mask)).Message);
    }

    private static void AssertBruteForce(DoseVolume reference, DoseVolume evaluated, GammaCriteria criteria)
    {
        var expected = BruteForceGamma.Map(reference.Values, evaluated.Values, criteria);
        if (expected.All(value => value < 0))
        {
            Assert.Throws<InputException>(() => GammaIndex.Compare(reference, evaluated, criteria, WorkContext.Default));
            return;
        }

        AssertSame(expected, GammaIndex.Compare(reference, evaluated, criteria, WorkContext.Default));
    }

    private static void AssertSame(double[] expected, GammaResult result)
    {
        for (var n = 0; n < expected.Length; n++) Assert.Equal(expected[n], result.Map.Values[n], Agreement);
        Assert.Equal(expected.Count(value => value >= 0), result.EvaluatedVoxels);
    }

    // Voxel (i, j, k) goes to (Ny − 1 − j, k, i).
    private static DoseVolume Turned(DoseVolume dose)
    {
        var g = dose.Values.Geometry;
        var turned = new Grid<float>(g with { Nx = g.Ny, Ny = g.Nz, Nz = g.Nx });
        for (var k = 0; k < g.Nz; k++)
            for (var j = 0; j < g.Ny; j++)
                for (var i = 0; i < g.Nx; i++) turned[g.Ny - 1 - j, k, i] = dose.Values[i, j, k];
        return GammaPairs.Physical(turned);
    }

    private static DoseVolume Scaled(DoseVolume dose, float factor) => GammaPairs.Physical(new Grid<float>(dose.Values.Geometry, Array.ConvertAll(dose.Values.Values, value => factor * value)));
}
