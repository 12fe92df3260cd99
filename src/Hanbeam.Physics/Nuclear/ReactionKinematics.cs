using Hanbeam.Numerics.Random;
using Hanbeam.Physics.Ions;

namespace Hanbeam.Physics.Nuclear;

/// <summary>Momenta of the pieces of a reaction.</summary>
internal static class ReactionKinematics
{
    // A common factor on the kinetic energies that must be adjusted lies between these, or the momenta are drawn again.
    private const double LeastFactor = 0.1;
    private const double GreatestFactor = 1.5;

    // Angles that Pauli's principle forbids are drawn again so often.
    private const int PauliAttempts = 4;

    /// <summary>Gives every piece its momentum: pieces of each nucleus by [Goldhaber1974, Eq. 6], those hit after pairwise collisions.</summary>
    public static void Move(Span<ReactionPiece> pieces, ReactionModel model, Ion projectile, double E, int targetA, ref CounterRandom random)
    {
        var mass = NuclearMasses.RestEnergyMeV(projectile.Z, projectile.A);
        var gamma = 1 + E * projectile.A / mass;
        var gammaBeta = Math.Sqrt(gamma * gamma - 1);
        // The shift has no meaning for ions slower than the nucleons inside: it stops growing below 50 MeV/u.
        var loss = model.MomentumLossMeV * (gamma + 1) / Math.Max(gammaBeta, 0.33);
        foreach (ref var piece in pieces)
        {
            if (piece.Evaporated) continue;
            if (piece.Origin == ProductOrigin.Participant) piece.DrawMomentum(Nucleons(piece, projectile.A, targetA) > 1 ? model.FermiWidthMeV : 0, ref random);
            else piece.DrawMomentum(Width(piece, model, projectile.A, targetA, ref random), ref random);
            if (!piece.OfProjectile) continue;
            if (piece.Origin == ProductOrigin.Projectile) piece.Pz -= Math.Min(piece.A, projectile.A - piece.A) * loss;
            piece.Boost(gamma, gammaBeta);
        }

        Collide(pieces, model, ref random);
    }

    /// <summary>Makes nucleons that were hit ordinary pieces again where none of the other nucleus is there to hit them.</summary>
    public static void Pair(Span<ReactionPiece> pieces)
    {
        var (ours, theirs) = Sides(pieces);
        if (ours > 0 && theirs > 0) return;
        foreach (ref var piece in pieces)
            if (piece.Origin == ProductOrigin.Participant) piece.Origin = piece.OfProjectile ? ProductOrigin.Projectile : ProductOrigin.Target;
    }

    /// <summary>
    /// Adjusts kinetic energies to what is available: those of nucleons that were hit, else those of the projectile's pieces, and as a last resort all alike.
    /// False where it would take too much and it is not the last resort.
    /// </summary>
    public static bool Close(Span<ReactionPiece> pieces, double availableMeV, bool lastResort)
    {
        double hit = 0, projectile = 0, rest = 0;
        foreach (ref readonly var piece in pieces)
        {
            var kinetic = piece.KineticMeV;
            if (piece.Origin == ProductOrigin.Participant) hit += kinetic;
            else if (piece.OfProjectile) projectile += kinetic;
            else rest += kinetic;
        }

        var wanted = hit > 0 ? ProductOrigin.Participant : ProductOrigin.Projectile;
        var adjusted = hit > 0 ? hit : projectile;
        var factor = (availableMeV - (hit + projectile + rest - adjusted)) / adjusted;
        var within = factor > LeastFactor && factor < GreatestFactor;
        if (!within && !lastResort) return false;
        if (!within) factor = availableMeV / (hit + projectile + rest);
        foreach (ref var piece in pieces)
            if (piece.Origin == wanted || !within) piece.SetKinetic(factor * piece.KineticMeV);
        return true;
    }

    private static int Nucleons(in ReactionPiece piece, int projectileA, int targetA) => piece.OfProjectile ? projectileA : targetA;

