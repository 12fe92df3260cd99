using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>The pieces of one reaction: nuclei come apart into it.</summary>
internal ref struct ReactionPieces(Span<ReactionPiece> store, ReactionModel model)
{
    // Kinetic energy of evaporated particles, MeV: temperature near 3 and the barriers of nuclei about calcium [Gaimard1991].
    private const double TemperatureMeV = 3;
    private const double ProtonBarrierMeV = 3.5;
    private const double AlphaBarrierMeV = 7;

    private readonly Span<ReactionPiece> store = store;
    private readonly ReactionModel model = model;

    public int Count { get; private set; }

    public readonly Span<ReactionPiece> All => store[..Count];

    public void Clear() => Count = 0;

    /// <summary>Adds the pieces of a listed nucleus that comes apart by one channel.</summary>
    public void BreakUp(int z, int a, in BreakupChannel channel, bool projectile, ref CounterRandom random)
    {
        int restZ = z - channel.RemnantZ, restN = a - z - (channel.RemnantA - channel.RemnantZ);
        if (channel.RemnantA > 0) Add(channel.RemnantZ, channel.RemnantA, projectile);
        for (var n = 0; n < channel.Alphas; n++) AddPart(2, 4, projectile, ref restZ, ref restN);
        if (channel.RemnantA > 4)
            while (restZ >= 2 && restN >= 2 && random.NextDouble() < model.AlphaShare) AddPart(2, 4, projectile, ref restZ, ref restN);
        // Three nucleons or two would only form the nucleus again that came apart.
        while (a > 3 && restZ > 0 && restN > 0) AddLight(projectile, ref restZ, ref restN, ref random);
        while (restZ > 0) AddPart(1, 1, projectile, ref restZ, ref restN, free: true);
        while (restN > 0) AddPart(0, 1, projectile, ref restZ, ref restN, free: true);
    }

    /// <summary>Adds the pieces of a heavier target: nucleons hit, particles evaporated, and the residue. Returns the excitation that is left, MeV.</summary>
    public double Evaporate(int z, int a, int hits, ref CounterRandom random)
    {
        var excitation = 0.0;
        for (var n = 0; n < hits; n++)
        {
            var proton = random.NextDouble() * a < z;
            Add(proton ? 1 : 0, 1, projectile: false, free: true);
            (z, a) = (z - (proton ? 1 : 0), a - 1);
            excitation -= model.ExcitationPerHoleMeV * Math.Log(random.NextSingle());
        }

        // About 12 MeV separate and lift a nucleon; neutrons, protons and helium as 55 : 30 : 15, assumed. A residue down to carbon gives off the rest as gamma rays.
        while (excitation > 12 && z > 6 && a > 13 && Count < store.Length - 2)
        {
            var u = random.NextDouble();
            var (pz, pa, barrier, separation) = u < 0.55 ? (0, 1, 0.0, 8.0) : u < 0.85 ? (1, 1, ProtonBarrierMeV, 8.0) : (2, 4, AlphaBarrierMeV, 2.0);
            var kinetic = Math.Min(barrier - TemperatureMeV * Math.Log(random.NextSingle() * (double)random.NextSingle()), excitation - separation);
            Add(pz, pa, projectile: false);
            ref var piece = ref store[Count - 1];
            piece.Evaporated = true;
            piece.DrawMomentum(1, ref random);
            piece.SetKinetic(kinetic);
            excitation -= separation + kinetic;
            (z, a) = (z - pz, a - pa);
        }

        Add(z, a, projectile: false);
        store[Count - 1].Evaporated = true;
        store[Count - 1].DrawMomentum(model.TargetWidthMeV * Math.Sqrt(hits), ref random);
        return excitation;
    }

    /// <summary>Adds one piece.</summary>
    public void Add(int z, int a, bool projectile, bool free = false) => store[Count++] = new ReactionPiece
    {
        Z = z,
        A = a,
        MassMeV = NuclearMasses.RestEnergyMeV(z, a),
        Free = free,
        OfProjectile = projectile,
        Origin = projectile ? ProductOrigin.Projectile : ProductOrigin.Target,
    };

    private void AddPart(int z, int a, bool projectile, ref int restZ, ref int restN, bool free = false)
    {
        Add(z, a, projectile, free);
        restZ -= z;
        restN -= a - z;
    }

    // One step of joining a proton and a neutron of the rest: apart, or as a deuteron, triton or helium 3.
    private void AddLight(bool projectile, ref int restZ, ref int restN, ref CounterRandom random)
    {
        if (random.NextDouble() >= model.DeuteronShare)
        {
            AddPart(1, 1, projectile, ref restZ, ref restN, free: true);
            AddPart(0, 1, projectile, ref restZ, ref restN, free: true);
        }
        else if ((restZ > 1 || restN > 1) && random.NextDouble() < model.ThreeNucleonShare)
        {
            var triton = restZ == 1 || (restN > 1 && random.NextDouble() < 0.5);
            AddPart(triton ? 1 : 2, 3, projectile, ref restZ, ref restN);
        }
        else
        {
            AddPart(1, 2, projectile, ref restZ, ref restN);
        }
    }
}
