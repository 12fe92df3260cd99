using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation.Goals;
using Hanbeam.Treatment.Structures;
using Xunit;

namespace Hanbeam.Tests.Treatment.Evaluation.Goals;

/// <summary>Values and verdicts on a row of ten voxels of 1 cm³ with doses 1, 2, … 10: interpolated, 1 in half a cm³, then up to 10 in 9 cm³, and 10 in half a cm³.</summary>
public sealed class GoalEvaluatorTests
{
    // The histogram is linear within a ten-thousandth of the doses' range of 9.
    private const double Step = 1e-3;

    private static readonly GridGeometry Row = new(default, new Vector3d(10, 10, 10), 10, 1, 1);

    private static DoseVolume Dose(DoseQuantity quantity = DoseQuantity.RbeWeightedDose, string? model = "mmkm-qst", int? fractions = 16, float[]? values = null) => new()
    {
        Values = new Grid<float>(Row, values ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        Quantity = quantity,
        RbeModel = quantity == DoseQuantity.RbeWeightedDose ? model : null,
        Fractions = fractions,
        Source = "d.mha",
    };

    private static EvaluatedDose Column(DoseVolume dose, double? prescribed = 8, params string[] names)
    {
        if (names.Length == 0) names = ["PTV", "Brainstem"];
        var whole = new Grid<float>(Row, [.. Enumerable.Repeat(1f, 10)]);
        var structures = names.Select(name => new StructureDose(new Structure { Name = name, Mask = whole }, dose, prescribed));
        return new EvaluatedDose("A", dose, [.. structures], prescribed is null ? [] : ["PTV"]);
    }

    private static Goal Goal(string expression, string structure = "Brainstem", string? rbe = "mmkm-qst", double tolerance = 0, int[]? fractions = null) => new()
    {
        Structure = structure, Expression = GoalExpression.Parse(expression), RbeModel = rbe, Tolerance = tolerance, Fractions = fractions ?? [],
    };

    private static GoalVerdict Judge(Goal goal, EvaluatedDose? dose = null) =>
        GoalEvaluator.Evaluate(new GoalSet("set", "", [goal]), [dose ?? Column(Dose())]).Single().Verdicts.Single();

    // Above a dose d from 1 to 10 lie 0.5 + (10 − d) cm³.
    [Theory]
    [InlineData("D95%[Gy(RBE)]", 1)]
    [InlineData("D50%[Gy(RBE)]", 5.5)]
    [InlineData("D2cc[Gy(RBE)]", 8.5)]
    [InlineData("D2cc[%]", 106.25)]
    [InlineData("V8Gy(RBE)[cc]", 2.5)]
    [InlineData("V8Gy(RBE)[%]", 25)]
    [InlineData("V100%[%]", 25)]
    [InlineData("Mean[Gy(RBE)]", 5.5)]
    [InlineData("Max[Gy(RBE)]", 10)]
    [InlineData("Min[%]", 12.5)]
    [InlineData("EUD1[Gy(RBE)]", 5.5)]
    [InlineData("HI", 9 / 5.5)]
    [InlineData("CI100%", 0.25)]
    [InlineData("GI", 2.6)]
    public void Metric_OnARowOfVoxels_HasItsValue(string metric, double expected) =>
        Assert.Equal(expected, MetricEvaluator.Evaluate(Metric.Parse(metric), Column(Dose()).Structures[0]), Step);

    // sqrt of (0.5·1² + ∫x²dx + 0.5·10²)/10 with ∫ from 1 to 10; 10/(0.5/1 + ln 10 + 0.5/10); 10·(10/201 + 0.5)/10 to the power of 1/200, times 10.
    [Theory]
    [InlineData("EUD2[Gy(RBE)]", 6.192738)]
    [InlineData("EUD-1[Gy(RBE)]", 3.505594)]
    [InlineData("EUD200[Gy(RBE)]", 9.856005)]
    public void EquivalentUniformDose_IsThePowerMean(string metric, double expected) =>
        Assert.Equal(expected, MetricEvaluator.Evaluate(Metric.Parse(metric), Column(Dose()).Structures[0]), Step);

    [Fact]
    public void Let_HasMetricsOfItsOwn() =>
        Assert.Equal(5.5, MetricEvaluator.Evaluate(Metric.Parse("Mean[keV/um]"), Column(Dose(DoseQuantity.Let)).Structures[0]), 1e-6);

    [Theory]
    [InlineData("D95%[Gy]", "is about Gy, and the dose d.mha is in Gy(RBE)")]
    [InlineData("V20Gy[%]", "is about Gy, and the dose d.mha is in Gy(RBE)")]
    [InlineData("Mean[keV/um]", "is about keV/um, and the dose d.mha is in Gy(RBE)")]
    public void Metric_OfAnotherUnit_IsRefused(string metric, string says) =>
        Assert.Contains(says, Assert.Throws<InputException>(() => MetricEvaluator.Evaluate(Metric.Parse(metric), Column(Dose()).Structures[0])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("D2cc[Gy(RBE)] <= 8.6", 0, GoalStatus.Met)]
    [InlineData("D2cc[Gy(RBE)] < 8.4", 0, GoalStatus.Missed)]
    [InlineData("D2cc[Gy(RBE)] <= 8", 0, GoalStatus.Missed)]
    [InlineData("D2cc[Gy(RBE)] <= 8", 0.6, GoalStatus.WithinTolerance)]
    [InlineData("D2cc[Gy(RBE)] <= 8", 0.4, GoalStatus.Missed)]
    [InlineData("D2cc[Gy(RBE)] >= 9", 0.6, GoalStatus.WithinTolerance)]
    [InlineData("D2cc[Gy(RBE)] > 8", 0, GoalStatus.Met)]
    public void Goal_IsJudged_ByItsLimitAndTolerance(string expression, double tolerance, GoalStatus status)
    {
        var verdict = Judge(Goal(expression, tolerance: tolerance));
        Assert.Equal(status, verdict.Status);
        Assert.Equal(8.5, verdict.Value!.Value, Step);
        Assert.Null(verdict.Reason);
    }

    [Theory]
    [InlineData("Mean[Gy] <= 2", true)]
    [InlineData("Mean[Gy] >= 2", true)]
    [InlineData("Mean[Gy] < 2", false)]
    [InlineData("Mean[Gy] > 2", false)]
    public void Limit_IsKept_AtItsVeryValue_ByTheSignsThatSayEqual(string expression, bool met) => Assert.Equal(met, GoalExpression.Parse(expression).IsMet(2));

    [Theory]
    [InlineData("Max[Gy] <= 30", null, "is for Gy, and no dose is: A is Gy(RBE) of mmkm-qst")]
    [InlineData("Max[Gy(RBE)] <= 30", "lem1", "is for the RBE model lem1, and no dose is: A is Gy(RBE) of mmkm-qst")]
    [InlineData("V95%[%] >= 99", "lem1", "is for the RBE model lem1")]
    public void Goal_OfAnotherQuantityOrModel_IsRefused(string expression, string? rbe, string says) =>
        Assert.Contains(says, Assert.Throws<InputException>(() => Judge(Goal(expression, rbe: rbe))).Message, StringComparison.Ordinal);

    [Fact]
    public void Goal_InGyRbe_IsRefusedForAPhysicalDose() =>
        Assert.Contains("A is Gy", Assert.Throws<InputException>(() => Judge(Goal("Max[Gy(RBE)] <= 30"), Column(Dose(DoseQuantity.PhysicalDose)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Goal_OfAFamily_IsForEverySetOfIt() =>
        Assert.Equal(GoalStatus.Met, Judge(Goal("Max[Gy(RBE)] <= 30", rbe: "lem1"), Column(Dose(model: "lem1:chordoma"))).Status);

    [Fact]
    public void DoseOfAnUnnamedModel_IsRefused() =>
        Assert.Contains("a model that its file does not name", Assert.Throws<InputException>(() => Judge(Goal("Max[Gy(RBE)] <= 30"), Column(Dose(model: null)))).Message, StringComparison.Ordinal);

    [Fact]
    public void DoseOfOneFraction_IsRefused() =>
        Assert.Contains("that of one fraction", Assert.Throws<InputException>(() => Judge(Goal("Max[Gy(RBE)] <= 30"), Column(Dose() with { Extent = DoseExtent.PerFraction }))).Message, StringComparison.Ordinal);

    [Fact]
    public void Goals_OfOneModel_JudgeOnlyItsDoses()
    {
        EvaluatedDose[] doses = [Column(Dose(model: "constant:3")), Column(Dose()), Column(Dose(DoseQuantity.Let)), Column(Dose(DoseQuantity.Rbe) with { RbeModel = "mmkm-qst" }), Column(Dose(DoseQuantity.Rbe) with { RbeModel = "lem1:chordoma" })];
        var goals = new GoalSet("set", "", [Goal("Max[Gy(RBE)] <= 30"), Goal("Mean[keV/um] >= 5", rbe: null), Goal("Mean[RBE] >= 2")]);
        var judged = GoalEvaluator.Evaluate(goals, doses);
        Assert.Equal([doses[1], doses[2], doses[3]], judged.Select(entry => entry.Dose));
        Assert.All(judged, entry => Assert.Single(entry.Verdicts));
    }

    [Fact]
    public void Goal_ForOtherFractions_IsNotEvaluated()
    {
        var verdict = Judge(Goal("Max[Gy(RBE)] <= 30", fractions: [12]));
        Assert.Equal((GoalStatus.NotEvaluated, "the goal is for 12 fractions, and the dose is given in 16"), (verdict.Status, verdict.Reason));
    }

    [Fact]
    public void Goal_ForAnAbsentStructure_IsNotEvaluated() =>
        Assert.Equal("there is no structure Brainstemm; did you mean Brainstem?", Judge(Goal("Max[Gy(RBE)] <= 30", "Brainstemm")).Reason);

    [Fact]
    public void Goal_ForAnEmptyStructure_IsNotEvaluated()
    {
        var dose = Dose();
        var empty = new StructureDose(new Structure { Name = "Brainstem" }, dose);
        var verdict = Judge(Goal("Max[Gy(RBE)] <= 30"), new EvaluatedDose("A", dose, [empty], []));
        Assert.Equal(GoalStatus.NotEvaluated, verdict.Status);
        Assert.Contains("'Brainstem'", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Goal_WithoutPrescription_IsNotEvaluated()
    {
        Assert.Contains("needs a prescribed dose", Judge(Goal("V95%[%] >= 99"), Column(Dose(), prescribed: null)).Reason, StringComparison.Ordinal);
        Assert.Contains("no prescription is known", Judge(Goal("V95%[%] >= 99", AnyTarget), Column(Dose(), prescribed: null)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Goal_ForTargets_IsForThePrescribedOnes() => Assert.Equal("PTV", Judge(Goal("V95%[%] >= 0", AnyTarget)).Structure);

    [Fact]
    public void DoseThatIsNoNumber_IsNotEvaluated() =>
        Assert.Contains("not a finite number", Judge(Goal("Max[Gy(RBE)] <= 30"), Column(Dose(values: [1, 2, float.NaN, 4, 5, 6, 7, 8, 9, 10]))).Reason, StringComparison.Ordinal);

    [Fact]
    public void IndexOfNoDose_IsNotEvaluated() =>
        Assert.Contains("has no value", Judge(Goal("HI <= 0.1"), Column(Dose(values: new float[10]))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("OpticNrv_?", "OpticNrv_L", true)]
    [InlineData("OpticNrv_?", "OPTICNRV R", true)]
    [InlineData("OpticNrv_?", "OpticNrv_PRV3_L", false)]
    [InlineData("Spinal*", "spinal cord", true)]
    [InlineData("Brain", "Brainstem", false)]
    public void Names_AreCompared_AsPeopleMeanThem(string pattern, string name, bool fits) => Assert.Equal(fits, StructureNames.Matches(pattern, name));

    [Fact]
    public void Aliases_AreTried_InOrder()
    {
        var goal = Goal("Max[Gy(RBE)] <= 30", "OpticNrv_?") with { Aliases = ["OpticNerve*", "PTV"] };
        var dose = Column(Dose(), 8, "PTV", "OpticNerve_L", "OpticNerve_R");
        Assert.Equal(["OpticNerve_L", "OpticNerve_R"], GoalEvaluator.Evaluate(new GoalSet("set", "", [goal]), [dose]).Single().Verdicts.Select(verdict => verdict.Structure));
    }

    [Fact]
    public void Structure_WithoutAlias_IsFound_ByItsStandardName() =>
        Assert.Equal("left optic nerve", Judge(Goal("Max[Gy(RBE)] <= 30", "OpticNrv_?"), Column(Dose(), 8, "PTV", "left optic nerve")).Structure);

    [Theory]
    [InlineData("SpinalCord", null)]
    [InlineData("spinal cord", "SpinalCord")]
    [InlineData("Cord", "SpinalCord")]
    [InlineData("Left Optic Nerve", "OpticNrv_L")]
    [InlineData("femoral-head_R", "Femur_Head_R")]
    [InlineData("Lt Optic Nerve", "OpticNrv_L")]
    [InlineData("LParotid", "Parotid_L")]
    [InlineData("parotid right", "Parotid_R")]
    [InlineData("Niere", null)] // not known here
    [InlineData("kidney", "Kidney")]
    [InlineData("Kidney re", "Kidney_R")]
    [InlineData("oesophagus", "Esophagus")]
    [InlineData("Parotid_L", null)] // standard already
    [InlineData("Cord 5mm", null)] // a derived structure
    [InlineData("Lungs L and R", null)]
    [InlineData("PTV_7000", null)]
    public void StandardName_IsSuggested(string name, string? standard) => Assert.Equal(standard, Tg263.Suggestion(name));

    private static string AnyTarget => Hanbeam.Treatment.Evaluation.Goals.Goal.Targets;
}
