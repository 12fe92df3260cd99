using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Hanbeam.Planning.Objectives;
using Hanbeam.Planning.Optimization;
using Hanbeam.Tests.Biology.LinearQuadratic;
using Hanbeam.Treatment.Plans;
using Xunit;

namespace Hanbeam.Tests.Planning.Optimization;

public sealed class PlanFunctionTests
{
    private const int Voxels = 60;
    private static readonly DenseInfluence[] Beams = [DenseInfluence.Row(Voxels, 9, 0.5), DenseInfluence.Row(Voxels, 7, -0.3, 0.5, 0.2)];
    private static readonly ObjectiveSet Objectives = MakeObjectives();

    public static TheoryData<string> Schemes => ["all-beams", "one-beam-per-fraction", "sfud"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Gradient_EqualsFiniteDifferences(string scheme) => CheckGradient(Make(scheme, 2));

    [Theory]
    [MemberData(nameof(EveryRbeModelTests.Names), MemberType = typeof(EveryRbeModelTests))]
    public void Gradient_OfEveryModelThatShips_EqualsFiniteDifferences(string name)
    {
        CheckGradient(Make("all-beams", 2, RbeModels.Get(name)));
        CheckGradient(Make("one-beam-per-fraction", 2, RbeModels.Get(name)));
    }

    private static void CheckGradient(PlanFunction function)
    {
        double[] weights = [.. Enumerable.Range(0, function.SpotCount).Select(n => 0.3 + 0.1 * Math.Sin(n))];
        var gradient = new double[weights.Length];
        Assert.True(function.Evaluate(weights, gradient) > 0);
        for (var n = 0; n < weights.Length; n++)
        {
            double At(double shift)
            {
                double[] moved = [.. weights];
                moved[n] += shift;
                return function.Evaluate(moved, new double[weights.Length]);
            }

            // Fourth-order differences with a step of 10⁻³ leave about 10⁻¹⁰ of the value.
            var difference = (8 * (At(1e-3) - At(-1e-3)) - (At(2e-3) - At(-2e-3))) / 12e-3;
            Assert.Equal(difference, gradient[n], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Evaluate_WithMoreThreads_GivesTheSameBits(string scheme)
    {
        var weights = new double[Make(scheme, 1).SpotCount];
        Array.Fill(weights, 0.4);
        var (one, four) = (new double[weights.Length], new double[weights.Length]);
        Assert.Equal(Make(scheme, 1).Evaluate(weights, one), Make(scheme, 4).Evaluate(weights, four));
        Assert.Equal(one, four);
    }

    [Fact]
    public void TotalDose_OneBeamPerFraction_AddsTheFieldsOwnDoses()
    {
        var function = Make("one-beam-per-fraction", 1);
        var weights = new double[function.SpotCount];
        Array.Fill(weights, 0.4);
        function.EvaluateTerms(weights, new double[Objectives.Terms.Count]);
        var expected = FractionDose(0) * 9 + FractionDose(1) * 8; // 17 fractions: nine of the first beam, eight of the second
        Assert.Equal(expected, function.TotalGyRbe[30], 1e-9);
    }

    [Fact]
    public void FractionsOf_AnUnevenSplit_AddsUp()
    {
        Assert.Equal(16, Enumerable.Range(0, 3).Sum(beam => FieldGroups.FractionsOf(beam, 3, 16)));
        Assert.Equal([6, 5, 5], Enumerable.Range(0, 3).Select(beam => FieldGroups.FractionsOf(beam, 3, 16)));
    }

    private static double FractionDose(int beam)
    {
        var quantities = new Hanbeam.Dose.Influence.VoxelQuantities(Voxels);
        Beams[beam].Forward([.. Enumerable.Repeat(0.4, Beams[beam].SpotCount)], quantities);
        return new LinearQuadraticRbe().Evaluate(quantities.Dose[30], quantities.AlphaDose[30], quantities.SqrtBetaDose[30]).GyRbe;
    }

    private static PlanFunction Make(string scheme, int threads, IRbeModel? rbe = null) => new(
        Beams,
        scheme switch
        {
            "all-beams" => FieldGroups.Joint(2, 17, DeliveryScheme.AllBeams),
            "one-beam-per-fraction" => FieldGroups.Joint(2, 17, DeliveryScheme.OneBeamPerFraction),
            _ => [FieldGroups.Alone(1, 2, 17, DeliveryScheme.AllBeams)],
        },
        Objectives,
        rbe ?? new LinearQuadraticRbe(),
        new WorkContext(threads));

    private static ObjectiveSet MakeObjectives()
    {
        var target = new ObjectiveRegion([.. Enumerable.Range(15, 30)], [.. Enumerable.Repeat(1.0 / 30, 30)]);
        var organ = new ObjectiveRegion([.. Enumerable.Range(0, 15)], [.. Enumerable.Repeat(1.0 / 15, 15)]);
        return new ObjectiveSet(
            [.. Enumerable.Range(0, Voxels)],
            [
                new SquaredDeviationObjective("uniform-dose target", 100, target, [51], DeviationSide.Both),
                new EquivalentUniformDoseObjective("eud organ", 5, organ, 10, 4),
                new MeanDoseObjective("mean-dose organ", 5, organ, 4),
            ],
            [(target, 51)]);
    }
}