    private static double Width(in ReactionPiece piece, ReactionModel model, int projectileA, int targetA, ref CounterRandom random)
    {
        var parent = Nucleons(piece, projectileA, targetA);
        // A hydrogen target that was not hit recoils like one nucleon of a nucleus.
        if (parent <= 1) return piece.OfProjectile ? 0 : model.TargetWidthMeV;
        if (piece.OfProjectile && piece.A == 1) return model.NucleonWidthMeV;
        var one = piece.OfProjectile ? model.MomentumWidthMeV : model.TargetWidthMeV;
        if (piece.OfProjectile && random.NextDouble() < model.WideShare) one *= model.WideFactor;
        return one * Math.Sqrt(piece.A * (double)(parent - piece.A) / (parent - 1));
    }

    // Nucleons that were hit collide, projectile's with target's in turn until each has collided; alone on either side they fly on.
    private static void Collide(Span<ReactionPiece> pieces, ReactionModel model, ref CounterRandom random)
    {
        var (ours, theirs) = Sides(pieces);
        if (ours == 0 || theirs == 0) return;
        int first = -1, second = -1;
        for (var n = 0; n < Math.Max(ours, theirs); n++)
        {
            first = Next(pieces, first, ofProjectile: true);
            second = Next(pieces, second, ofProjectile: false);
            Scatter(ref pieces[first], ref pieces[second], model, ref random);
        }
    }

    private static (int Ours, int Theirs) Sides(ReadOnlySpan<ReactionPiece> pieces)
    {
        int ours = 0, theirs = 0;
        foreach (ref readonly var piece in pieces)
        {
            if (piece.Origin != ProductOrigin.Participant) continue;
            if (piece.OfProjectile) ours++;
            else theirs++;
        }

        return (ours, theirs);
    }

    private static int Next(ReadOnlySpan<ReactionPiece> pieces, int after, bool ofProjectile)
    {
        while (true)
        {
            after = after + 1 < pieces.Length ? after + 1 : 0;
            if (pieces[after].Origin == ProductOrigin.Participant && pieces[after].OfProjectile == ofProjectile) return after;
        }
    }

    // Elastic, in the centre of mass.
    private static void Scatter(ref ReactionPiece one, ref ReactionPiece other, ReactionModel model, ref CounterRandom random)
    {
        var (before, beforeOther) = (one, other);
        for (var attempt = 0; attempt < PauliAttempts; attempt++)
        {
            (one, other) = (before, beforeOther);
            var cosine = 2 * random.NextDouble() - 1;
            while (random.NextDouble() * (1 + model.Anisotropy) > 1 + model.Anisotropy * cosine * cosine) cosine = 2 * random.NextDouble() - 1;
            ScatterOnce(ref one, ref other, cosine, 2 * Math.PI * random.NextDouble());
            if (Math.Min(one.KineticMeV, other.KineticMeV) >= model.PauliEnergyMeV) return;
        }
    }

    private static void ScatterOnce(ref ReactionPiece one, ref ReactionPiece other, double cosine, double phi)
    {
        double e1 = Math.Sqrt(one.MomentumSquared + one.MassMeV * one.MassMeV), e2 = Math.Sqrt(other.MomentumSquared + other.MassMeV * other.MassMeV);
        double px = one.Px + other.Px, py = one.Py + other.Py, pz = one.Pz + other.Pz, energy = e1 + e2;
        var invariant = energy * energy - px * px - py * py - pz * pz;
        double m1 = one.MassMeV, m2 = other.MassMeV;
        // Momentum of either in the centre of mass: half the root of the Källén function over √s.
        var momentum = Math.Sqrt(Math.Max(0, (invariant - (m1 + m2) * (m1 + m2)) * (invariant - (m1 - m2) * (m1 - m2)) / (4 * invariant)));
        var sine = Math.Sqrt(Math.Max(0, 1 - cosine * cosine));
        double cx = momentum * sine * Math.Cos(phi), cy = momentum * sine * Math.Sin(phi), cz = momentum * cosine;
        // Back to the laboratory: p = p* + P [(P·p*)/(W(E + W)) + E*/W] with W = √s.
        var mass = Math.Sqrt(invariant);
        var energyOne = Math.Sqrt(momentum * momentum + m1 * m1);
        var factor = (px * cx + py * cy + pz * cz) / (mass * (energy + mass)) + energyOne / mass;
        (one.Px, one.Py, one.Pz) = (cx + px * factor, cy + py * factor, cz + pz * factor);
        (other.Px, other.Py, other.Pz) = (px - one.Px, py - one.Py, pz - one.Pz);
    }
}
