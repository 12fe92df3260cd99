using Hanbeam.Dose.Influence;

namespace Hanbeam.Planning.Optimization;

/// <summary>The dose as it is shown and exported, from the engine: what the operators, which are cut and rounded, are held against.</summary>
public interface IFinalDose
{
    /// <summary>Adds the dose of one beam in ONE fraction to the optimisation's voxels.</summary>
    /// <param name="scenario">Number of the error scenario; 0 is the nominal case.</param>
    /// <param name="beam">Position of the beam.</param>
    /// <param name="ions">Ions per fraction of each of its spots.</param>
    /// <param name="result">One entry per voxel.</param>
    void Add(int scenario, int beam, ReadOnlySpan<double> ions, VoxelQuantities result);
}
