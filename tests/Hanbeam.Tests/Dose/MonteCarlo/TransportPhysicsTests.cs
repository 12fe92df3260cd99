using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;
using Xunit;

namespace Hanbeam.Tests.Dose.MonteCarlo;

public sealed class TransportPhysicsTests
{
    private static readonly Material[] Materials = [Material.Water, Material.Air, MaterialLibrary.Find("titanium"), MaterialLibrary.Find("pmma")];
    private static readonly TransportPhysics Physics = new(Ion.Carbon12, Materials, [], ReactionModel.Standard, new WorkContext(2));

    // A step takes 0.3 of the range and the cut. The largest cut is 0.1 mm of matter of four times water's stopping power per mm.
    [Theory]
    [InlineData(6, 12)]
    [InlineData(6, 11)]
    [InlineData(2, 4)]
    [InlineData(1, 1)]
    [InlineData(8, 16)]
    public void RateOfAttempts_IsAboveTheReactionsOfTheWholeStep(int z, int a)
    {
        var species = Physics.SpeciesOf(z, a);
        for (var cell = 0; cell < RangeScale.Count; cell++)
        {
            var range = (float)(0.5 * (RangeScale.LowerMm(cell) + RangeScale.LowerMm(cell + 1)));
            var attempts = Physics.Rows[(species * RangeScale.Count + cell) * TransportPhysics.RowLength + TransportPhysics.Attempts];
            for (var share = 0.0f; share <= 1; share += 0.125f)
            {
                var left = MathF.Max(range - share * (TransportSettings.RangeShare * range + 4 * ReactionSite.RecoilRangeMm * MathF.Min(1, range)), RangeScale.LowestMm);
                for (var m = 0; m < Materials.Length; m++)
                {
                    // Tables are single precision.
                    var rate = Physics.Reactions.PerMm(species, Physics.Energy(species, left), m);
                    Assert.True(rate <= attempts * (1 + 1e-5), FormattableString.Invariant($"{rate} reactions and {attempts} attempts per mm at {range} mm, {left} mm left, material {m}"));
                }
            }
        }
    }
}
