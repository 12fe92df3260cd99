using System.Globalization;
using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Verification.Claims;
using Xunit;

namespace Hanbeam.Verification.Dose;

public sealed class MonteCarloEnergyBook_Closes_ToATenThousandth
{
    private static readonly GridGeometry Grid = new(new Vector3d(-58, -58, 2), new Vector3d(4, 4, 4), 30, 30, 50);

    [Fact]
    public void EnergyIn_IsDepositedCarriedAwayOrBound()
    {
        var claim = Claim.Of(this, "What a beam's ions and the rest energy set free by reactions bring is what the voxels hold, what was left upstream and what neutrons, gamma rays and escaping ions carry away; for every ion, through a ripple filter, air, bone and metal.",
            "Conservation of energy; the voxels' sum is independent of the book");
        var rows = new List<string[]>();
        UpstreamSlab[] slabs = [new(Material.Pmma, 1.19, 400, 2, 3, false), new(Material.Water, 1, 100, 20, 0, true)];
        foreach (var (ion, energy) in new[] { (Ion.Proton, 180.0), (new Ion(2, 4), 180.0), (Ion.Carbon12, 120.0), (Ion.Carbon12, 290.0), (Ion.Carbon12, 430.0), (new Ion(8, 16), 300.0), (new Ion(10, 20), 300.0) })
            foreach (var lanes in new[] { false, true })
            {
                var run = MonteCarloEngine.Run(Layers(), [BeamSource.Field(ion, energy, 60, 60, 0.001, 3, 0.002, slabs)], new ScoringRequest(), new MonteCarloSettings { Histories = 2000, Lanes = lanes }, new WorkContext(2));
                var book = run.Energy;
                var place = FormattableString.Invariant($"{ion.Name}, {energy} MeV/u, {(lanes ? "lanes" : "scalar")}");
                claim.AtMost($"{place}: what is missing", Math.Abs(book.RelativeImbalance), 1e-4, "", "asked for; it is rounding of double sums");
                claim.Within($"{place}: energy in the voxels over the book's", InVoxels(run) / book.DepositedMeV, 1, 1e-4, "", "asked for; voxels are floats of some thousand terms");
                rows.Add([place, .. new[] { book.IncomingMeV, book.ReactionQMeV, book.DepositedMeV, book.UpstreamMeV, book.NeutronMeV, book.GammaMeV, book.EscapedMeV, book.Reactions }.Select(Text), book.RelativeImbalance.ToString("E1", CultureInfo.InvariantCulture)]);
            }

        claim.Table("MeV per primary", ["run", "in", "Q", "deposited", "upstream", "neutrons", "gamma", "escaped", "reactions", "missing"], rows);
        claim.Conclude();
    }

    [Fact]
    public void LanesAndScalar_FollowTheSameIons()
    {
        var claim = Claim.Of(this, "The engine in sixteen lanes and the scalar one give an ion the same history to the last bit: doses differ only by the order in which floats are added, and every count is the same.",
            "The scalar engine with the same random numbers");
        MonteCarloResult Run(bool lanes) => MonteCarloEngine.Run(
            Layers(), [BeamSource.Field(Ion.Carbon12, 290, 60, 60, 0.001, 3, 0.002)], new ScoringRequest(), new MonteCarloSettings { Histories = 20_000, Lanes = lanes }, new WorkContext(2));
        var (scalar, lanes) = (Run(false), Run(true));
        var hit = Enumerable.Range(0, Grid.Count).Where(n => scalar.DoseToWater[n] > 0).ToList();
        claim.Within("reactions per primary, lanes less scalar", lanes.Energy.Reactions - scalar.Energy.Reactions, 0, 0, "", "counts of the same events");
        claim.AtMost("voxels that one has hit and the other not", Enumerable.Range(0, Grid.Count).Count(n => scalar.DoseToWater[n] > 0 != lanes.DoseToWater[n] > 0), 0, "", "the same tracks");
        claim.AtMost("largest relative difference of dose", hit.Max(n => Math.Abs((double)lanes.DoseToWater[n] / scalar.DoseToWater[n] - 1)), 1e-4, "", "sums of up to some thousand floats in another order");
        claim.AtMost("largest relative difference of LET", hit.Max(n => Math.Abs((double)lanes.Let[n] / scalar.Let[n] - 1)), 1e-3, "", "the same, where tails of tables are subtracted");
        claim.Within("energy carried away by neutrons, lanes over scalar", lanes.Energy.NeutronMeV / scalar.Energy.NeutronMeV, 1, 1e-10, "", "double sums in another order");
        claim.Conclude();
    }

    private static double InVoxels(MonteCarloResult run)
    {
        var masses = Layers().CellMasses;
        var sum = 0.0;
        for (var n = 0; n < run.DoseToMedium.Length; n++) sum += (double)run.DoseToMedium[n] * masses[n];
        return sum / 1.602176634e-10; // Gy·g per MeV (SI)
    }

    // Water with layers of air, bone and aluminium.
    private static TransportGeometry Layers()
    {
        var words = new uint[Grid.Count];
        for (var n = 0; n < words.Length; n++)
            words[n] = Grid.Voxel(n).K switch
            {
                4 or 5 => TransportGrid.Word(Material.Air.DensityGPerCm3, 1),
                8 or 9 => TransportGrid.Word(1.6, 2),
                12 => TransportGrid.Word(2.699, 3),
                _ => TransportGrid.Word(1, 0),
            };
        return TransportGeometry.OfVoxels(Grid, [Material.Water, Material.Air, Hanbeam.Dose.Media.StoichiometricCalibration.MaterialOf(1200), MaterialLibrary.Find("aluminium")], words);
    }

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
