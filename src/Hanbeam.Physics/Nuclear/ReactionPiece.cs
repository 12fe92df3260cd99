using Hanbeam.Numerics.Random;

namespace Hanbeam.Physics.Nuclear;

/// <summary>A nucleus or nucleon of a reaction in the making. Momenta in MeV/c in the laboratory, z along the projectile.</summary>
internal struct ReactionPiece
{
    public int Z;
    public int A;
    public double MassMeV;
    public double Px;
    public double Py;
    public double Pz;

    /// <summary>A free nucleon, which may be hit.</summary>
    public bool Free;

    /// <summary>It was given its momentum when it was made.</summary>
    public bool Evaporated;

    /// <summary>It belonged to the projectile.</summary>
    public bool OfProjectile;

    public ProductOrigin Origin;

    public readonly double MomentumSquared => Px * Px + Py * Py + Pz * Pz;

    // p²/(E + m): no digits are lost for slow pieces.
    public readonly double KineticMeV => MomentumSquared / (Math.Sqrt(MomentumSquared + MassMeV * MassMeV) + MassMeV);

    /// <summary>Keeps the direction and gives the piece another kinetic energy.</summary>
    public void SetKinetic(double kineticMeV)
    {
        var old = Math.Sqrt(MomentumSquared);
        var wanted = Math.Sqrt(Math.Max(0, kineticMeV * (kineticMeV + 2 * MassMeV)));
        if (old <= 0)
        {
            Pz = wanted;
            return;
        }

        Scale(wanted / old);
    }

    /// <summary>A momentum of three normal numbers, from two of the pairs that [BoxMuller1958] makes at once.</summary>
    public void DrawMomentum(double widthMeV, ref CounterRandom random)
    {
        var first = widthMeV * Math.Sqrt(-2 * Math.Log(random.NextSingle()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextSingle());
        (Px, Py) = (first * cosine, first * sine);
        Pz = widthMeV * Math.Sqrt(-2 * Math.Log(random.NextSingle())) * Math.Cos(2 * Math.PI * random.NextSingle());
    }

    /// <summary>From a frame that moves along z into the laboratory.</summary>
    public void Boost(double gamma, double gammaBeta)
    {
        var energy = Math.Sqrt(MomentumSquared + MassMeV * MassMeV);
        Pz = gamma * Pz + gammaBeta * energy;
    }

    private void Scale(double factor)
    {
        Px *= factor;
        Py *= factor;
        Pz *= factor;
    }
}
