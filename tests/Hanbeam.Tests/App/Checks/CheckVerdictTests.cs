using Hanbeam.App.Checks;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.App.Checks;

public sealed class CheckVerdictTests
{
    [Theory]
    [InlineData(true, 95, 95, true)]
    [InlineData(true, 94.99, 95, false)]
    [InlineData(true, double.NaN, 95, false)]
    [InlineData(false, 1.5, 1.5, true)]
    [InlineData(false, 1.51, 1.5, false)]
    [InlineData(false, double.NaN, 3, false)]
    public void Limit_IsKept_UpToTheLimitItself(bool isLeast, double value, double limit, bool expected) =>
        Assert.Equal(expected, CheckVerdict.Holds(isLeast, value, limit));

    [Fact]
    public void Sentence_OfAFailure_NamesValueAndLimit()
    {
        var criterion = new CriterionEntry(CriterionKind.Gamma, "gamma 3 %/2 mm, physical dose", "physical", null, 91.234, null, 95, true, false, "%", "source");
        Assert.Equal("Gamma 3 %/2 mm, physical dose: 91.23 %, at least 95 % is asked for.", CheckVerdict.Sentence(criterion));
    }

    [Fact]
    public void TargetFigures_AreJudgedWithoutTheShiftOfNoise_AndWithTwiceTheirUncertainty()
    {
        // D95: 2 Gy low of 50 Gy, of which 1 Gy is noise's: 2 %, ± 2·0.4 % keep 3 %. D98: 3 Gy low: 6 % do not keep 5 %. The mean keeps 3 % but not with its uncertainty.
        ComparedFigure Figure(double plan, double difference) => new(plan, plan + difference, difference, 100 * difference / 50);
        var dose = new ComparedDose(50, Figure(47, -3), Figure(48, -2), Figure(50, 0), Figure(52, 0), Figure(50, 1.25), Figure(53, 0))
        {
            Noise = new TargetNoise(new FigureNoise(0, 0.1), new FigureNoise(-1, 0.2), new FigureNoise(0, 0.15)),
        };
        var criteria = CheckVerdict.OfTarget("PTV", "rbe", dose, new CheckCriteria()).ToDictionary(criterion => criterion.Kind);
        Assert.Equal((2.0, 0.4, true), (criteria[CriterionKind.D95].Value, criteria[CriterionKind.D95].Uncertainty, criteria[CriterionKind.D95].Pass));
        Assert.Equal((6.0, 5.0, false), (criteria[CriterionKind.D98].Value, criteria[CriterionKind.D98].Limit, criteria[CriterionKind.D98].Pass));
        Assert.Equal((2.5, false), (criteria[CriterionKind.Mean].Value, criteria[CriterionKind.Mean].Pass));
        Assert.Equal("Difference of the mean of PTV, RBE-weighted dose: 2.5 ± 0.6 %, at most 3 % is asked for.", CheckVerdict.Sentence(criteria[CriterionKind.Mean]));
    }

    [Fact]
    public void GammaOfATarget_CountsWhatWasNotEvaluatedAsFailing()
    {
        var geometry = new GridGeometry(default, new Vector3d(1, 1, 1), 5, 1, 1);
        var (gamma, planned) = (new Grid<float>(geometry, [0.5f, 1, 1.2f, -1, 0.2f]), new Grid<float>(geometry, [10, 5, 4.9f, 8, 1]));
        Assert.Equal(new GammaPart(50, 4), GammaParts.Target(gamma, new VoxelMembership("T", geometry, [0, 1, 2, 3, 4], [1, 0.5f, 1, 1, 0.4f])));
        Assert.Equal(new GammaPart(200.0 / 3, 3), GammaParts.HighDose(gamma, planned, 10));
        Assert.Equal(new GammaPart(double.NaN, 0), GammaParts.Target(gamma, new VoxelMembership("E", geometry, [], [])));
    }
}
