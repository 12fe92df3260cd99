using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Treatment.Evaluation.Gamma;
using Hanbeam.Treatment.Doses;
using Xunit;

namespace Hanbeam.Tests.Treatment.Doses;

public sealed class DoseCompatibilityTests
{
    private static readonly DoseVolume Total = GammaPairs.Of(GammaPairs.Cube(0, 2, 2, 2, 2), _ => 60) with { Source = "a", Fractions = 30 };

    [Fact]
    public void Check_OfDosesOfAKind_IsSilent() => Assert.Empty(DoseCompatibility.Check(Total, Total with { Source = "b" }));

    [Fact]
    public void Check_OfUnequalKinds_IsRefused()
    {
        AssertRefused(Total with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" }, "a is in Gy and b in Gy(RBE) of mmkm-qst; they cannot be compared");
        AssertRefused(Total with { Extent = DoseExtent.PerFraction }, "a is the dose of a whole course and b of one fraction");
        var first = Total with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" };
        Assert.Contains("different RBE models", Assert.Throws<InputException>(() => DoseCompatibility.Check(first, first with { RbeModel = "kanai" })).Message);
    }

    [Fact]
    public void Check_OfWhatMayBeWrong_Warns()
    {
        AssertWarned(Total with { Fractions = 16 }, "a is a course of 30 fractions and b one of 16");
        AssertWarned(Total with { FrameOfReferenceUid = "1.3" }, "different frames of reference");
        AssertWarned(Of(2), "60 Gy in a and 2 Gy in b, a ratio of 30, about the 30 fractions: one may be per fraction");
        AssertWarned(Of(6000), "a ratio of 100: one may be per fraction, or in another unit");
    }

    [Fact]
    public void Check_OfAGuessedQuantity_TakesTheOthers()
    {
        var weighted = Total with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst", Source = "b" };
        var guessed = Total with { IsQuantityAssumed = true, Warnings = ["a is taken as Gy"] };

        Assert.Equal("a does not say what its values are; they are taken as Gy(RBE) of mmkm-qst, like b.", Assert.Single(DoseCompatibility.Check(guessed, weighted)));
    }

    [Fact]
    public void Check_OfAnUnnamedModel_Warns()
    {
        var named = Total with { Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" };

        Assert.Contains("b does not name its RBE model; it is taken as mmkm-qst", Assert.Single(DoseCompatibility.Check(named, named with { RbeModel = null, Source = "b" })));
    }

    private static void AssertRefused(DoseVolume second, string expected) =>
        Assert.Contains(expected, Assert.Throws<InputException>(() => DoseCompatibility.Check(Total, second with { Source = "b" })).Message);

    private static void AssertWarned(DoseVolume second, string expected) =>
        Assert.Contains(expected, Assert.Single(DoseCompatibility.Check(Total with { FrameOfReferenceUid = "1.2" }, second with { Source = "b" })));

    private static DoseVolume Of(double gy) => GammaPairs.Of(Total.Values.Geometry, _ => gy);
}
