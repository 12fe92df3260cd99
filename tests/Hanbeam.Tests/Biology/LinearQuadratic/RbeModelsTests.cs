using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

public sealed class RbeModelsTests
{
    [Theory]
    [InlineData("physical", 1.5)]
    [InlineData("constant:1.1", 1.65)]
    public void Get_ConstantModels_WeightTheDose(string name, double gyRbe)
    {
        var model = RbeModels.Get(name);
        Assert.Equal(name, model.Name);
        Assert.False(model.NeedsEffect);
        Assert.Equal(gyRbe, model.Evaluate(1.5, 0, 0).GyRbe, 1e-12);
        Assert.Throws<InvalidOperationException>(() => model.Alpha(6, 12, 100));
    }

    [Fact]
    public void Get_SameName_GivesTheSameModel() => Assert.Same(RbeModels.Get("mmkm-qst"), RbeModels.Get("mmkm-qst"));

    [Theory]
    [InlineData("mmkm-qts", "mmkm-qst")]
    [InlineData("fysical", "physical")]
    [InlineData("kanei", "kanai")]
    [InlineData("MMKM-QST", "mmkm-qst")]
    public void Get_UnknownName_SuggestsTheNearestAndListsAll(string name, string nearest)
    {
        var error = Assert.Throws<InputException>(() => RbeModels.Get(name));
        Assert.StartsWith($"unknown RBE model {name}; did you mean {nearest}? Known: physical, constant:V, mmkm-qst", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkm:hsg-2018")]
    [InlineData("smk:v79-2018")]
    [InlineData("kanai")]
    [InlineData("lem1:chordoma")]
    [InlineData("kernels:2")]
    public void Get_ModelToCome_SaysThatThisVersionCannot(string name) =>
        Assert.StartsWith($"RBE model {name}: this version cannot do it yet", Assert.Throws<InputException>(() => RbeModels.Get(name)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("constant:")]
    [InlineData("constant:0")]
    [InlineData("constant:-1")]
    [InlineData("constant:1,1")]
    [InlineData("constant:NaN")]
    public void Get_BrokenConstant_IsRefused(string name) =>
        Assert.Equal($"RBE model {name}: the constant must be a number above 0, as in constant:1.1", Assert.Throws<InputException>(() => RbeModels.Get(name)).Message);
}
