using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>
/// One nuclear reaction of an ion with a nucleus at rest, with all its products: the projectile and the target come apart by the same kind of table, nucleons that were hit collide pairwise and leave
/// at wide angles, everything else stays near the velocity of its nucleus [Goldhaber1974]. Charge, mass number and energy are conserved in every event; momentum is not closed where kinetic energies
/// are adjusted to close the energy. Made for 5 to 450 MeV/u and projectiles up to neon. Method and limits: docs/methods/nuclear-reactions.md. No allocation.
/// </summary>
public static class ReactionGenerator
{
    /// <summary>The most products of one reaction.</summary>
    public const int MaximumProducts = 80;

    // Attempts at a break-up that has the energy it needs in the centre of mass; slow ions that find none excite the target instead.
    private const int Attempts = 12;

    // Attempts at momenta of one break-up with which little has to be adjusted.
    private const int MomentumAttempts = 6;

    /// <summary>Draws one reaction.</summary>
    /// <param name="projectile">The projectile, Z 0 to 10, one of the nuclei that hold together.</param>
    /// <param name="E">Its kinetic energy, MeV/u, above 0.</param>
    /// <param name="targetZ">Charge number of the target nucleus.</param>
    /// <param name="targetA">Its mass number.</param>
    /// <param name="random">The stream of the particle.</param>
    /// <param name="products">Receives the products; room for <see cref="MaximumProducts"/>.</param>
    /// <returns>The number of products and the energy book.</returns>
    public static ReactionOutcome Sample(Ion projectile, double E, int targetZ, int targetA, ref CounterRandom random, Span<ReactionProduct> products) =>
        Sample(ReactionModel.Standard, projectile, E, targetZ, targetA, ref random, products);

    /// <summary>Draws one reaction with other numbers of the model.</summary>
    /// <param name="model">The numbers.</param>
    /// <param name="projectile">The projectile.</param>
    /// <param name="E">Its kinetic energy, MeV/u, above 0.</param>
    /// <param name="targetZ">Charge number of the target nucleus.</param>
    /// <param name="targetA">Its mass number.</param>
    /// <param name="random">The stream of the particle.</param>
    /// <param name="products">Receives the products.</param>
    /// <returns>The number of products and the energy book.</returns>
    public static ReactionOutcome Sample(ReactionModel model, Ion projectile, double E, int targetZ, int targetA, ref CounterRandom random, Span<ReactionProduct> products)
    {
        if (products.Length < MaximumProducts) throw new ArgumentException($"room for {MaximumProducts} products is needed", nameof(products));
        var table = BreakupTables.Of(projectile.Z, projectile.A);
        Span<ReactionPiece> store = stackalloc ReactionPiece[MaximumProducts];
        var pieces = new ReactionPieces(store, model);
        var massBefore = NuclearMasses.RestEnergyMeV(projectile.Z, projectile.A) + NuclearMasses.RestEnergyMeV(targetZ, targetA);
        var inside = TripathiCrossSection.CentreOfMassEnergyMeV(projectile.Z, projectile.A, targetZ, targetA, E);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            pieces.Clear();
            var gamma = ComeApart(ref pieces, model, table, E, targetZ, targetA, ref random);
            var all = pieces.All;
            var q = massBefore;
            foreach (ref readonly var piece in all) q -= piece.MassMeV;
            var available = projectile.A * E + q - gamma;
            if (!(available > 0 && inside + q > gamma)) continue;
            ReactionKinematics.Pair(all);
            for (var last = MomentumAttempts - 1; ; last--)
            {
                ReactionKinematics.Move(all, model, projectile, E, targetA, ref random);
                if (ReactionKinematics.Close(all, available, last == 0)) return Write(all, q, gamma, products);
            }
        }

        return Excite(projectile, E, targetZ, targetA, products);
    }

    // Both nuclei come apart; returns the energy of gamma rays.
    private static double ComeApart(ref ReactionPieces pieces, ReactionModel model, BreakupTable table, double E, int targetZ, int targetA, ref CounterRandom random)
    {
        var violence = random.NextDouble();
        pieces.BreakUp(table.Z, table.A, table[table.Pick(E, targetA, violence)], projectile: true, ref random);
        var hits = Hit(pieces.All, model, ref random);
        var first = pieces.Count;
        if (BreakupTables.Find(targetZ, targetA) is { } target)
        {
            if (random.NextDouble() >= model.ViolenceCorrelation) violence = random.NextDouble();
            pieces.BreakUp(targetZ, targetA, target[target.Pick(E, table.A, violence)], projectile: false, ref random);
            Hit(pieces.All[first..], model, ref random);
            return 0;
        }

        var excitation = pieces.Evaporate(targetZ, targetA, Math.Clamp(hits, 1, targetZ - 7), ref random);
        foreach (ref var piece in pieces.All[first..])
            if (piece.Free) piece.Origin = ProductOrigin.Participant;
        return excitation;
    }

    // Marks which free nucleons were hit: each with the model's chance, at least one. Returns how many.
    private static int Hit(Span<ReactionPiece> pieces, ReactionModel model, ref CounterRandom random)
    {
        int hits = 0, free = 0;
        foreach (ref var piece in pieces)
        {
            if (!piece.Free) continue;
            free++;
            if (random.NextDouble() >= model.HitShare) continue;
            piece.Origin = ProductOrigin.Participant;
            hits++;
        }

        if (hits > 0 || free == 0) return hits;
        var chosen = (int)(random.NextDouble() * free);
        foreach (ref var piece in pieces)
            if (piece.Free && chosen-- == 0) piece.Origin = ProductOrigin.Participant;
        return 1;
    }

    private static ReactionOutcome Write(ReadOnlySpan<ReactionPiece> pieces, double q, double gamma, Span<ReactionProduct> products)
    {
        for (var n = 0; n < pieces.Length; n++)
        {
            ref readonly var piece = ref pieces[n];
            var momentum = Math.Sqrt(piece.MomentumSquared);
            var cosine = momentum > 0 ? Math.Clamp(piece.Pz / momentum, -1, 1) : 1;
            products[n] = new ReactionProduct(piece.Z, piece.A, piece.KineticMeV / piece.A, cosine, Math.Atan2(piece.Py, piece.Px), piece.Origin);
        }

        return new ReactionOutcome(pieces.Length, q, gamma);
    }

    // Too slow for any break-up that was tried: the target takes a tenth of the energy, at most 5 MeV (near the first levels of carbon and oxygen), and gives it off as gamma rays.
    private static ReactionOutcome Excite(Ion projectile, double E, int targetZ, int targetA, Span<ReactionProduct> products)
    {
        var gamma = Math.Min(5, 0.1 * projectile.A * E);
        products[0] = new ReactionProduct(projectile.Z, projectile.A, E - gamma / projectile.A, 1, 0, ProductOrigin.Projectile);
        products[1] = new ReactionProduct(targetZ, targetA, 0, 1, 0, ProductOrigin.Target);
        return new ReactionOutcome(2, 0, gamma);
    }
}
