using Hanbeam.Dose.MonteCarlo;
using Hanbeam.Numerics.Work;
using Hanbeam.Physics.Ions;
using Hanbeam.Physics.Materials;
using Hanbeam.Physics.Nuclear;

namespace Hanbeam.Verification.Dose;

/// <summary>Where ions of a pencil that meet no nucleus stop in a slab of one material; straggling and scattering may be taken out of the engine's tables.</summary>
internal static class StoppedPrimaries
{
    public static double[] DepthsMm(Ion ion, double energy, Material material, int histories, bool fluctuations)
    {
        double[] planes = [.. Enumerable.Range(0, 501).Select(n => 2.0 * n)];
        var source = BeamSource.Pencil(ion, energy);
        var plan = new RunPlan(TransportGeometry.Slab(material, planes), [source], new ScoringRequest(), new MonteCarloSettings { Histories = histories, Seed = 77, Reactions = ReactionModel.Standard }, new WorkContext(2));
        var rows = plan.Physics.Rows;
        for (var at = 0; at < rows.Length && !fluctuations; at += TransportPhysics.RowLength)
            rows[at + TransportPhysics.Variance] = rows[at + TransportPhysics.Scattering] = 0;
        var scatter = fluctuations ? plan.Physics.ScatteringRatio : new float[plan.Physics.Materials.Length];
        var scorer = new Stops([]);
        var transport = new ScalarTransport<Stops>(plan.Physics, plan.Geometry.Voxels, scatter, plan.Transport, scorer);
        var entrance = new BeamEntrance(source.Frame, plan.Geometry);
        for (var n = 0; n < histories; n++)
        {
            plan.Primaries.Draw(plan.Physics, 77, n, n, histories, out var primary, out _);
            if (entrance.Enter(ref primary)) transport.FollowAll(primary);
        }

        return [.. scorer.DepthsMm];
    }

    private readonly record struct Stops(List<double> DepthsMm) : ITransportScorer
    {
        // What is left of the range at the cut is straight on.
        public void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float hinge, float energyMeV, float inverseRatio)
        {
            if (rangeAfterMm <= 0 && before.Generation == 0) DepthsMm.Add(before.Z + before.Uz * before.RangeMm);
        }

        public void Local(in Particle at, int voxel, double energyMeV, float inverseRatio)
        {
        }

        public void CrossPlane(in Particle ion)
        {
        }

        public void Escape(in Particle ion)
        {
        }
    }
}
