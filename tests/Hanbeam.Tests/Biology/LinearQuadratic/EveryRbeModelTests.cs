using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Stopping;
using Xunit;

namespace Hanbeam.Tests.Biology.LinearQuadratic;

/// <summary>What every model that ships must do, found by its listing: a new set is tested as soon as its file is there.</summary>
public sealed class EveryRbeModelTests
{
    public static TheoryData<string> Names => [.. RbeModels.Known.Select(known => known.Name).Where(name => name is not ("constant:V" or "kernels:CLASS" or "TABLE.csv")), "constant:1.1"];

    public static TheoryData<string> NamesWithTable => [.. RbeModels.Known.Select(known => known.Name).Where(name => name is not ("constant:V" or "kernels:CLASS" or "TABLE.csv" or "physical"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_Derivatives_EqualFiniteDifferences(string name)
    {
        var model = RbeModels.Get(name);
        foreach (var (dose, alpha, beta) in new[] { (0.01, 0.3, 0.05), (1.5, 0.8, 0.03), (4, 2.5, 0.0615), (12, 0.4, 0.04), (40, 0.9, 0.02) })
        {
            var at = new[] { dose, alpha * dose, Math.Sqrt(beta) * dose };
            var value = model.Evaluate(at[0], at[1], at[2]);
            var exact = new[] { value.ByDose, value.ByAlphaDose, value.BySqrtBetaDose };
            for (var n = 0; n < 3; n++)
            {
                var step = 1e-4 * dose; // central: error of order 1e-8 of the third derivative, rounding 1e-11
                var (up, down) = ((double[])at.Clone(), (double[])at.Clone());
                up[n] += step;
                down[n] -= step;
                var difference = (model.Evaluate(up[0], up[1], up[2]).GyRbe - model.Evaluate(down[0], down[1], down[2]).GyRbe) / (2 * step);
                Assert.Equal(difference, exact[n], 1e-6 * Math.Max(1, Math.Abs(exact[n])));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluate_NoDose_IsNoDoseWithFiniteDerivatives(string name)
    {
        var value = RbeModels.Get(name).Evaluate(0, 0, 0);
        Assert.Equal(0, value.GyRbe);
        Assert.All(new[] { value.ByDose, value.ByAlphaDose, value.BySqrtBetaDose }, derivative => Assert.True(double.IsFinite(derivative) && derivative >= 0));
    }

    [Theory]
    [MemberData(nameof(NamesWithTable))]
    public void Table_BetweenItsPoints_AgreesWithTheComputedValue(string name)
    {
        var model = RbeModels.Get(name);
        for (var z = 1; z <= IonGrid.LargestZ; z++)
        {
            for (var energy = 0.1037; energy < 500; energy *= 1.371)
            {
                var ion = IonGrid.Representative(z);
                var effect = model.Cell!.Effect(ion, energy, ElectronicStopping.LetInWaterKeVPerUm(ion, energy));
                Assert.True(effect.AlphaPerGy > 0 && effect.BetaPerGy2 >= 0);

                // Linear interpolation over steps of 3.6 % in energy; the kink of a local effect model where its track begins to have a penumbra is worst.
                Assert.Equal(effect.AlphaPerGy, model.Alpha(z, ion.A, energy), 1.5e-3 * effect.AlphaPerGy);
                Assert.Equal(Math.Sqrt(effect.BetaPerGy2), model.SqrtBeta(z, ion.A, energy), 1e-3 * Math.Sqrt(0.0615));
            }
        }
    }

    [Theory]
    [MemberData(nameof(NamesWithTable))]
    public void Table_AnotherIsotope_DiffersLittleFromItsOwnTrack(string name)
    {
        var model = RbeModels.Get(name);
        foreach (var ion in new Ion[] { new(1, 2), new(2, 3), new(3, 6), new(4, 7), new(5, 10), new(6, 11) })
        {
            foreach (var energy in new[] { 1.0, 10, 100, 400 })
            {
                var own = model.Cell!.Effect(ion, energy, ElectronicStopping.LetInWaterKeVPerUm(ion, energy)).AlphaPerGy;
                Assert.Equal(own, model.Alpha(ion.Z, ion.A, energy), 0.01 * own); // mass per nucleon differs by up to 0.7 %
            }
        }
    }

    [Theory]
    [InlineData("mkm:hsg-2018", 0.313, 0.0615)]
    [InlineData("mkm:v79-2018", 0.184, 0.02)]
    [InlineData("smk:hsg-2018", 0.313, 0.0615)]
    [InlineData("lem1:chordoma", 0.1, 0.05)]
    [InlineData("lem1:hsg", 0.313, 0.0615)]
    [InlineData("lem1:v79", 0.184, 0.02)]
    public void Evaluate_FieldWithThePhotonsOwnCoefficients_HasRbeOneAtEveryDose(string name, double alpha, double beta)
    {
        var model = RbeModels.Get(name);
        foreach (var dose in new[] { 1e-6, 0.3, 2, 7.4, 7.6, 29, 31, 80 }) // on both sides of D_t = 7.5, 17 and 30 Gy
            Assert.Equal(1, model.Evaluate(dose, alpha * dose, Math.Sqrt(beta) * dose).GyRbe / dose, 1e-10);
    }

    [Theory]
    [InlineData("mkm:hsg-2018", 0.313)]
    [InlineData("smk:v79-2018", 0.184)]
    [InlineData("lem1:chordoma", 0.1)]
    [InlineData("lem1:hsg", 0.313)]
    public void Evaluate_SmallDose_HasTheRatioOfTheSlopes(string name, double photonAlpha)
    {
        const double Small = 1e-7; // terms of order beta·d/alpha²
        foreach (var alpha in new[] { 0.2, 1.3 })
            Assert.Equal(alpha / photonAlpha, RbeModels.Get(name).Evaluate(Small, alpha * Small, 0.2 * Small).GyRbe / Small, 1e-4);
    }

    [Fact]
    public void Validity_FractionAboveIt_GivesAWarningThatNamesModelAndDose()
    {
        var model = RbeModels.Get("lem1:chordoma");
        Assert.Null(model.Validity.Warning(model.Name, 4.6));
        Assert.StartsWith("RBE model lem1:chordoma: a fraction has up to 12.00 Gy(RBE), more than the 4.6 Gy(RBE)", model.Validity.Warning(model.Name, 12), StringComparison.Ordinal);
        Assert.Null(RbeModels.Get("physical").Validity.Warning("physical", 1e6));
    }
}
