namespace Hanbeam.Dose.Influence;

/// <summary>
/// The influence of one beam's spots on a list of voxels as an operator: y = D w and g = Dᵀ r. It is built for one list of voxels that all beams of
/// a plan share, and one spot order (layers from the highest energy down, spots as placed). Results are the same, bit for bit, for any number of threads.
/// </summary>
public interface IDoseInfluence
{
    /// <summary>Number of spots (columns).</summary>
    int SpotCount { get; }

    /// <summary>Number of voxels (rows).</summary>
    int VoxelCount { get; }

    /// <summary>Number of spot–voxel pairs inside the lateral cutoff.</summary>
    long NonZeros { get; }

    /// <summary>Memory held, bytes.</summary>
    long Bytes { get; }

    /// <summary>ADDS the beam's dose, alpha·dose, sqrt(beta)·dose and LET·dose of one fraction to <paramref name="result"/>; LET·dose only where it is wanted (<see cref="VoxelQuantities.HasLet"/>).</summary>
    /// <param name="weights">10⁶ ions per fraction of each spot.</param>
    /// <param name="result">One entry per voxel.</param>
    void Forward(ReadOnlySpan<double> weights, VoxelQuantities result);

    /// <summary>SETS the derivative by each spot's weight, given the derivative by each voxel's quantities.</summary>
    /// <param name="voxelGradient">Derivatives by dose, alpha·dose, sqrt(beta)·dose and LET·dose.</param>
    /// <param name="spotGradient">One entry per spot: derivative per 10⁶ ions.</param>
    void Adjoint(VoxelQuantities voxelGradient, Span<double> spotGradient);
}
