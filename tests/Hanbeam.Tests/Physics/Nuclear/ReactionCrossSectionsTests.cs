using System.Globalization;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Physics.Nuclear;

public sealed class ReactionCrossSectionsTests
{
    private static readonly string[] Symbols = ["n", "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca"];

    [Fact]
    public void Formulas_AreThoseOfAnIndependentEvaluation()
    {
        var compared = 0;
        foreach (var line in File.ReadLines(SharedData.Path("physics", "tables", "reaction_xs_models.csv")).Where(line => line[0] != '#').Skip(1))
        {
            var fields = line.Split(',');
            var (projectile, target, energy) = (Nucleus(fields[0]), Nucleus(fields[1]), Number(fields[2]));
            // The table takes no Coulomb multiplier for p + Li and cuts a factor at 0 for helium on hydrogen.
            var tripathi = target != Ion.Proton || projectile.Z > 3;
            if (tripathi) Assert.Equal(Number(fields[5]), TripathiCrossSection.Mb(projectile.Z, projectile.A, target.Z, target.A, energy), 0.002 * Number(fields[5])); // charge radii in the barrier differ a little
            if (fields[3].Length > 0) Assert.Equal(Number(fields[3]), KoxCrossSection.Mb(projectile.Z, projectile.A, target.Z, target.A, energy), 0.001 * Number(fields[3]));
            compared++;
        }

        Assert.True(compared > 400);
    }

    [Fact]
    public void CarbonOnCarbon_IsTheMeasurement() => Assert.Equal(782, ReactionCrossSections.TotalMb(Ion.Carbon12, 250.8, 6, 12), 9.0); // [Takechi2009]: 782 ± 9 mb

    [Fact]
    public void CrossSections_DoNotDependOnWhichNucleusIsCalledProjectile()
    {
        Assert.Equal(ReactionCrossSections.TotalMb(Ion.Carbon12, 200, 1, 1), ReactionCrossSections.TotalMb(Ion.Proton, 200, 6, 12), 0.5); // masses differ from mass numbers by 0.1 %
        Assert.Equal(ReactionCrossSections.TotalMb(Ion.Carbon12, 200, 8, 16), ReactionCrossSections.TotalMb(new Ion(8, 16), 200, 6, 12), 0.5);
    }

    [Fact]
    public void ChargeChanging_AndTheProjectilesOwnElement_AreTheTotal()
    {
        var total = ReactionCrossSections.TotalMb(Ion.Carbon12, 300, 6, 12);
        Assert.Equal(total, ReactionCrossSections.ChargeChangingMb(Ion.Carbon12, 300, 6, 12) + ReactionCrossSections.ElementalMb(Ion.Carbon12, 300, 6, 12, 6), 1e-9); // rounding
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(2, 4)]
    public void LightNuclei_ReactWithHydrogen_NoOftenerThanTheirNucleonsWould(int z, int a)
    {
        // Nucleons in one nucleus shadow one another. Above 300 MeV pions add a tenth to collisions of free nucleons, which their elastic cross sections leave out.
        foreach (var energy in new[] { 100.0, 200, 300, 400 })
        {
            var apart = z * ReactionCrossSections.TotalMb(Ion.Proton, energy, 1, 1) + (a - z) * ReactionCrossSections.TotalMb(new Ion(0, 1), energy, 1, 1);
            Assert.InRange(ReactionCrossSections.TotalMb(new Ion(z, a), energy, 1, 1), 0.3 * apart, 1.1 * apart);
        }
    }

    [Fact]
    public void MirrorNuclei_ReactAlikeWithHydrogen() =>
        Assert.Equal(ReactionCrossSections.TotalMb(new Ion(2, 3), 200, 1, 1), ReactionCrossSections.TotalMb(new Ion(1, 3), 200, 1, 1), 1e-9); // the same sum

    [Fact]
    public void EveryPair_HasAFiniteCrossSectionThatIsNotNegative()
    {
        foreach (var targetA in new[] { 1, 12, 16, 40, 127 })
        {
            foreach (var ion in LightNuclei.All)
                foreach (var energy in new[] { 0.0, 0.1, 5, 50, 450 })
                    Assert.InRange(ReactionCrossSections.TotalMb(ion, energy, targetA == 1 ? 1 : (int)(0.43 * targetA + 1), targetA), 0, 6000);
        }
    }

    private static Ion Nucleus(string name)
    {
        var digits = name.TakeWhile(char.IsDigit).Count();
        return new Ion(Array.IndexOf(Symbols, name[digits..]), int.Parse(name[..digits], CultureInfo.InvariantCulture));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
