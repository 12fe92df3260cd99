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
    [InlineData("lem1:cordoma", "lem1:chordoma")]
    [InlineData("smk:hsg2018", "smk:hsg-2018")]
    [InlineData("lem1:nonsense", null)]
    public void Get_UnknownSet_SuggestsTheNearestAndListsAll(string name, string? nearest)
    {
        var message = Assert.Throws<InputException>(() => RbeModels.Get(name)).Message;
        Assert.StartsWith($"unknown RBE model {name}; " + (nearest is null ? "" : $"did you mean {nearest}? "), message, StringComparison.Ordinal);
        Assert.Contains("lem1:chordoma, lem1:chordoma-rapid, lem1:hsg, lem1:v79", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_Models_SayWhatTheyAreAndWhereTheyHold()
    {
        Assert.All(RbeModels.Known, known => Assert.True(known.Description.Length > 10 && known.Validity.Length > 10));
        Assert.Superset(new HashSet<string> { "mmkm-qst", "kanai", "mkm:hsg-2018", "smk:v79-2018", "lem1:chordoma" }, RbeModels.Known.Select(known => known.Name).ToHashSet());
    }

    [Fact]
    public void With_Settings_ChangeTheModelAndNotTheSharedOne()
    {
        var doubled = RbeModels.With("lem1:chordoma", new Dictionary<string, double> { ["alphax"] = 0.2 });
        Assert.Equal(0.05, doubled.Evaluate(1e-7, 0.01e-7, 0).GyRbe / 1e-7, 1e-6);
        Assert.Equal(0.1, RbeModels.Get("lem1:chordoma").Evaluate(1e-7, 0.01e-7, 0).GyRbe / 1e-7, 1e-6);
        Assert.Contains("has no parameters to set", Assert.Throws<InputException>(() => RbeModels.With("physical", new Dictionary<string, double> { ["rn"] = 1 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernels:")]
    [InlineData("kernels:0")]
    [InlineData("kernels:one")]
    public void Get_BrokenKernelClass_IsRefused(string name) =>
        Assert.Equal($"RBE model {name}: the tissue class must be a whole number from 1, as in kernels:1", Assert.Throws<InputException>(() => RbeModels.Get(name)).Message);

    [Theory]
    [InlineData("constant:")]
    [InlineData("constant:0")]
    [InlineData("constant:-1")]
    [InlineData("constant:1,1")]
    [InlineData("constant:NaN")]
    public void Get_BrokenConstant_IsRefused(string name) =>
        Assert.Equal($"RBE model {name}: the constant must be a number above 0, as in constant:1.1", Assert.Throws<InputException>(() => RbeModels.Get(name)).Message);
}
