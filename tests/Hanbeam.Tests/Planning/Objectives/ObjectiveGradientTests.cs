using Hanbeam.Planning.Objectives;
using Xunit;

namespace Hanbeam.Tests.Planning.Objectives;

public sealed class ObjectiveGradientTests
{
    // Twelve voxels, ten of them in the structure, with uneven shares that add to 0.9; a tenth of the volume is out of reach.
    private static readonly ObjectiveRegion Region = new([0, 1, 2, 4, 5, 6, 7, 9, 10, 11], [0.05, 0.1, 0.12, 0.08, 0.1, 0.07, 0.13, 0.1, 0.05, 0.1], 0.1);
    private static readonly double[] Dose = [50.3, 61.2, 57.9, 40.0, 55.1, 58.8, 30.4, 57.1, 20.0, 62.7, 12.9, 5.5];

    public static TheoryData<string> Types => ["min", "max", "uniform", "falloff", "mean", "min-dvh", "max-dvh", "eud-high", "eud-low"];

    [Theory]
    [MemberData(nameof(Types))]
    public void Gradient_EqualsFiniteDifferences(string type)
    {
        var objective = Make(type);
        var gradient = new double[Dose.Length];
        var value = objective.AddTo(Dose, gradient);
        Assert.True(value > 0, "a term of value 0 would show nothing");
        for (var n = 0; n < Dose.Length; n++)
        {
            // Central differences over 10⁻⁴ Gy(RBE): exact for squares, error of order 10⁻⁸ of the third derivative for the EUD.
            var difference = (ValueAt(objective, n, 1e-4) - ValueAt(objective, n, -1e-4)) / 2e-4;
            Assert.Equal(difference, gradient[n], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void AddTo_AddsToWhatIsThere(string type)
    {
        var once = new double[Dose.Length];
        Make(type).AddTo(Dose, once);
        var onTop = new double[Dose.Length];
        Array.Fill(onTop, 7.0);
        Make(type).AddTo(Dose, onTop);
        for (var n = 0; n < Dose.Length; n++) Assert.Equal(7 + once[n], onTop[n], 1e-12);
    }

    [Fact]
    public void UniformDose_Value_IsWeightTimesMeanSquare()
    {
        var region = new ObjectiveRegion([0, 1], [0.25, 0.75]);
        var objective = new SquaredDeviationObjective("", 4, region, [10], DeviationSide.Both);
        // 4 × (0.25·(12 − 10)² + 0.75·(9 − 10)²) = 4 × 1.75
        Assert.Equal(7, objective.AddTo([12, 9], new double[2]), 1e-12);
    }

    [Fact]
    public void MaxDvh_CountsOnlyTheVolumeBeyondTheShare()
    {
        // Half of the volume may be above 10: the hottest half (20 and 16) is free, 12 is above by 2 with a quarter of the volume.
        var region = new ObjectiveRegion([0, 1, 2, 3], [0.25, 0.25, 0.25, 0.25]);
        var objective = new DoseVolumeObjective("", 1, region, 10, 0.5, DeviationSide.Above);
        Assert.Equal(0.25 * 4, objective.AddTo([20, 12, 16, 3], new double[4]), 1e-12);
    }

    [Fact]
    public void MinDvh_CountsOnlyTheHottestShare()
    {
        // Three quarters must have 10: the three hottest are 20, 12 and 7, and only 7 is below.
        var region = new ObjectiveRegion([0, 1, 2, 3], [0.25, 0.25, 0.25, 0.25]);
        var objective = new DoseVolumeObjective("", 1, region, 10, 0.75, DeviationSide.Below);
        Assert.Equal(0.25 * 9, objective.AddTo([20, 12, 7, 3], new double[4]), 1e-12);
    }

    [Fact]
    public void Eud_OfAUniformDose_IsThatDose()
    {
        var region = new ObjectiveRegion([0, 1], [0.5, 0.5]);
        Assert.Equal(9, new EquivalentUniformDoseObjective("", 1, region, 17, 8).AddTo([20, 20], new double[2]), 1e-9);
        Assert.Equal(9, new EquivalentUniformDoseObjective("", 1, region, 23, -10).AddTo([20, 20], new double[2]), 1e-9);
    }

    private static IObjective Make(string type) => type switch
    {
        "min" => new SquaredDeviationObjective(type, 3, Region, [57.6], DeviationSide.Below),
        "max" => new SquaredDeviationObjective(type, 3, Region, [30], DeviationSide.Above),
        "uniform" => new SquaredDeviationObjective(type, 100, Region, [57.6], DeviationSide.Both),
        "falloff" => new SquaredDeviationObjective(type, 10, Region, [57, 50, 45, 40, 35, 30, 28, 27, 26, 25], DeviationSide.Above),
        "mean" => new MeanDoseObjective(type, 5, Region, 26),
        "min-dvh" => new DoseVolumeObjective(type, 2, Region, 57.6, 0.75, DeviationSide.Below),
        "max-dvh" => new DoseVolumeObjective(type, 2, Region, 30, 0.33, DeviationSide.Above),
        "eud-high" => new EquivalentUniformDoseObjective(type, 2, Region, 40, 8),
        "eud-low" => new EquivalentUniformDoseObjective(type, 2, Region with { RestShare = 0 }, 57.6, -4),
        _ => throw new ArgumentException(type, nameof(type)),
    };

    private static double ValueAt(IObjective objective, int voxel, double shift)
    {
        double[] dose = [.. Dose];
        dose[voxel] += shift;
        return objective.AddTo(dose, new double[dose.Length]);
    }
}
