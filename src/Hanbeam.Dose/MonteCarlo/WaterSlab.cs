using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Dose.MonteCarlo;

/// <summary>
/// A pencil of ions in deep water of unit density, scored as in experiments: depth dose over the whole plane, and ions by charge that go forward through planes inside a
/// cone of directions about the beam.
/// </summary>
public static class WaterSlab
{
    // Fixed shares of the histories, whichever thread runs them.
    private const int Chunks = 64;

    /// <summary>Follows ions through the slab.</summary>
    /// <param name="ion">The ion.</param>
    /// <param name="E">Mean energy, MeV/u.</param>
    /// <param name="relativeEnergySpread">Sigma over mean.</param>
    /// <param name="depthEdgesMm">Planes, mm, ascending from 0.</param>
    /// <param name="coneDeg">Half opening of the cone, degrees.</param>
    /// <param name="histories">Number of primaries.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="model">The numbers of the reaction model; the standard ones if null.</param>
    /// <param name="seed">Seed.</param>
    public static WaterSlabResult Run(
        Ion ion, double E, double relativeEnergySpread, IReadOnlyList<double> depthEdgesMm, double coneDeg, int histories, WorkContext work, ReactionModel? model = null, ulong seed = 1)
    {
        var geometry = TransportGeometry.Slab(Material.Water, depthEdgesMm);
        var source = BeamSource.Pencil(ion, E, relativeEnergySpread);
        var plan = new RunPlan(geometry, [source], new ScoringRequest(), new MonteCarloSettings { Seed = seed, Reactions = model ?? ReactionModel.Standard }, work);
        var parts = new ConeScorer[Chunks];
        var tallies = new EnergyTally[Chunks];
        Parallel.For(0, Chunks, work.ParallelOptions, chunk =>
        {
            var (first, end) = ((long)histories * chunk / Chunks, (long)histories * (chunk + 1) / Chunks);
            var transport = new ScalarTransport<ConeScorer>(plan.Physics, geometry.Voxels, plan.Physics.ScatteringRatio, plan.Transport, new ConeScorer(plan.Physics, geometry.Voxels.Nz, coneDeg));
            var entrance = new BeamEntrance(source.Frame, geometry);
            for (var n = first; n < end; n++)
            {
                plan.Primaries.Draw(plan.Physics, seed, n, (int)(n - first), (int)(end - first), out var primary, out _);
                transport.Tally.Incoming += plan.Physics.MassNumber[primary.Species] * primary.E;
                if (entrance.Enter(ref primary)) transport.FollowAll(primary);
            }

            (parts[chunk], tallies[chunk]) = (transport.Scorer, transport.Tally);
        });
        return Sum(depthEdgesMm, histories, parts, tallies);
    }

    private static WaterSlabResult Sum(IReadOnlyList<double> edges, int histories, ConeScorer[] parts, EnergyTally[] tallies)
    {
        var layers = edges.Count - 1;
        var energy = new double[layers];
        var yields = new double[ConeScorer.Charges, layers + 1];
        var book = default(EnergyTally);
        for (var chunk = 0; chunk < parts.Length; chunk++)
        {
            book.Add(tallies[chunk]);
            for (var n = 0; n < layers; n++) energy[n] += parts[chunk].EnergyMeV[n] / histories / (edges[n + 1] - edges[n]);
            for (var z = 0; z < ConeScorer.Charges; z++)
                for (var n = 0; n <= layers; n++)
                    yields[z, n] += (double)parts[chunk].Counts[z * (layers + 1) + n] / histories;
        }

        return new(energy, yields, book.PerPrimary(histories));
    }
}
