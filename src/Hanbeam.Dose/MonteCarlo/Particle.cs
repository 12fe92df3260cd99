namespace Hanbeam.Dose.MonteCarlo;

/// <summary>An ion on its way. Lengths mm from the lower corner of the grid that it is in.</summary>
internal struct Particle
{
    public float X, Y, Z;
    public float Ux, Uy, Uz;

    /// <summary>Residual CSDA range in unit-density water, mm.</summary>
    public float RangeMm;

    /// <summary>Kinetic energy, MeV/u: that of the range.</summary>
    public float E;

    /// <summary>Reaction attempts left to go: a number of mean free paths.</summary>
    public float ToReaction;

    /// <summary>Hard scatterings left to go: a number of mean free paths.</summary>
    public float ToHard;

    /// <summary>The voxel.</summary>
    public int I, J, K;

    /// <summary>Index of the species in its tables.</summary>
    public int Species;

    /// <summary>0 for an ion of the beam, 1 and more for fragments.</summary>
    public int Generation;

    /// <summary>Blocks of its random stream that are used up.</summary>
    public uint Block;

    /// <summary>Its random stream.</summary>
    public ulong Stream;
}
