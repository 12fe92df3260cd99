namespace Hanbeam.Dose.MonteCarlo;

/// <summary>What is told of every step. Implemented by structs, so that the transport loop is compiled for each.</summary>
internal interface ITransportScorer
{
    /// <summary>An ion lost energy on a step.</summary>
    /// <param name="before">The ion at the beginning of the step; its voxel is where it happened.</param>
    /// <param name="voxel">The voxel's place in memory.</param>
    /// <param name="rangeAfterMm">Its range afterwards, mm; 0 where it stopped.</param>
    /// <param name="lengthMm">Length of the step, mm.</param>
    /// <param name="hinge">A random place on the step, as a share of its length.</param>
    /// <param name="energyMeV">Energy lost.</param>
    /// <param name="inverseRatio">Mass stopping power of water over that of the material.</param>
    void Step(in Particle before, int voxel, float rangeAfterMm, float lengthMm, float hinge, float energyMeV, float inverseRatio);

    /// <summary>Energy stays at a place: target residues and recoils, what is too slow to follow.</summary>
    /// <param name="at">The ion whose reaction it is, at its place.</param>
    /// <param name="voxel">The voxel's place in memory.</param>
    /// <param name="energyMeV">Energy; may be negative by rounding.</param>
    /// <param name="inverseRatio">As in <see cref="Step"/>.</param>
    void Local(in Particle at, int voxel, double energyMeV, float inverseRatio);

    /// <summary>An ion crossed a plane along z; its layer is the one it entered.</summary>
    void CrossPlane(in Particle ion);

    /// <summary>An ion left the geometry.</summary>
    void Escape(in Particle ion);
}
