using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

public sealed class RbeSetTests
{
    private static readonly RbeSet Good = RbeSet.Read("lem1:chordoma");

    [Fact]
    public void Make_NumberMissingOrNegative_IsRefusedByItsName()
    {
        string Refusal(RbeSet set, string name) => Assert.Throws<InputException>(() => set.Make(name, null)).Message;
        Assert.Equal("the set lem1:mine: photonAlphaPerGy is -0.1, but must be above 0", Refusal(Good with { PhotonAlphaPerGy = -0.1 }, "lem1:mine"));
        Assert.Equal("the set lem1:mine: photonThresholdGy is 0, but must be above 0", Refusal(Good with { PhotonThresholdGy = null }, "lem1:mine"));
        Assert.Equal("the set mkm:mine: betaPerGy2 is 0, but must be above 0", Refusal(Good, "mkm:mine"));
        Assert.Equal("the set smk:mine: nucleusRadiusUm is NaN, but must be above 0", Refusal(RbeSet.Read("smk:hsg-2018") with { NucleusRadiusUm = double.NaN }, "smk:mine"));
    }

    [Fact]
    public void NamesOf_AFamily_AreItsFilesInOrder() => Assert.Equal(["lem1:chordoma", "lem1:chordoma-rapid", "lem1:hsg", "lem1:v79"], RbeSet.NamesOf("lem1"));

    [Fact]
    public void Read_SetThatIsNotThere_IsRefused() => Assert.Contains("lem1-nowhere.json cannot be read", Assert.Throws<InputException>(() => RbeSet.Read("lem1:nowhere")).Message, StringComparison.Ordinal);
}
