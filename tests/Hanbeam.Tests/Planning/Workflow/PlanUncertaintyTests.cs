using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Random;
using Hanbeam.Planning.Workflow;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Workflow;

public sealed class PlanUncertaintyTests
{
    [Fact]
    public void Add_TwoRuns_IsTheMeanOverAllHistories()
    {
        var sum = Tally(1000, dose: 2, variance: 0.04f, let: 10);
        sum.Add(Tally(3000, dose: 4, variance: 0.01f, let: 30));
        Assert.Equal(4000, sum.Histories);
        Assert.Equal(0.25 * 2 + 0.75 * 4, sum.Dose[0], 1e-6);
        Assert.Equal(0.25 * 10 + 0.75 * 30, sum.LetDose[0], 1e-5);
        Assert.Equal(0.25 * 0.25 * 0.04 + 0.75 * 0.75 * 0.01, sum.Variance[0], 1e-7);
    }

    [Fact]
    public void Add_ManyRunsOfOneDistribution_HasTheVarianceOfTheirMean()
    {
        // Each run: the mean of its histories has variance 1/histories.
        var random = new RandomStream(3);
        BeamTally? sum = null;
        for (var run = 0; run < 40; run++)
        {
            var histories = 1000 + (long)(random.NextUInt32() % 5000);
            var tally = Tally(histories, 1, 1f / histories, 0);
            if (sum is null) sum = tally;
            else sum.Add(tally);
        }

        Assert.Equal(1.0 / sum!.Histories, sum.Variance[0], 1e-4 / sum.Histories); // single precision over 40 sums
    }

    [Fact]
    public void RootMeanSquare_OfTwoBeams_AddsVariancesTimesFractions()
    {
        var plan = Plan(5, 2);
        BeamTally[] beams = [Tally(1, 2, 0.04f, 0), Tally(1, 1, 0.09f, 0)];
        var (dose, variance) = (5 * 2 + 2 * 1, 25 * 0.04 + 4 * 0.09);
        Assert.Equal(100 * Math.Sqrt(variance) / dose, PlanUncertainty.RootMeanSquarePercent(plan, beams, [0]), 1e-4);
        Assert.Equal(Math.Sqrt(variance), PlanUncertainty.Total(plan, beams, [0], new GridGeometry(default, new Vector3d(1, 1, 1), 1, 1, 1)).Values[0], 1e-5);
    }

    [Fact]
    public void RootMeanSquare_WithoutDose_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, PlanUncertainty.RootMeanSquarePercent(Plan(1, 1), [Tally(1, 0, 0, 0), Tally(1, 0, 0, 0)], [0]));

    [Theory]
    [InlineData("constant:3")]
    [InlineData("mmkm-qst")]
    public void RbeWeighted_IsTheChangeOfTheDose_WhenDoseAndEffectMoveByTheirUncertainties(string model)
    {
        // Two beams in every fraction; 1 % of uncertainty in dose and 2 % in alpha·dose of the first alone, so that the sums move by exactly these.
        var rbe = RbeModels.Get(model);
        BeamTally Beam(float dose, float alpha, float relative) => new BeamTally
        {
            Dose = [dose], LetDose = [0], Variance = [relative * dose * relative * dose], AlphaDose = [alpha * dose], SqrtBetaDose = [0.2f * dose], AlphaVariance = [4 * relative * relative * alpha * dose * alpha * dose],
        }.Of(1, 0);
        var plan = Plan(5, 5);
        var (grid, percent) = PlanUncertainty.RbeWeighted(plan, [Beam(1.5f, 0.9f, 0.01f), Beam(1, 0.6f, 0)], rbe, [0], [0], new GridGeometry(default, new Vector3d(1, 1, 1), 1, 1, 1));
        double At(double step) => 5 * rbe.Evaluate(2.5 + step * 0.015, 1.95 + step * 0.027, 0.5 + step * 0.2 * 0.015).GyRbe;
        var expected = 0.5 * (At(1) - At(-1));

        // The SqrtBeta term takes the relative uncertainty of the summed dose, as both beams have the same √beta; the change is linear to 10⁻⁴ over one uncertainty.
        Assert.Equal(expected, grid.Values[0], 1e-3 * expected);
        Assert.Equal(100 * expected / At(0), percent, 1e-3 * percent);
    }

    [Fact]
    public void SharedIonsFactor_OfVoxelsThatMoveTogether_IsTheRootOfTheirNumber()
    {
        static BeamTally Beam(double variance) => new BeamTally { Dose = [1, 1, 1, 1], LetDose = [0, 0, 0, 0], Variance = [0.01f, 0.01f, 0.01f, 0.01f] }.Of(1, variance);
        Assert.Equal(2, PlanUncertainty.SharedIonsFactor(Plan(5, 2), [Beam(0.16), Beam(0.16)], [0, 1, 2, 3]), 1e-6);
        Assert.Equal(1, PlanUncertainty.SharedIonsFactor(Plan(5, 2), [Beam(0.001), Beam(0.001)], [0, 1, 2, 3]), 1e-6); // never below 1
        Assert.Equal(1, PlanUncertainty.SharedIonsFactor(Plan(5, 2), [Beam(0), Beam(0)], []));
    }

    [Fact]
    public void SharedIonsFactorOf_ATarget_IsThatOfItsWholeSum()
    {
        // Blocks are independent of each other in the first number; the whole target moves together in the second, ions going from end to end.
        static BeamTally Beam(double whole) => new BeamTally { Dose = [1, 1, 1, 1], LetDose = [0, 0, 0, 0], Variance = [0.01f, 0.01f, 0.01f, 0.01f] }.Of(1, 0.04, 0.01, whole);
        var beams = new[] { Beam(0.16), Beam(0.16) };
        Assert.Equal(1, PlanUncertainty.SharedIonsFactor(Plan(5, 2), beams, [0, 1, 2, 3]), 1e-6);
        Assert.Equal(2, PlanUncertainty.SharedIonsFactorOf(Plan(5, 2), beams, 1, [0, 1, 2, 3]), 1e-6);
        Assert.Equal(1, PlanUncertainty.SharedIonsFactorOf(Plan(5, 2), beams, 0, [2]), 1e-6);
    }

    [Fact]
    public void Add_TwoRuns_JoinsTheVariancesOfTheTargets()
    {
        static BeamTally Run(long histories, double variance) => new BeamTally { Dose = [1], LetDose = [0], Variance = [0] }.Of(histories, 0, 1, variance);
        var sum = Run(1000, 0.04);
        sum.Add(Run(3000, 0.01));
        Assert.Equal([0.25 * 0.25 + 0.75 * 0.75, 0.25 * 0.25 * 0.04 + 0.75 * 0.75 * 0.01], sum.EachTargetVariance);
    }

    private static Plan Plan(int first, int second)
    {
        PlanBeam Beam(int number, int fractions) => new() { Number = number, GantryDeg = 0, CouchDeg = 0, Isocenter = default, Layers = [], Fractions = fractions };
        return new Plan { Name = "", MachineName = "", Fractions = 5, Beams = [Beam(1, first), Beam(2, second)] };
    }

    private static BeamTally Tally(long histories, float dose, float variance, float let) => new BeamTally { Dose = [dose], LetDose = [let], Variance = [variance] }.Of(histories, 0);
}
